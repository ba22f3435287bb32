/** `asclepius service`: this process serves the program that started it, and ends with its own standard input. */
import { errors } from '../protocol/errors.ts';
import { readArguments } from './arguments.ts';

export async function run(args: string[]): Promise<number> {
  const { values } = readArguments(args, { folder: { type: 'string' } }, 0);
  if (values.folder === undefined) throw errors.usage('service needs --folder');
  const { runService } = await import('../server/service.ts');
  await runService(values.folder);
  // Ends at once afterwards: a thread may still hold native libraries open.
  process.exit(0);
}
