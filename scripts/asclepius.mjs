/** The command line `asclepius` from a clone: sets up and builds where needed, then runs it. stdout is the program's. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { run } from './child.mjs';
import { main, pinnedNode, root, setup } from './setup.mjs';

/** Runs the built command line with these arguments and gives its exit code. */
export async function asclepius(args) {
  await setup();
  await build();
  return run(pinnedNode(), [join(root, 'dist', 'asclepius.mjs'), ...args], { cwd: userFolder() });
}

/** npm runs its scripts in the project's root; paths on the command line are meant from where the user stands. */
function userFolder() {
  const isNpmScript = ['start', 'asclepius'].includes(process.env.npm_lifecycle_event);
  return (isNpmScript && process.env.INIT_CWD) || process.cwd();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(asclepius);
