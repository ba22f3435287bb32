/** `asclepius serve`: this process becomes the run's own. */
import { errors } from '../protocol/errors.ts';
import { serve } from '../server/serve.ts';
import { portOf, readArguments } from './arguments.ts';
import { exitCodeOf, exitCodes, showError } from './failure.ts';

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, { port: { type: 'string' } }, 1);
  const [name] = positionals;
  if (name === undefined) throw errors.usage('serve needs a run');
  // Ends at once afterwards: a worker thread may still hold native libraries open.
  process.exit(await served(name, portOf(values.port)));
}

async function served(name: string, port: number): Promise<number> {
  try {
    await serve(name, { port });
    return exitCodes.done;
  } catch (error) {
    showError(error);
    return exitCodeOf(error);
  }
}
