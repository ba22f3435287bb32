/** Colours of the editor's theme for a canvas, which knows no CSS variables. */
import { type Task, tasks } from '../../runtime/protocol/config.ts';

const variables = [
  '--vscode-charts-blue',
  '--vscode-charts-green',
  '--vscode-charts-orange',
  '--vscode-charts-purple',
  '--vscode-charts-red',
  '--vscode-charts-yellow',
  '--vscode-terminal-ansiCyan',
  '--vscode-terminal-ansiBrightMagenta',
];

export function themeColours() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string, fallback: string) => style.getPropertyValue(name).trim() || fallback;
  return {
    text: colour('--vscode-foreground', 'gray'),
    faint: colour('--vscode-widget-border', '') || colour('--vscode-contrastBorder', 'rgba(128, 128, 128, 0.3)'),
    limit: colour('--vscode-errorForeground', 'red'),
    font: colour('--vscode-font-family', 'sans-serif'),
    of: (task: Task) => colour(variables[tasks.indexOf(task)] ?? '', 'gray'),
  };
}
export type ThemeColours = ReturnType<typeof themeColours>;

/** Calls back when the user changes the theme. */
export function onThemeChange(callback: () => void): void {
  new MutationObserver(callback).observe(document.body, { attributes: true, attributeFilter: ['class'] });
}
