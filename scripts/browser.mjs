/** A Chromium that Playwright can drive: an installed one. */
import { existsSync } from 'node:fs';

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
];

/**
 * The browser's program and what it wants in its environment, or why there is none.
 *
 * @returns {{ path: string, environment: NodeJS.ProcessEnv } | { missing: string }}
 */
export function prepareBrowser() {
  const path = installed.find(existsSync);
  return path ? { path, environment: process.env } : { missing: 'no Chromium or Chrome is installed' };
}

/** Headless, without a GPU, and unable to reach any host but this machine, which proves that the UI needs none. */
export const browserArguments = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];
