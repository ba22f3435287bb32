/**
 * Fills dist/. The runtime: the command line as asclepius.mjs, every *.entry.ts (worker threads, probe) as a file of its
 * own, and beside them the files that the runtime reads, under the same paths as in runtime/. The extension host:
 * extension.cjs and host/. The views: webview/NAME.js and NAME.css, of webview-ui/NAME/main.ts.
 */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleHost } from './host-bundle.mjs';
import { thirdPartyNotices } from './notices.mjs';
import { main, root, SetupError, setup } from './setup.mjs';

const runtime = join(root, 'runtime');
const views = join(root, 'webview-ui');
const dist = join(root, 'dist');
const stamp = join(dist, '.inputs');

/** What stays a package beside the bundles; the next two are what the first three need, the last is read as a file. */
const nativePackages = [
  ...['onnxruntime-node', 'webgpu', '@duckdb/node-bindings', 'onnxruntime-common', 'detect-libc'],
  'an-array-of-english-words',
];

/** Builds what changed since the last build; gives the milliseconds it took, or 0 when all was up to date. */
export async function build() {
  const sources = sourceFiles();
  const inputs = fingerprint(sources);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs) return 0;
  const begin = performance.now();
  rmSync(stamp, { force: true });
  const entries = sources.filter((path) => path.startsWith(runtime) && path.endsWith('.entry.ts'));
  const version = buildVersion(sources.filter((path) => path.startsWith(runtime) && path.endsWith('.ts')));
  const mains = sources.filter((path) => path.startsWith(views) && /\bmain\.ts$/.test(path));
  const metafiles = await bundle(runtimeBundle(entries, version), viewsBundle(mains));
  writeFileSync(join(dist, 'THIRD-PARTY-NOTICES.txt'), thirdPartyNotices(metafiles, nativePackages));
  for (const path of sources.filter(isAsset)) copyAsset(path);
  writeFileSync(stamp, inputs);
  return performance.now() - begin;
}

async function bundle(...bundles) {
  const esbuild = await import('esbuild');
  const common = { bundle: true, sourcemap: 'linked', metafile: true, logLevel: 'warning' };
  const building = Promise.all([
    ...bundles.map(async (options) => (await esbuild.build({ ...common, ...options })).metafile),
    bundleHost(join(root, 'src', 'extension.ts'), dist),
  ]);
  return building.catch(() => {
    throw new SetupError('The build failed; the errors are above.');
  });
}

const runtimeBundle = (entries, version) => ({
  entryPoints: [
    { in: join(runtime, 'cli', 'main.ts'), out: 'asclepius' },
    ...entries.map((path) => ({ in: path, out: basename(path, '.ts') })),
  ],
  outdir: dist,
  outExtension: { '.js': '.mjs' },
  platform: 'node',
  target: 'node20',
  format: 'esm',
  // Packages with native binaries stay packages.
  external: nativePackages.slice(0, 3),
  // CommonJS dependencies call require, which an ES module lacks.
  banner: {
    js: "import { createRequire as createRequireOfBundle } from 'node:module';\nconst require = createRequireOfBundle(import.meta.url);",
  },
  // What a run notes down, so that a resume by another build can say so.
  define: { BUILD_VERSION: JSON.stringify(version) },
  plugins: [bundledUrls],
});

const viewsBundle = (mains) => ({
  entryPoints: mains.map((path) => ({ in: path, out: basename(dirname(path)) })),
  outdir: join(dist, 'webview'),
  platform: 'browser',
  target: 'es2022',
  format: 'esm',
  minify: true,
  loader: { '.ttf': 'file' },
  assetNames: '[name]',
});

/**
 * A source names a file beside it as `new URL('./x', import.meta.url)`. In the bundle that file lies elsewhere: an entry
 * is dist/<name>.entry.mjs, anything else has the path below dist/ that it has below runtime/.
 */
const bundledUrls = {
  name: 'bundled-urls',
  setup(builder) {
    builder.onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const url = /new URL\(\s*'(\.[^']*)'\s*,\s*import\.meta\.url\s*,?\s*\)/g;
      const contents = readFileSync(path, 'utf8').replace(
        url,
        (_, target) => `new URL('${bundledPath(path, target)}', import.meta.url)`,
      );
      return { contents, loader: 'ts' };
    });
  },
};

function bundledPath(source, target) {
  if (target.endsWith('.entry.ts')) return `./${basename(target, '.ts')}.mjs`;
  const path = relative(runtime, resolve(dirname(source), target)).replaceAll(sep, '/');
  return `./${path}${target.endsWith('/') ? '/' : ''}`;
}

function copyAsset(path) {
  const target = join(dist, relative(runtime, path));
  mkdirSync(dirname(target), { recursive: true });
  cpSync(path, target);
}

const isAsset = (path) => path.startsWith(runtime) && !/\.(ts|md)$|tsconfig\.json$/.test(path);

function sourceFiles() {
  const folders = [runtime, views, join(root, 'src')];
  const paths = folders.flatMap((folder) => readdirSync(folder, { recursive: true }).map((path) => join(folder, path)));
  return paths.filter((path) => !/__pycache__|\.venv/.test(path) && statSync(path).isFile()).sort();
}

/** The version, and a hash of what the runtime is made of. */
function buildVersion(sources) {
  const hash = createHash('sha256');
  for (const path of [...sources, join(root, 'package-lock.json')]) hash.update(readFileSync(path));
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return `${version}+${hash.digest('hex').slice(0, 12)}`;
}

function fingerprint(sources) {
  const hash = createHash('sha256');
  const scripts = ['build.mjs', 'host-bundle.mjs', 'notices.mjs'].map((name) => join(root, 'scripts', name));
  for (const path of [...sources, ...scripts, join(root, 'package-lock.json')]) {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${relative(root, path)} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(async () => {
    await setup();
    const milliseconds = await build();
    console.log(milliseconds ? `Built dist/ in ${Math.round(milliseconds)} ms` : 'dist/ is up to date');
  });
}
