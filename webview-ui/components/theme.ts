/** Colours of the editor's theme for a canvas, which knows no CSS variables. */

const opaque = (colour: string) =>
  colour.replace(/^(#[0-9a-f]{6})[0-9a-f]{2}$/i, '$1').replace(/^rgba\((.*),[^,]*\)$/i, 'rgb($1)');

/** The first of these variables that the theme has, without transparency: some of the charts' colours are half so. */
export function themeColour(...names: readonly string[]): string {
  const style = getComputedStyle(document.documentElement);
  const values = names.map((name) => style.getPropertyValue(`--vscode-${name}`).trim());
  return opaque(values.find((value) => value !== '') ?? 'gray');
}

const probe = document.createElement('canvas').getContext('2d');

/** The same colour with less of it. A canvas spells every opaque colour as #rrggbb. */
export function faded(colour: string, alpha: number): string {
  if (!probe) return colour;
  probe.fillStyle = colour;
  const spelled = String(probe.fillStyle);
  const opacity = Math.round(255 * alpha)
    .toString(16)
    .padStart(2, '0');
  return /^#[0-9a-f]{6}$/.test(spelled) ? `${spelled}${opacity}` : spelled;
}

/** Calls back when the user changes the theme. */
export function onThemeChange(callback: () => void): void {
  new MutationObserver(callback).observe(document.body, { attributes: true, attributeFilter: ['class'] });
}
