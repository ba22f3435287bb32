/** The licences of everything that is shipped, as one text: what the bundles were made of, and the native packages. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, SetupError } from './setup.mjs';

/**
 * @param {import('esbuild').Metafile[]} metafiles
 * @param {string[]} packages names of packages that are shipped beside the bundles
 */
export function thirdPartyNotices(metafiles, packages) {
  const inputs = metafiles.flatMap(({ inputs }) => Object.keys(inputs));
  const names = new Set([...inputs.flatMap((path) => packageOf(path) ?? []), ...packages]);
  return [heading, ...[...names].sort().map(notice)].join(`\n\n${'-'.repeat(80)}\n\n`);
}

const heading = 'This extension contains the following packages of others, under their own licences.';

/** The innermost package that a file lies in; a file of our own lies in none. */
function packageOf(path) {
  const last = path.replaceAll('\\', '/').split('node_modules/').at(-1);
  return path.includes('node_modules') ? /^(@[^/]+\/)?[^/]+/.exec(last)?.[0] : undefined;
}

function notice(name) {
  const folder = join(root, 'node_modules', name);
  const { version, license, author, repository } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|notice|thirdparty)/i.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  if (texts.length === 0 && !license) throw new SetupError(`The package ${name} names no licence.`);
  const source = [author?.name ?? author, repository?.url ?? repository].filter(Boolean).join(', ');
  const without = `The package carries no text of its licence. ${source}`;
  return [`${name} ${version}${license ? ` (${license})` : ''}`, ...(texts.length > 0 ? texts : [without])].join(
    '\n\n',
  );
}
