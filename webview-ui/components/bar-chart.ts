/** What bar charts of all views have in common. */
import { BarController, BarElement, CategoryScale, Chart, Legend, LinearScale, Tooltip } from 'chart.js';
import { faded, themeColour } from './theme.ts';

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip, Legend);

export type BarChart = Chart<'bar', number[], string>;

/** Text and lines in the colours of the theme of now. */
export function barColours() {
  const text = themeColour('foreground');
  return { text, faint: faded(text, 0.15), font: { family: themeColour('font-family') } };
}
export type BarColours = ReturnType<typeof barColours>;

export const barOptions = ({ font }: BarColours) => ({
  animation: false as const,
  responsive: true,
  maintainAspectRatio: false,
  font,
});

export const barAxis = (colours: BarColours, title = '') => ({
  ticks: { color: colours.text, font: colours.font },
  grid: { color: colours.faint },
  border: { color: colours.faint },
  title: { display: title !== '', text: title, color: colours.text, font: colours.font },
});

export const barLegend = ({ text, font }: BarColours) => ({
  position: 'bottom' as const,
  labels: { color: text, font, boxWidth: 12, boxHeight: 12 },
});
