/** `npm run pictures`: pictures of every view in the real workbench, dark and light, in .asclepius/pictures. */
import { join } from 'node:path';
import { run } from './child.mjs';
import { commandOf, main, root, setup, toolEnvironment, toolNode } from './setup.mjs';

await main(async () => {
  await setup();
  const folder = join(root, '.asclepius', 'pictures');
  const env = toolEnvironment({ ASCLEPIUS_PICTURES: '1', ASCLEPIUS_SCREENSHOTS: folder });
  const code = await run(toolNode(), [commandOf('vitest'), 'run', '--project', 'e2e'], { cwd: root, env });
  console.log(`The pictures are in ${folder}`);
  return code;
});
