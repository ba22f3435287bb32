/** `npm run bench -- NAME …`: runs test/bench/NAME.ts with the rest of the arguments. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './child.mjs';
import { main, root, SetupError, setup, toolEnvironment, toolNode } from './setup.mjs';

await main(async ([name, ...args]) => {
  const folder = join(root, 'test', 'bench');
  const names = readdirSync(folder).flatMap((file) => (/^[\w-]+\.ts$/.test(file) ? [file.slice(0, -3)] : []));
  if (!names.includes(name)) {
    throw new SetupError(`Usage: npm run bench -- NAME [options], where NAME is one of: ${names.join(', ')}`);
  }
  await setup();
  return run(toolNode(), [join(folder, `${name}.ts`), ...args], { env: toolEnvironment() });
});
