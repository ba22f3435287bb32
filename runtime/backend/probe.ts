/**
 * Which GPUs Dawn can use. Graphics drivers crash and hang, so the question is asked in a process of its own
 * (`probe.entry.ts`), whose end, whatever it is, becomes an answer.
 */
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { z } from 'zod';
import { t } from '../protocol/l10n.ts';

const adapterSchema = z.strictObject({
  name: z.string(),
  vendor: z.string(),
  type: z.enum(['discrete', 'integrated', 'software', 'unknown']),
  features: z.array(z.string()),
  limits: z.record(z.string(), z.number()),
});

/** One adapter as WebGPU describes it: sizes in `limits` are bytes. */
export type Adapter = z.output<typeof adapterSchema>;

/** The adapters, the fastest first; without any, `error` says why where that is known. */
export interface ProbeResult {
  adapters: Adapter[];
  error?: string;
}

export interface ProbeOptions {
  /** Environment variables besides this process's own. */
  env?: Record<string, string>;
  /** Milliseconds until a hanging driver is given up. */
  timeout?: number;
  /** The program to run in the probe process. */
  entry?: string;
}

/** Lists the adapters that the runtime could use. Never throws: a crash, a hang or a missing library is an `error`. */
export async function probeAdapters(options: ProbeOptions = {}): Promise<ProbeResult> {
  const system = `${process.platform}-${process.arch}`;
  if (systemsWithoutWebgpu.includes(system)) return failed(t('ONNX Runtime has no WebGPU on {0}', system));
  const { timeout = 10_000, entry = ownEntry, env = {} } = options;
  const child = await execa(process.execPath, [entry], {
    env: { ...env, ELECTRON_RUN_AS_NODE: '1' },
    timeout,
    stdin: 'ignore',
    killSignal: 'SIGKILL',
    reject: false,
  });
  if (child.timedOut) return failed(t('the graphics driver did not answer within {0} s', timeout / 1000));
  if (child.signal !== undefined) return failed(t('the graphics driver crashed the probe process ({0})', child.signal));
  if (child.exitCode !== 0)
    return failed(firstLine(child.stderr) ?? t('the probe process ended with {0}', String(child.exitCode)));
  const adapters = readAdapters(child.stdout);
  if (!adapters) return failed(t('the probe process gave no readable answer'));
  return adapters.length > 0 ? { adapters } : failed(firstLine(child.stderr) ?? t('no graphics adapter was found'));
}

/** The builds of ONNX Runtime 1.30 that come without its WebGPU provider. */
const systemsWithoutWebgpu = ['linux-arm64', 'darwin-x64'];

const ownEntry = fileURLToPath(new URL('./probe.entry.ts', import.meta.url));

const failed = (error: string): ProbeResult => ({ adapters: [], error });

/** Dawn and the drivers write to standard output too, so the answer is its last line. */
function readAdapters(output: string): Adapter[] | undefined {
  try {
    return z.array(adapterSchema).parse(JSON.parse(output.slice(output.lastIndexOf('\n') + 1)));
  } catch {
    return undefined;
  }
}

/** The first line in which Dawn or Node says what is wrong, without its prefix. */
function firstLine(text: string): string | undefined {
  if (text.includes("Couldn't load Vulkan"))
    return t('this system has no Vulkan loader, which comes with a GPU driver');
  const line = (/^(?:Warning|Error|\w*Error \[\w+\]): (.+)$/m.exec(text) ?? /^(.+)$/m.exec(text))?.[1]?.trim();
  // Dawn's word on most machines without a GPU.
  return line === 'vkCreateInstance: Found no drivers!' ? t('vkCreateInstance: Found no drivers!') : line;
}
