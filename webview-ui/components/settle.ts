/** What the toolkit's elements need after a render that a template cannot say. */
import type { Dropdown, TextField } from './toolkit.ts';

/**
 * Sets every dropdown to its `data-value` once its options are there. Gives every text field its `data-label`, which the
 * toolkit would replace by "Text field", and the input inside its description: an id from outside means nothing within
 * the shadow root.
 */
export function settle(root: HTMLElement): void {
  queueMicrotask(() => {
    for (const dropdown of root.querySelectorAll<Dropdown>('vscode-dropdown'))
      if (dropdown.value !== dropdown.dataset.value) dropdown.value = dropdown.dataset.value ?? '';
    for (const field of root.querySelectorAll<TextField>('vscode-text-field')) {
      field.setAttribute('aria-label', field.dataset.label ?? '');
      field.control?.setAttribute('aria-description', descriptionOf(root, field));
    }
  });
}

function descriptionOf(root: HTMLElement, element: HTMLElement): string {
  const ids = (element.getAttribute('aria-describedby') ?? '').split(' ').filter((id) => id !== '');
  return ids.map((id) => root.querySelector(`#${CSS.escape(id)}`)?.textContent?.trim() ?? '').join(' ');
}
