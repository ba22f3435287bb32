/**
 * Goes back to the control that had the focus when the window left for a while, for the palette or another editor. The
 * workbench focuses a view as a whole, and by that the browser forgets which control it was.
 */
export function keepFocus(): void {
  let last: HTMLElement | undefined;
  addEventListener('focusin', ({ target }) => {
    last = target instanceof HTMLElement ? target : undefined;
  });
  addEventListener('focus', () => {
    if (document.activeElement === document.body && last?.isConnected) last.focus({ preventScroll: true });
  });
}
