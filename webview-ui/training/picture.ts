/** All charts as one picture. */
import { themeColour } from '../components/theme.ts';

export interface Pictured {
  readonly title: string;
  readonly canvas: HTMLCanvasElement;
}

const gap = 24;

/** The first chart over the whole width, the others two in a row. @returns a PNG as a data URL */
export function pictureOf(name: string, charts: readonly Pictured[]): string {
  const [first, ...others] = charts;
  const picture = document.createElement('canvas');
  const context = picture.getContext('2d');
  if (!first || !context) return '';
  const scale = devicePixelRatio;
  const space = gap * scale;
  const rows = Math.ceil(others.length / 2);
  const cell = {
    width: (first.canvas.width - space) / 2,
    height: Math.max(...others.map(({ canvas }) => canvas.height)),
  };
  picture.width = first.canvas.width + 2 * space;
  picture.height = first.canvas.height + rows * (cell.height + 2 * space) + 4 * space;
  context.fillStyle = themeColour('editor-background');
  context.fillRect(0, 0, picture.width, picture.height);
  const write = (text: string, x: number, y: number, size: number) => {
    context.fillStyle = themeColour('foreground');
    context.font = `600 ${size * scale}px ${themeColour('font-family')}`;
    context.fillText(text, x, y);
  };
  write(name, space, 1.2 * space, 16);
  let y = 2 * space;
  write(first.title, space, y + 0.6 * space, 13);
  y += space;
  context.drawImage(first.canvas, space, y);
  y += first.canvas.height + space;
  others.forEach(({ title, canvas }, i) => {
    const x = space + (i % 2) * (cell.width + space);
    const top = y + Math.floor(i / 2) * (cell.height + 2 * space);
    write(title, x, top + 0.6 * space, 13);
    const shrink = Math.min(1, cell.width / canvas.width);
    context.drawImage(canvas, x, top + space, canvas.width * shrink, canvas.height * shrink);
  });
  return picture.toDataURL('image/png');
}
