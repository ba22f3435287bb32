/**
 * `npm run pictures`: pictures of every view in the real workbench, dark and light, in .asclepius/pictures; those that README
 * and walkthrough show go to media/pictures.
 */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './child.mjs';
import { commandOf, main, root, setup, toolEnvironment, toolNode } from './setup.mjs';

const shown = {
  training: 'dark',
  form: 'light',
  explorer: 'dark',
  statistics: 'light',
  ask: 'dark',
  evaluation: 'light',
};

await main(async () => {
  await setup();
  const folder = join(root, '.asclepius', 'pictures');
  const env = toolEnvironment({ ASCLEPIUS_PICTURES: '1', ASCLEPIUS_SCREENSHOTS: folder });
  const code = await run(toolNode(), [commandOf('vitest'), 'run', '--project', 'e2e'], { cwd: root, env });
  console.log(`The pictures are in ${folder}`);
  if (code === 0)
    for (const [name, theme] of Object.entries(shown))
      copyFileSync(join(folder, `${name}-${theme}.png`), join(root, 'media', 'pictures', `${name}.png`));
  return code;
});
