/**
 * `npm run vscode [-- --browser]`: the packed extension in an editor, on a sample workspace. In `code` where it is
 * installed; else, or with --browser, in code-server, whose address is printed.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { run } from './child.mjs';
import { ownTarget, pack } from './package.mjs';
import { main, root, SetupError, setup } from './setup.mjs';
import { prepareWorkbench, startWorkbench } from './workbench.mjs';

const folder = join(root, '.asclepius', 'vscode');

await main(async (args) => {
  await setup();
  await build();
  mkdirSync(folder, { recursive: true });
  const vsix = await pack(ownTarget, folder);
  const workspace = sampleWorkspace();
  if (hasCode() && !args.includes('--browser')) return openInCode(vsix, workspace);
  const missing = prepareWorkbench();
  if (missing) throw new SetupError(`No editor here: "code" is not on the path, and ${missing}`);
  const settings = { 'workbench.startupEditor': 'none', 'security.workspace.trust.enabled': false };
  const server = await startWorkbench({ folder, vsix, settings });
  console.log(`Open ${server.url}/?folder=${encodeURIComponent(workspace)}\nCtrl+C ends it.`);
  await new Promise((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve));
  await server.stop();
});

/** A table of synthetic notes and a config; what is there already stays. */
function sampleWorkspace() {
  const workspace = join(folder, 'workspace');
  mkdirSync(workspace, { recursive: true });
  const keep = { force: false };
  cpSync(join(root, 'runtime', 'embedded', 'sample.csv'), join(workspace, 'synthetic-notes.csv'), keep);
  cpSync(join(root, 'runtime', 'embedded', 'demo.finetune.json'), join(workspace, 'demo.finetune.json'), keep);
  return workspace;
}

function hasCode() {
  try {
    execFileSync('code', ['--version'], { stdio: 'ignore', shell: process.platform === 'win32' });
    return true;
  } catch {
    return false;
  }
}

/** In a profile of its own, so that the user's own editor stays as it is. */
function openInCode(vsix, workspace) {
  const own = ['--user-data-dir', join(folder, 'data'), '--extensions-dir', join(folder, 'extensions')];
  const options = { stdio: 'inherit', shell: process.platform === 'win32' };
  execFileSync('code', [...own, '--install-extension', vsix, '--force'], options);
  return run('code', [...own, '--disable-workspace-trust', '--wait', workspace], options);
}
