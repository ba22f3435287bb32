/** `asclepius get`: fetches a model from the hub. The only command that goes to the network. */
import type { FetchProgress } from '../hub/get-model.ts';
import { readModelName, writtenName } from '../hub/model-name.ts';
import type { ModelPlan } from '../hub/plan.ts';
import { errors, isCancelled } from '../protocol/errors.ts';
import { storageFolder } from '../runs/storage.ts';
import { readArguments } from './arguments.ts';
import { exitCodes } from './failure.ts';
import { bytes, count } from './figures.ts';
import { progressBar } from './progress-bar.ts';

const options = {
  revision: { type: 'string' },
  endpoint: { type: 'string' },
  json: { type: 'boolean' },
} as const;

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, options, 1);
  if (positionals[0] === undefined) throw errors.usage('get needs the name of a model: OWNER/NAME');
  const name = readModelName(positionals[0]);
  const { HF_TOKEN: token, HF_ENDPOINT } = process.env;
  const endpoint = values.endpoint ?? HF_ENDPOINT;
  const hub = { ...(endpoint ? { endpoint } : {}), ...(token ? { token } : {}) };
  const show = values.json ? jsonView() : textView();
  const interrupt = new AbortController();
  const onInterrupt = () => interrupt.abort();
  process.on('SIGINT', onInterrupt);
  try {
    const asking = { hub, repo: name.repo, signal: interrupt.signal };
    const [{ openRepository }, { planModel }, { bytesFetched, getModel }] = await Promise.all([
      import('../hub/repository.ts'),
      import('../hub/plan.ts'),
      import('../hub/get-model.ts'),
    ]);
    const plan = await planModel(asking, await openRepository(asking, values.revision), name);
    show.plan(plan, bytesFetched(plan, storageFolder()));
    show.done(await getModel(asking, plan, storageFolder(), show.progress));
    return exitCodes.done;
  } catch (error) {
    if (!isCancelled(error)) throw error;
    show.interrupted();
    return exitCodes.interrupted;
  } finally {
    show.end();
    process.off('SIGINT', onInterrupt);
  }
}

interface View {
  plan(plan: ModelPlan, fetched: number): void;
  progress(progress: FetchProgress): void;
  done(path: string): void;
  interrupted(): void;
  end(): void;
}

/** One message a line on standard output; the last has the path of the model. */
function jsonView(): View {
  const say = (type: string, value: object) => console.log(JSON.stringify({ type, ...value }));
  return {
    plan: ({ name, ...plan }, fetched) => say('model', { name: writtenName(name), ...plan, fetched }),
    progress: (progress) => say('progress', progress),
    done: (path) => say('done', { path }),
    interrupted: () => {},
    end: () => {},
  };
}

function textView(): View {
  const bar = progressBar();
  return {
    plan: (plan, fetched) => bar.above(planText(plan, fetched)),
    progress: ({ done, total }) => bar.show('Fetching', done, total, ''),
    done: (path) => bar.above(`Model: ${path}`),
    interrupted: () => bar.above('Interrupted. What was fetched is kept: the same command goes on from there.'),
    end: bar.end,
  };
}

function planText(plan: ModelPlan, fetched: number): string {
  const { page, revision, license, modelType, parameters, files, convertedBytes } = plan;
  const lines = [
    `${page} at ${revision.slice(0, 12)}`,
    `  licence ${license ?? 'not named'} · ${modelType}, ${count(parameters)} parameters`,
    `  ${files.length} files, ${bytes(plan.bytes)}${fetched > 0 ? `, of which ${bytes(fetched)} are here` : ''}`,
  ];
  if (convertedBytes > 0) lines.push(`  when first used, its weights are converted: ${bytes(convertedBytes)} besides`);
  return lines.join('\n');
}
