/** The form's place in the editor; its parts are loaded when the first config is opened. */
import * as vscode from 'vscode';
import type { Service } from '../runtime/service.ts';
import type { Describe } from './planning.ts';

export function registerForm(context: vscode.ExtensionContext, service: Service): void {
  const describe: Describe = async (config, quick, signal) =>
    (await service.client()).request('plan/describe', { config, quick }, signal);
  const provider: vscode.CustomTextEditorProvider = {
    async resolveCustomTextEditor(document, panel) {
      const { openForm } = await import('./form-editor.ts');
      openForm(context, describe, document, panel);
    },
  };
  context.subscriptions.push(vscode.window.registerCustomEditorProvider('asclepius.finetuneForm', provider));
}
