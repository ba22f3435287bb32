import { spawn } from 'node:child_process';

/**
 * Runs a program in the foreground and gives its exit code. An interrupt reaches the child through the terminal; this
 * process waits for it, so that the child can put things in order before the prompt comes back.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>}
 */
export function run(command, args, options = {}) {
  const child = spawn(command, args, { stdio: 'inherit', ...options });
  const wait = () => {};
  const end = () => child.kill('SIGTERM');
  process.on('SIGINT', wait).on('SIGTERM', end);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  }).finally(() => process.off('SIGINT', wait).off('SIGTERM', end));
}
