/** A Chromium that Playwright can drive: an installed one, else one from npm. */
import { existsSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { unpackChromium } from './chromium-package.mjs';
import { cacheFolder } from './setup.mjs';

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
];
const folder = join(cacheFolder, 'chromium');
const fontsConfig = join(folder, 'own-fonts.conf');

/**
 * The browser's program and what it wants in its environment, or why there is none. ASCLEPIUS_BROWSER=npm passes over
 * an installed one.
 *
 * @returns {{ path: string, environment: NodeJS.ProcessEnv } | { missing: string }}
 */
export function prepareBrowser() {
  const path = process.env.ASCLEPIUS_BROWSER === 'npm' ? undefined : installed.find(existsSync);
  if (path) return { path, environment: process.env };
  const program = join(folder, 'chromium');
  const missing = existsSync(program) ? undefined : unpackChromium(folder, archives);
  if (missing) return { missing: `no Chromium or Chrome is installed, and ${missing}` };
  writeFileSync(fontsConfig, `<fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/cache</cachedir></fontconfig>`);
  return { path: program, environment: { ...process.env, ...surroundings() } };
}

/** The program, and the libraries and fonts that a bare machine lacks. */
const archives = ['chromium.br', 'al2023.tar.br', 'fonts.tar.br'];

/** What the system has goes first. */
function surroundings() {
  const libraries = [process.env.LD_LIBRARY_PATH, '/usr/lib/x86_64-linux-gnu', join(folder, 'lib')];
  const fonts = existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_FILE: fontsConfig };
  return { LD_LIBRARY_PATH: libraries.filter(Boolean).join(delimiter), ...fonts };
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
