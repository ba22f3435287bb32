/** node activate.cjs DIST: loads and activates the extension with an editor that does nothing. */
const Module = require('node:module');
const { join } = require('node:path');

const dist = process.argv[2];
/** Whatever is asked of it, it gives itself. */
const anything = new Proxy(function nothing() {}, {
  get: (_, key) => (key === 'then' ? undefined : key === Symbol.toPrimitive ? () => '' : anything),
  apply: () => anything,
  construct: () => anything,
});
// As a prototype: a bundle copies the own keys of what it requires.
const having = (own) => Object.assign(Object.create(anything), own);
const defaults = { get: (_, fallback) => fallback, inspect: () => undefined };
const editor = having({ workspace: having({ getConfiguration: () => defaults }) });
const load = Module._load;
Module._load = (request, ...others) => (request === 'vscode' ? editor : load(request, ...others));

const begin = performance.now();
const { activate } = require(join(dist, 'extension.cjs'));
activate({ ...{ subscriptions: [], extensionPath: dist, extensionUri: anything }, ...memory() });
const milliseconds = performance.now() - begin;
const files = Object.keys(require.cache).filter((path) => path.startsWith(dist));
console.log(JSON.stringify({ files, milliseconds }));
process.exit();

function memory() {
  const state = { ...defaults, update: async () => {} };
  return { globalState: state, workspaceState: state, extension: { packageJSON: {} } };
}
