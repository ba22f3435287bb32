/**
 * Texts in the language of the editor, English in the code: `t('{0} not found: {1}', what, path)`. A process that the editor
 * starts is told by `translationsVariable` where its translations are, and so are its threads; the editor's own process calls
 * `translate`. Whoever does neither, such as the command line in a terminal, speaks English.
 *
 * A text is made when it is needed, never while a module loads: the editor's process knows its language only after that.
 */
import { config, t } from '@vscode/l10n';

/** Holds the path of a bundle.l10n.*.json. */
export const translationsVariable = 'ASCLEPIUS_TRANSLATIONS';

/** A view has no process. */
declare const process: { readonly env: Readonly<Record<string, string | undefined>> } | undefined;

let translated = false;

/** Whether texts are in another language than English. */
export const isTranslated = (): boolean => translated;

/** @param bundle English texts and what they are in the language */
export function translate(bundle: Readonly<Record<string, string>>): void {
  config({ contents: bundle });
  translated = true;
}

const path = typeof process === 'undefined' ? undefined : process.env[translationsVariable];
if (path) readBundle(path);

/** The extension may have been updated since, and the bundle be gone: that is no reason not to train. */
function readBundle(fsPath: string): void {
  try {
    config({ fsPath });
    translated = true;
  } catch {}
}

export { t };
