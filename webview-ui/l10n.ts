/** Translations in a view: `t('{0} rows', count)`. The host puts the user's bundle into the page. */
import { config, t } from '@vscode/l10n';

config({ contents: document.getElementById('translations')?.textContent ?? '{}' });

export { t };
