/** Colours of the editor's theme for a canvas, which knows no CSS variables. */

const opaque = (colour: string) =>
  colour.replace(/^(#[0-9a-f]{6})[0-9a-f]{2}$/i, '$1').replace(/^rgba\((.*),[^,]*\)$/i, 'rgb($1)');

/** The first of these variables that the theme has, without transparency: some of the charts' colours are half so. */
export function themeColour(...names: readonly string[]): string {
  const style = getComputedStyle(document.documentElement);
  const values = names.map((name) => style.getPropertyValue(`--vscode-${name}`).trim());
  return opaque(values.find((value) => value !== '') ?? 'gray');
}

/** Calls back when the user changes the theme. */
export function onThemeChange(callback: () => void): void {
  new MutationObserver(callback).observe(document.body, { attributes: true, attributeFilter: ['class'] });
}
