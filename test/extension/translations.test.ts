import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const json = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));

test('every title of package.json is there in both languages, and none is left over', () => {
  const used = [...readFileSync(join(root, 'package.json'), 'utf8').matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key);
  expect(Object.keys(json('package.nls.json')).sort()).toEqual([...new Set(used)].sort());
  expect(Object.keys(json('package.nls.ko.json')).sort()).toEqual(Object.keys(json('package.nls.json')).sort());
});

test('every text of host and views is there in Korean, with the same places to fill in', () => {
  const korean: Record<string, string> = json('l10n/bundle.l10n.ko.json');
  const places = (text: string) => [...text.matchAll(/\{\d\}/g)].map(String).sort();
  const faulty = textsOf('src')
    .concat(textsOf('webview-ui'))
    .filter((text) => {
      const translated = korean[text];
      return !translated || places(translated).join() !== places(text).join();
    });
  expect(faulty).toEqual([]);
});

/** Literals given to `t(…)` and `vscode.l10n.t(…)`. */
function textsOf(folder: string): string[] {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const literal = /(?<![\w.])(?:vscode\.l10n\.)?t\(\s*'((?:[^'\\]|\\.)*)'/g;
  return files.flatMap((file) =>
    [...readFileSync(join(root, folder, file), 'utf8').matchAll(literal)].map(([, text = '']) =>
      text.replaceAll("\\'", "'"),
    ),
  );
}
