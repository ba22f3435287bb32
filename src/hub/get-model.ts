/** "Get Model…": which one, what that means, and then its files with progress. Each step waits for the user's word. */
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { bytesFetched, discardFetched, getModel as fetchModel } from '../../runtime/hub/get-model.ts';
import type { Asking } from '../../runtime/hub/hub.ts';
import { type ModelName, writtenName } from '../../runtime/hub/model-name.ts';
import { type ModelPlan, planModel } from '../../runtime/hub/plan.ts';
import { openRepository } from '../../runtime/hub/repository.ts';
import { AsclepiusError } from '../../runtime/protocol/errors.ts';
import { rememberAnswerer } from '../assistant/answerers.ts';
import { rememberModel } from '../config/recent-models.ts';
import { format } from '../dataset/format.ts';
import { log } from '../log.ts';
import { storage } from '../storage.ts';
import { revealFolder } from '../training/reveal.ts';
import { askForTrust } from '../trust.ts';
import { chooseFile, chooseModel } from './choose-model.ts';
import { bytesText } from './figures.ts';
import { askForToken, endpoint, tokenOf } from './token.ts';

/** @returns the path of the model, undefined where the user left it. @throws what cannot be mended from here */
export async function getModel(context: vscode.ExtensionContext): Promise<string | undefined> {
  if (!vscode.workspace.isTrusted) {
    await askForTrust(vscode.l10n.t('A model is fetched only in a trusted workspace.'));
    return undefined;
  }
  const name = await chooseModel();
  if (!name) return undefined;
  for (;;) {
    try {
      return await planAndFetch(context, name);
    } catch (error) {
      if (!(await mended(context, error, name))) return undefined;
    }
  }
}

/** As a command of its own: at the end stands what the model may be wanted for. */
export async function getModelAndOffer(context: vscode.ExtensionContext): Promise<void> {
  const path = await getModel(context);
  if (path === undefined) return;
  const [finetune, ask, show] = [vscode.l10n.t('Fine-tune'), vscode.l10n.t('Ask'), vscode.l10n.t('Show Folder')];
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('The model is here: {0}', path),
    finetune,
    ask,
    show,
  );
  if (chosen === finetune) await vscode.commands.executeCommand('asclepius.finetune', { model: path });
  if (chosen === show) await revealFolder(path.endsWith('.gguf') ? dirname(path) : path);
  if (chosen !== ask) return;
  await rememberAnswerer(context, { kind: 'model', model: path });
  await vscode.commands.executeCommand('asclepius.ask');
}

async function planAndFetch(context: vscode.ExtensionContext, asked: ModelName): Promise<string | undefined> {
  const token = await tokenOf(context);
  const asking = (signal: AbortSignal): Asking => ({
    hub: { ...(endpoint() ? { endpoint: endpoint() } : {}), ...(token ? { token } : {}) },
    repo: asked.repo,
    signal,
  });
  const plan = await withCancel(vscode.l10n.t('Asking the hub for {0}', asked.repo), async (signal) => {
    const repository = await openRepository(asking(signal));
    const name = await chooseFile(repository, asked);
    return name && planModel(asking(signal), repository, name);
  });
  if (!plan) return undefined;
  if (!(await isWanted(plan, token !== undefined))) return undefined;
  const name = writtenName(plan.name);
  const path = await withCancel(vscode.l10n.t('Getting {0}', name), (signal, report) =>
    fetchModel(asking(signal), plan, storage(), ({ done, total }) => report(done, total)),
  );
  log.info(`Got ${name} at ${plan.revision}`);
  await rememberModel(context, path);
  return path;
}

function withCancel<T>(
  title: string,
  work: (signal: AbortSignal, report: (done: number, total: number) => void) => Promise<T>,
): Thenable<T> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, (progress, token) => {
    const leave = new AbortController();
    token.onCancellationRequested(() => leave.abort());
    let shown = 0;
    return work(leave.signal, (done, total) => {
      const percent = (100 * done) / Math.max(1, total);
      const message = vscode.l10n.t('{0} of {1}', bytesText(done), bytesText(total));
      progress.report({ message, increment: percent - shown });
      shown = percent;
    });
  });
}

/** Says what is fetched from where, before it is. */
async function isWanted(plan: ModelPlan, hasToken: boolean): Promise<boolean> {
  const get = vscode.l10n.t('Get Model');
  const { page, revision, license, modelType, parameters, files, bytes, convertedBytes } = plan;
  const here = bytesFetched(plan, storage());
  const lines = [
    vscode.l10n.t('From {0}, commit {1}', page, revision.slice(0, 12)),
    vscode.l10n.t('{0} files, {1}', format(files.length), bytesText(bytes)),
    ...(here > 0 ? [vscode.l10n.t('{0} of them are here already.', bytesText(here))] : []),
    vscode.l10n.t('Licence: {0}', license ?? vscode.l10n.t('not named')),
    vscode.l10n.t('{0} model, {1} parameters', modelType, format(parameters)),
    ...(convertedBytes > 0
      ? [
          vscode.l10n.t(
            'When it is first used its weights are converted: {0} more on the disk.',
            bytesText(convertedBytes),
          ),
        ]
      : []),
    '',
    vscode.l10n.t('Only these files are asked for. Nothing of your notes, data or runs is sent.'),
    ...(hasToken ? [vscode.l10n.t('The access token that you gave goes along.')] : []),
  ];
  const question = vscode.l10n.t('Get {0}?', writtenName(plan.name));
  const options = { modal: true, detail: lines.join('\n') };
  return (await vscode.window.showInformationMessage(question, options, get)) === get;
}

/** What can be done about what went wrong. @returns whether to try again. @throws what nothing can be done about here */
async function mended(context: vscode.ExtensionContext, error: unknown, name: ModelName): Promise<boolean> {
  if (!(error instanceof AsclepiusError)) throw error;
  const { code, message, remedy, data } = error;
  if (code === 'cancelled') return offerDeletion(name);
  const again = vscode.l10n.t('Try Again');
  const token = vscode.l10n.t('Enter Access Token…');
  const page = vscode.l10n.t('Open Page');
  const address = vscode.l10n.t('Address of the Hub…');
  const offered = {
    hubGated: [page, token],
    hubMissing: [token, address],
    hubUnreachable: [again, address],
    hubFault: [again, address],
    checksumWrong: [again],
  };
  const buttons = Object.hasOwn(offered, code) ? offered[code as keyof typeof offered] : undefined;
  if (!buttons) throw error;
  log.error(`${code}: ${message}`);
  const chosen = await vscode.window.showErrorMessage(`${message}. ${remedy}`, ...buttons);
  if (chosen === page) {
    await vscode.env.openExternal(vscode.Uri.parse(String(data.page)));
    return askForToken(context);
  }
  if (chosen === address)
    await vscode.commands.executeCommand('workbench.action.openSettings', 'asclepius.hubEndpoint');
  return chosen === token ? askForToken(context) : chosen === again;
}

/** What was fetched is kept for the next time, unless the user does not want it. */
async function offerDeletion(name: ModelName): Promise<false> {
  const remove = vscode.l10n.t('Delete It');
  const text = vscode.l10n.t('Cancelled. What was fetched of {0} is kept for the next time.', writtenName(name));
  if ((await vscode.window.showInformationMessage(text, remove)) === remove) discardFetched(name, storage());
  return false;
}
