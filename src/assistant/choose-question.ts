/** Asks what to ask: one of the tasks' questions, or whatever is typed. */
import * as vscode from 'vscode';
import { taskQuestions } from '../../runtime/protocol/ask.ts';
import { type Task, tasks } from '../../runtime/protocol/config.ts';
import { type Answerer, answererName, currentAnswerer } from './answerers.ts';
import { chooseAnswerer } from './choose-answerer.ts';

export interface Question {
  readonly answerer: Answerer;
  readonly question: string;
}

interface Item extends vscode.QuickPickItem {
  readonly question: string;
}

/**
 * @param about what the question is about, for the title
 * @param answerer who answers where that is known already; else the one chosen last
 */
export async function chooseQuestion(
  context: vscode.ExtensionContext,
  about: string,
  answerer?: Answerer,
): Promise<Question | undefined> {
  const first = answerer ?? currentAnswerer(context) ?? (await chooseAnswerer(context));
  return first && pick(context, about, first);
}

/** The button goes to the choice of who answers, and comes back here. */
async function pick(
  context: vscode.ExtensionContext,
  about: string,
  answerer: Answerer,
  typed = '',
): Promise<Question | undefined> {
  const outcome = await show(about, answerer, typed);
  if (outcome === undefined || typeof outcome !== 'string') {
    if (outcome === undefined) return undefined;
    return pick(context, about, (await chooseAnswerer(context)) ?? answerer, outcome.typed);
  }
  return { answerer, question: outcome };
}

/** @returns the question, or what was typed when the button for another answerer was pressed */
function show(about: string, answerer: Answerer, typed: string): Promise<string | { typed: string } | undefined> {
  const picker = vscode.window.createQuickPick<vscode.QuickPickItem | Item>();
  const change: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('settings-gear'),
    tooltip: vscode.l10n.t('Who answers? Now: {0}', answererName(answerer)),
  };
  picker.title = vscode.l10n.t('Ask about {0} · {1} answers', about, answererName(answerer));
  picker.placeholder = vscode.l10n.t('Type a question, or choose one');
  picker.buttons = [change];
  picker.value = typed;
  picker.items = itemsFor(typed);
  return new Promise((resolve) => {
    picker.onDidChangeValue((value) => {
      picker.items = itemsFor(value);
    });
    picker.onDidTriggerButton(() => resolve({ typed: picker.value }));
    picker.onDidAccept(() => {
      const [chosen] = picker.activeItems;
      const question = chosen && 'question' in chosen ? chosen.question : picker.value.trim();
      if (question !== '') resolve(question);
    });
    picker.onDidHide(() => resolve(undefined));
    picker.show();
  }).finally(() => picker.dispose()) as Promise<string | { typed: string } | undefined>;
}

function itemsFor(value: string): (vscode.QuickPickItem | Item)[] {
  const question = value.trim();
  // Shown whatever is typed: the picker would hide what does not match.
  const own: Item[] = question
    ? [
        {
          label: `$(comment-discussion) ${question}`,
          question,
          alwaysShow: true,
          description: vscode.l10n.t('ask this'),
        },
      ]
    : [];
  return [...own, ...tasks.flatMap(itemsOfTask)];
}

function itemsOfTask(task: Task): (vscode.QuickPickItem | Item)[] {
  const title = vscode.l10n.t(task);
  return [
    { label: title, kind: vscode.QuickPickItemKind.Separator },
    ...taskQuestions[task].map((question) => ({ label: question, question })),
  ];
}
