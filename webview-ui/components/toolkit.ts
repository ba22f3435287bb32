/**
 * The components that the views are built with, registered here and nowhere else. The toolkit was asked for and is
 * deprecated upstream. To swap it: `@vscode-elements/elements` has the same ones (vscode-textfield, vscode-single-select
 * in place of vscode-text-field, vscode-dropdown); import it here and rename the tags in the templates.
 */
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeProgressRing,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';

provideVSCodeDesignSystem().register(
  vsCodeButton(),
  vsCodeCheckbox(),
  vsCodeDropdown(),
  vsCodeOption(),
  vsCodeProgressRing(),
  vsCodeTextField(),
);

export type { Checkbox, Dropdown, TextField } from '@vscode/webview-ui-toolkit';
