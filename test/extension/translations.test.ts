import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { options } from '../../runtime/protocol/options.ts';

const root = join(import.meta.dirname, '..', '..');
const json = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const korean: Record<string, string> = json('l10n/bundle.l10n.ko.json');

test('every title of package.json is there in both languages, and none is left over', () => {
  const used = [...readFileSync(join(root, 'package.json'), 'utf8').matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key);
  expect(Object.keys(json('package.nls.json')).sort()).toEqual([...new Set(used)].sort());
  expect(Object.keys(json('package.nls.ko.json')).sort()).toEqual(Object.keys(json('package.nls.json')).sort());
});

test.each(['src', 'webview-ui', 'runtime'])(
  'every text of %s/ is there in Korean, with the same places to fill in',
  (folder) => {
    const places = (text: string) => [...text.matchAll(/\{\d\}/g)].map(String).sort();
    const texts = translatedTexts(sourceOf(folder));
    const faulty = texts.filter((text) => {
      const translated = korean[text];
      return !translated || places(translated).join() !== places(text).join();
    });
    expect(texts.length).toBeGreaterThan(100);
    expect(faulty).toEqual([]);
  },
);

test('no text is there in Korean that nobody says', () => {
  const source = ['src', 'webview-ui', 'runtime'].map(sourceOf).join('\n').replaceAll("\\'", "'");
  const titles = new Set(options.map(({ title }) => title));
  const isSaid = (text: string) => titles.has(text) || source.includes(`'${text}'`) || source.includes(`"${text}"`);
  expect(Object.keys(korean).filter((text) => !isSaid(text))).toEqual([]);
});

function sourceOf(folder: string): string {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  return files
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(root, folder, name), 'utf8'))
    .join('\n');
}

/** Literals given to `t(…)` and `vscode.l10n.t(…)`. */
function translatedTexts(source: string): string[] {
  const literal = /(?<![\w.])(?:vscode\.l10n\.)?t\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/g;
  return [...source.matchAll(literal)].map(([, single, double]) => (single ?? double ?? '').replaceAll("\\'", "'"));
}
