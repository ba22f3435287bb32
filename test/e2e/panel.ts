/** What a user reads and does in the panel of a run. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { expect } from 'vitest';
import { type Workbench, webview } from './workbench.ts';

/** On a busy machine a training takes its time. */
export const patience = 240_000;

export interface Panel {
  readonly frame: Frame;
  button(id: string): Locator;
  /** A figure of the strip below the title. */
  textOf(id: string): Promise<string>;
  figure(id: string): Promise<number>;
  waitForStep(step: number): Promise<unknown>;
  /** Saves what a button offers into the workspace. @returns its path */
  savedBy(id: string, name: string): Promise<string>;
  /** The table that the panel saves: its columns by name. */
  savedNumbers(name: string): Promise<Record<string, number[]>>;
}

/** The panel whose title is the run's name. */
export async function panelOf(workbench: Workbench, title: string): Promise<Panel> {
  const frame = await webview(workbench, title);
  const button = (id: string) => frame.locator(`vscode-button#${id}`);
  const textOf = async (id: string) => (await frame.locator(`[data-figure="${id}"] dd`).textContent()) ?? '';

  async function savedBy(id: string, name: string): Promise<string> {
    const { page, workspace } = workbench;
    const path = join(workspace, name);
    await button(id).click();
    const input = page.locator('.quick-input-widget input[type="text"]').first();
    await input.waitFor();
    // The dialog writes a path of its own, some time after it opened.
    const isTyped = async () => {
      const typed = await input.inputValue();
      if (typed !== path) await input.fill(path);
      return typed === path;
    };
    await expect.poll(isTyped, { timeout: patience, interval: 800 }).toBe(true);
    await page.keyboard.press('Enter');
    await expect.poll(() => existsSync(path) && statSync(path).size, { timeout: patience }).toBeGreaterThan(0);
    return path;
  }

  return {
    ...{ frame, button, textOf, savedBy },
    figure: async (id) => Number.parseFloat((await textOf(id)).replaceAll(',', '')),
    waitForStep: (step) =>
      frame.waitForFunction(
        (wanted) =>
          Number.parseInt(
            document.querySelector('[data-figure="step"] dd')?.textContent?.replaceAll(',', '') ?? '',
            10,
          ) >= wanted,
        step,
        { timeout: patience },
      ),
    async savedNumbers(name) {
      const path = await savedBy('numbers', name);
      const [header = '', ...rows] = readFileSync(path, 'utf8').trimEnd().split('\n');
      const cells = rows.map((row) => row.split(',').map(Number));
      return Object.fromEntries(
        header.split(',').map((column, i) => [column, cells.map((row) => row[i] ?? Number.NaN)]),
      );
    },
  };
}

/** 1, 2, … step. */
export const upTo = (step: number): number[] => Array.from({ length: step }, (_, i) => i + 1);
