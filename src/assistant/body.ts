/** How an answer looks in its thread. */
import * as vscode from 'vscode';
import type { AskProgress } from '../../runtime/protocol/ask.ts';
import { format } from '../dataset/format.ts';
import { answererName } from './answerers.ts';
import type { CheckedPart, Evidence, Statement } from './checked-answer.ts';
import { faultText } from './fault-text.ts';
import { provenance } from './provenance.ts';
import { commandLink, escaped } from './text.ts';
import type { Turn } from './turns.ts';

/** The commands that an answer's links may run. */
const linkCommands = ['evidence', 'retryTurn', 'retryWithAnother', 'retryWithModel'].map(
  (name) => `asclepius.ask.${name}`,
);

export function bodyOf(turn: Turn): vscode.MarkdownString {
  const body = new vscode.MarkdownString(textOf(turn), true);
  body.isTrusted = { enabledCommands: linkCommands };
  body.supportHtml = true;
  return body;
}

function textOf(turn: Turn): string {
  const parts = [...notices(turn), turn.beside ? besideTable(turn.beside, turn) : answerText(turn), ...endOf(turn)];
  return parts.filter((part) => part !== '').join('\n\n');
}

function notices(turn: Turn): string[] {
  if (turn.isStale && turn.state === 'done')
    return [`$(history) *${vscode.l10n.t('The note has changed since this was answered.')}* ${retryLink(turn)}`];
  return turn.state === 'waiting' ? [`$(sync~spin) *${escaped(progressText(turn))}*`] : [];
}

const retryLink = ({ id }: Turn) => commandLink(vscode.l10n.t('Ask again'), 'asclepius.ask.retryTurn', [id]);

/** Both answers in two columns. */
function besideTable(tuned: Turn, base: Turn): string {
  const names = [tuned, base].map(({ answerer }) => escaped(answererName(answerer)));
  const cells = [tuned, base].map((turn) => answerText(turn).replaceAll(/\n+/g, '<br>') || '…');
  return `| ${names.join(' | ')} |\n| --- | --- |\n| ${cells.join(' | ')} |`;
}

function answerText({ id, state, written, checked, answer }: Turn): string {
  if (state !== 'done' || !checked || !answer)
    return written.map((text) => escaped(text)).join('\n\n') + (state === 'waiting' && written.length > 0 ? ' ▍' : '');
  const isOne = answer.parts.length < 2;
  return checked.parts.map((part) => partText(part, id, checked.evidence, isOne)).join('\n\n') || emptyText();
}

export const emptyText = () => `*${vscode.l10n.t('The model gave no answer.')}*`;

function partText(part: CheckedPart, turn: string, evidence: readonly Evidence[], isOne: boolean): string {
  const text = part.statements
    .map((statement) => statementText(statement, turn, evidence))
    .join('')
    .trim();
  return isOne ? text : `**${escaped(labelsText(part.labels))}**\n\n${text || emptyText()}`;
}

/** More parts than these are counted only. */
const mostLabels = 3;

function labelsText(labels: CheckedPart['labels']): string {
  const names = labels.slice(0, mostLabels).map(partLabel).join(', ');
  const others = labels.length - mostLabels;
  return others > 0 ? vscode.l10n.t('{0} and {1} other parts', names, others) : names;
}

function partLabel({ heading, start, end }: CheckedPart['labels'][number]): string {
  const characters = vscode.l10n.t('characters {0} to {1}', format(start + 1), format(end));
  return heading === undefined ? characters : `${heading} (${characters})`;
}

function statementText(statement: Statement, turn: string, evidence: readonly Evidence[]): string {
  const { text, onNewLine, verdict } = statement;
  const link = (number: number, label: string) =>
    commandLink(label, 'asclepius.ask.evidence', [turn, number], evidence[number - 1]?.quote);
  const space = onNewLine ? '\n\n' : ' ';
  if (verdict !== 'unsupported')
    return `${space}${[escaped(text), ...statement.evidence.map((number) => link(number, `\\[${number}\\]`))].join(' ')}`;
  return `\n\n${unsupported(statement, (number, quote) => link(number, escaped(quote)))}\n\n`;
}

function unsupported({ text, faults }: Statement, place: Place): string {
  return `$(warning) ${escaped(text)}<br>*${whyUnsupported(faults, place, escaped)}*`;
}

/** How a place of the note is named: by its number, and its words. */
type Place = (number: number, quote: string) => string;

/** @param shown how text is written */
function whyUnsupported(faults: Statement['faults'], place: Place, shown: (text: string) => string): string {
  const why = faults.map((fault) => {
    const { instead } = fault;
    const note = instead && ` (${vscode.l10n.t('the note says')} ${place(instead.number, instead.quote)})`;
    return shown(whyText(fault)) + (note ?? '');
  });
  return `${vscode.l10n.t('Not supported by the note:')} ${why.join('; ')}`;
}

/** The sentences that the note does not support, and why, as plain text: for where links cannot be. */
export function unsupportedOf({ checked }: Turn): { readonly sentence: string; readonly why: string }[] {
  const statements = checked?.parts.flatMap((part) => part.statements) ?? [];
  const faulty = statements.filter(({ verdict }) => verdict === 'unsupported');
  return faulty.map(({ text, faults }) => ({
    sentence: text,
    why: whyUnsupported(
      faults,
      (_, quote) => `"${quote}"`,
      (plain) => plain,
    ),
  }));
}

function whyText({ kind, said }: Statement['faults'][number]): string {
  switch (kind) {
    case 'number':
      return vscode.l10n.t('the value "{0}"', said);
    case 'date':
      return vscode.l10n.t('the date "{0}"', said);
    case 'frequency':
      return vscode.l10n.t('how often: "{0}"', said);
    case 'side':
      return vscode.l10n.t('the side "{0}"', said);
    case 'person':
      return vscode.l10n.t('the person "{0}"', said);
    case 'drug':
      return vscode.l10n.t('the drug "{0}"', said);
    case 'term':
      return vscode.l10n.t('"{0}"', said);
    case 'negation':
      return vscode.l10n.t('said and denied are exchanged: "{0}"', said);
  }
}

function endOf(turn: Turn): string[] {
  switch (turn.state) {
    case 'waiting':
      return [];
    case 'done':
      return turn.answer ? [provenance(turn)] : [];
    case 'cancelled':
      return [`$(circle-slash) *${vscode.l10n.t('Cancelled.')}* ${retryLink(turn)}`];
    case 'failed':
      return [failure(turn)];
  }
}

function failure(turn: Turn): string {
  const { fault } = turn;
  if (!fault) return '';
  const another = commandLink(vscode.l10n.t('Choose who answers…'), 'asclepius.ask.retryWithAnother', [turn.id]);
  const get = commandLink(vscode.l10n.t('Get Model…'), 'asclepius.ask.retryWithModel', [turn.id]);
  const links = [retryLink(turn), ...(fault.code === 'modelMissing' ? [get] : []), another];
  return `$(error) ${escaped(faultText(fault))}\n\n${links.join(' · ')}`;
}

/** What is under way, for the thread. */
export function progressText({ progress, written, answerer }: Pick<Turn, 'progress' | 'written' | 'answerer'>): string {
  if (!progress) return vscode.l10n.t('Asking {0}…', answererName(answerer));
  if (progress.phase === 'queued') return vscode.l10n.t('Waiting for {0} other questions…', progress.ahead);
  if (progress.phase === 'loading') return loadingText(progress);
  return readingText(progress, written);
}

function loadingText({ done, total }: AskProgress & { phase: 'loading' }): string {
  return total > 0
    ? vscode.l10n.t('Converting the model: {0}%', Math.floor((100 * done) / total))
    : vscode.l10n.t('Loading the model…');
}

function readingText(
  { part, parts, done, total }: AskProgress & { phase: 'reading' },
  written: readonly string[],
): string {
  const isRead = done >= total || written[part] !== undefined;
  const percent = Math.floor((100 * done) / Math.max(1, total));
  if (parts === 1) return isRead ? vscode.l10n.t('Answering…') : vscode.l10n.t('Reading the note: {0}%', percent);
  return isRead
    ? vscode.l10n.t('Answering, part {0} of {1} of the note…', part + 1, parts)
    : vscode.l10n.t('Reading part {0} of {1} of the note: {2}%', part + 1, parts, percent);
}
