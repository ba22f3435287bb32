/**
 * Once for all files: packs the extension, installs the .vsix into code-server, starts it and a browser. Where one of
 * them cannot be had, the tests are skipped and this says why.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { browserArguments, prepareBrowser } from '../../scripts/browser.mjs';
import { build } from '../../scripts/build.mjs';
import { ownTarget, pack } from '../../scripts/package.mjs';
import { currentVersion, prepareWorkbench, quietSettings, startWorkbench } from '../../scripts/workbench.mjs';

export interface ServedWorkbench {
  /** Of code-server. */
  readonly url: string;
  /** Where Playwright reaches the browser. */
  readonly browser: string;
  /** What the extension host has as ASCLEPIUS_HOME. */
  readonly storage: string;
  /** Holds everything of this test run; it is deleted at the end. */
  readonly folder: string;
  /** The packed extension. */
  readonly vsix: string;
  /** Of code-server. */
  readonly version: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    workbench: ServedWorkbench | undefined;
  }
}

/** Of code-server; `npm run test:floor` asks for the oldest. */
const version: string = process.env.ASCLEPIUS_CODE_SERVER ?? currentVersion;

export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const browser = prepareBrowser();
  if ('missing' in browser) return skipped(project, browser.missing);
  const missing = prepareWorkbench(version);
  if (missing) return skipped(project, missing);
  const folder = mkdtempSync(join(tmpdir(), 'asclepius-e2e-'));
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  try {
    const { served, stop } = await serve(folder, browser);
    project.provide('workbench', served);
    return async () => {
      await stop();
      keepLogs(folder);
      remove();
    };
  } catch (error) {
    remove();
    throw error;
  }
}

async function serve(folder: string, browser: { path: string; environment: NodeJS.ProcessEnv }) {
  const storage = join(folder, 'home');
  mkdirSync(storage);
  await build();
  const vsix = await pack(ownTarget, folder);
  const server = await startWorkbench({
    folder,
    vsix,
    environment: { ASCLEPIUS_HOME: storage },
    settings: quietSettings,
    version,
  });
  const { path: executablePath, environment: env } = browser;
  const launched = await chromium.launchServer({ executablePath, args: browserArguments, env });
  const served: ServedWorkbench = { url: server.url, browser: launched.wsEndpoint(), storage, folder, vsix, version };
  const stop = async () => {
    await launched.close();
    await server.stop();
  };
  return { served, stop };
}

function skipped(project: TestProject, reason: string): undefined {
  console.error(`End-to-end tests will be skipped: ${reason}`);
  project.provide('workbench', undefined);
}

/** ASCLEPIUS_E2E_LOGS names a folder for the editor's logs, to look into after a failure. */
function keepLogs(folder: string): void {
  const target = process.env.ASCLEPIUS_E2E_LOGS;
  if (target) cpSync(join(folder, 'data', 'logs'), target, { recursive: true });
}
