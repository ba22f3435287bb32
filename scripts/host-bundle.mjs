/**
 * The extension host's bundle: extension.cjs, which the editor loads when it starts, and below host/ what commands and
 * views load when they are used. CommonJS, which every version of the editor loads; esbuild splits ES modules alone, so
 * they are split first and turned into CommonJS after.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * @param {string} source path of extension.ts
 * @param {string} dist
 * @returns {Promise<import('esbuild').Metafile>}
 */
export async function bundleHost(source, dist) {
  const esbuild = await import('esbuild');
  const { outputFiles, metafile } = await esbuild.build({
    entryPoints: [{ in: source, out: 'extension' }],
    chunkNames: 'host/[name]-[hash]',
    outdir: dist,
    ...{ bundle: true, splitting: true, write: false, metafile: true, logLevel: 'warning' },
    ...{ platform: 'node', target: 'node20', format: 'esm' },
    // The "main" of jsonc-parser loads its parts in a way that cannot be bundled.
    mainFields: ['module', 'main'],
    external: ['vscode'],
  });
  const names = outputFiles.map(({ path }) => basename(path, '.js')).join('|');
  const required = new RegExp(`require\\("(\\.\\.?/(?:host/)?(?:${names}))\\.js"\\)`, 'g');
  rmSync(join(dist, 'host'), { recursive: true, force: true });
  for (const { path, text } of outputFiles) {
    const { code } = await esbuild.transform(text, commonJs);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path.replace(/\.js$/, '.cjs'), code.replaceAll(required, 'require("$1.cjs")'));
  }
  return metafile;
}

/** A part that is imported when it is used is required then. */
const commonJs = { format: 'cjs', platform: 'node', target: 'node20', supported: { 'dynamic-import': false } };
