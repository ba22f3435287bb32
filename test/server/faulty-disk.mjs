/**
 * Preloaded into a run process (NODE_OPTIONS): a disk that goes wrong in the middle of one write. FAULTY_DISK is
 * "die PATTERN" (the process is killed) or "full PATTERN" (no space left), for files whose path fits the pattern.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const [fault, pattern] = (process.env.FAULTY_DISK ?? '').split(' ');
const { openSync, writeSync } = fs;
const paths = new Map();

if (pattern) {
  fs.openSync = (path, ...rest) => {
    const file = openSync(path, ...rest);
    paths.set(file, String(path).replaceAll('\\', '/'));
    return file;
  };
  fs.writeSync = (file, bytes, ...rest) => {
    if (!new RegExp(pattern).test(paths.get(file) ?? '')) return writeSync(file, bytes, ...rest);
    writeSync(file, bytes.subarray(0, bytes.length / 2));
    if (fault === 'die') process.kill(process.pid, 'SIGKILL');
    throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
  };
  syncBuiltinESMExports();
}
