/** The colours of the statistics' charts. */
import { type Task, tasks } from '../../runtime/protocol/config.ts';
import { barColours } from '../components/bar-chart.ts';
import { themeColour } from '../components/theme.ts';

/** One a task. VS Code's own orange for charts is a dark brown in its newer themes. */
const variables = [
  'charts-blue',
  'charts-green',
  'symbolIcon-classForeground',
  'charts-purple',
  'charts-red',
  'charts-yellow',
  'terminal-ansiCyan',
  'terminal-ansiBrightMagenta',
];

export function themeColours() {
  return {
    ...barColours(),
    limit: themeColour('errorForeground'),
    of: (task: Task) => themeColour(variables[tasks.indexOf(task)] ?? ''),
  };
}
export type ThemeColours = ReturnType<typeof themeColours>;
