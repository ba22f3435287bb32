/**
 * `npm test [-- FILTER …]`: build, check and all tests; with filters the tests of those paths only. `npm run test:floor`:
 * the end-to-end tests in the oldest editor that the extension is for. The last line is
 * `N passed, N failed, N skipped`. With CI=true a skipped test fails unless test/allowed-skips.json names it or its file
 * and says why.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { build } from './build.mjs';
import { run } from './child.mjs';
import { commandOf, main, root, setup, toolEnvironment, toolNode } from './setup.mjs';
import { prepareSwiftshader, swiftshaderEnvironment } from './swiftshader.mjs';
import { floorVersion } from './workbench.mjs';

await main(async (given) => {
  const isFloor = given.includes('--floor');
  if (isFloor) process.env.ASCLEPIUS_CODE_SERVER = floorVersion;
  const args = isFloor ? ['test/e2e'] : given;
  await setup();
  const missing = prepareSwiftshader();
  if (missing) console.error(`WebGPU tests will be skipped: ${missing}`);
  const isWhole = args.every((argument) => argument.startsWith('-'));
  const own = [await step('build', buildPasses), ...(isWhole ? [await step('check', checkPasses)] : [])];
  const tests = [...own, ...(await vitest(args))];
  reportSkips(tests);
  const count = (status) => tests.filter((test) => test.status === status).length;
  console.log(`${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`);
  return count('failed') > 0 ? 1 : 0;
});

async function step(name, body) {
  const passed = await body();
  if (!passed) console.log(`✗ ${name}`);
  return { name, status: passed ? 'passed' : 'failed' };
}

async function buildPasses() {
  try {
    await build();
    return true;
  } catch (error) {
    console.log(error.message);
    return false;
  }
}

async function checkPasses() {
  return (await run(toolNode(), [join(root, 'scripts', 'check.mjs')])) === 0;
}

/** Runs vitest and gives one {name, status} a test; a file that fails to load or an unhandled error counts as one. */
async function vitest(args) {
  const folder = mkdtempSync(join(tmpdir(), 'asclepius-test-'));
  const file = join(folder, 'result.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const code = await run(toolNode(), [commandOf('vitest'), 'run', ...reporters, ...args], {
      cwd: root,
      env: toolEnvironment(swiftshaderEnvironment()),
    });
    const tests = JSON.parse(readFileSync(file, 'utf8')).testResults.flatMap(testsOfFile);
    const unexplained = code !== 0 && !tests.some((test) => test.status === 'failed');
    return unexplained ? [...tests, { name: 'vitest', status: 'failed' }] : tests;
  } catch (error) {
    console.log(`vitest gave no result: ${error.message}`);
    return [{ name: 'vitest', status: 'failed' }];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function testsOfFile({ name, status, assertionResults }) {
  const file = relative(root, name).replaceAll(sep, '/');
  const tests = assertionResults.map((test) => ({
    file,
    name: `${file} > ${test.fullName}`,
    status: ['passed', 'failed'].includes(test.status) ? test.status : 'skipped',
  }));
  const isBroken = status === 'failed' && !tests.some((test) => test.status === 'failed');
  return isBroken ? [...tests, { file, name: file, status: 'failed' }] : tests;
}

/** Names each skipped test; with CI=true one that no reason is written down for turns into a failure. */
function reportSkips(tests) {
  const reasons = JSON.parse(readFileSync(join(root, 'test', 'allowed-skips.json'), 'utf8'));
  for (const test of tests.filter(({ status }) => status === 'skipped')) {
    const reason = reasons[test.name] ?? reasons[test.file];
    if (!reason && process.env.CI === 'true') test.status = 'failed';
    console.log(`${test.status}: ${test.name} (${reason ?? 'no reason in test/allowed-skips.json'})`);
  }
}
