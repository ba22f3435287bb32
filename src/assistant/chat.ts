/** `@asclepius` in the editor's chat, and the tool by which other chat models may ask: only where the user turned it on. */
import * as vscode from 'vscode';
import { AsclepiusError, errors } from '../../runtime/protocol/errors.ts';
import type { Service } from '../runtime/service.ts';
import { type Answerer, currentAnswerer } from './answerers.ts';
import { emptyText, progressText, unsupportedOf } from './body.ts';
import { beforeInChat, chatResult } from './chat-history.ts';
import { chooseAnswerer } from './choose-answerer.ts';
import { type Before, nothingBefore } from './earlier-turns.ts';
import { faultText } from './fault-text.ts';
import { noteInFront } from './in-front.ts';
import { openNote, passageOf, rangeOf } from './passage.ts';
import { provenance } from './provenance.ts';
import { escaped } from './text.ts';
import { answerTurn, createTurn, type Turn } from './turns.ts';

/** Other chat models of the editor may run on servers of others. */
export const chatWarning = () =>
  vscode.l10n.t(
    'Asclepius answers on this machine. But what is typed and answered in this chat, text of the note included, may be seen by the other chat models of this editor.',
  );

/** Answers in the chat about the file that was attached, else about the note in front. */
export async function answerInChat(
  context: vscode.ExtensionContext,
  service: Service,
  { prompt, references }: vscode.ChatRequest,
  { history }: vscode.ChatContext,
  response: vscode.ChatResponseStream,
  token: vscode.CancellationToken,
): Promise<vscode.ChatResult | undefined> {
  const uri = references.map(({ value }) => uriIn(value)).find((found) => found) ?? noteInFront()?.document.uri;
  const say = (text: string) => {
    response.markdown(escaped(text));
    return undefined;
  };
  if (!uri) return say(vscode.l10n.t('Open a note, or attach one to the question.'));
  response.reference(uri);
  // Once the answer is complete, the editor folds away whatever stands before the last progress; the warning must not.
  const stream = streamInto(response, history.length === 0 ? `$(shield) *${escaped(chatWarning())}*\n\n` : '');
  const before = (answerer: Answerer) => beforeInChat(history, uri, answerer);
  const turn = await answered(context, service, { uri, question: prompt, before }, token, stream);
  if (!turn) return say(vscode.l10n.t('Choose who answers, then ask again.'));
  await tellEnd(turn, uri, response);
  return chatResult(turn, uri);
}

/**
 * Writes what is new of a turn: its first part piece by piece, a further part when it is complete and says something
 * else. @param head what stands above the answer
 */
function streamInto(response: vscode.ChatResponseStream, head: string): (turn: Turn) => void {
  const told: string[] = [];
  let phase = '';
  return ({ state, written, ...turn }) => {
    const text = progressText({ ...turn, written });
    if (state === 'waiting' && text !== phase && written.length === 0) response.progress(text);
    phase = text;
    if (told.length === 0 && (state !== 'waiting' || written.length > 0)) response.markdown(rich(head));
    written.forEach((part, index) => {
      const before = told[index];
      const isComplete = state !== 'waiting' || index < written.length - 1;
      if (before === part || (index > 0 && !isComplete)) return;
      // All of it is escaped anew, as what makes an icon may come in two pieces.
      if (index === 0) response.markdown(rich(escaped(part).slice(escaped(before ?? '').length)));
      else if (!told.includes(part)) response.markdown(rich(`\n\n${escaped(part)}`));
      told[index] = part;
    });
  };
}

/** With icons and line breaks. What a model wrote gets there escaped only. */
function rich(text: string): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString(text, true);
  markdown.supportHtml = true;
  return markdown;
}

async function tellEnd(turn: Turn, uri: vscode.Uri, response: vscode.ChatResponseStream): Promise<void> {
  if (turn.fault) return response.markdown(rich(`\n\n$(error) ${escaped(faultText(turn.fault))}`));
  await tellEvidence(turn, uri, response);
  const unsupported = unsupportedOf(turn).map(
    ({ sentence, why }) => `$(warning) ${escaped(shortened(sentence))}<br>*${escaped(why)}*`,
  );
  const origin = provenance(turn, (line) => `*${line}*`);
  response.markdown(rich(`\n\n${[...unsupported, origin].join('\n\n')}`));
}

/** Links to the places of the note, in the order of the answer. */
async function tellEvidence(
  { checked, answer }: Turn,
  uri: vscode.Uri,
  response: vscode.ChatResponseStream,
): Promise<void> {
  if (answer?.text.trim() === '') response.markdown(rich(emptyText()));
  if (!checked || checked.evidence.length === 0) return;
  const document = await vscode.workspace.openTextDocument(uri);
  response.markdown(rich(`\n\n${escaped(vscode.l10n.t('In the note:'))} `));
  for (const { span } of checked.evidence) {
    response.anchor(new vscode.Location(uri, rangeOf(document, span)));
    response.markdown(rich(' '));
  }
}

/** The sentence stands in full in the answer above. */
const shortened = (sentence: string) => (sentence.length > 160 ? `${sentence.slice(0, 160)}…` : sentence);

function uriIn(value: unknown): vscode.Uri | undefined {
  return value instanceof vscode.Location ? value.uri : value instanceof vscode.Uri ? value : undefined;
}

interface Asked {
  readonly uri: vscode.Uri;
  readonly question: string;
  before(answerer: Answerer): Before;
}

/** @returns undefined where nobody was chosen to answer */
async function answered(
  context: vscode.ExtensionContext,
  service: Service,
  { uri, question, before }: Asked,
  token: vscode.CancellationToken,
  onChange: (turn: Turn) => void,
): Promise<Turn | undefined> {
  const answerer = currentAnswerer(context) ?? (await chooseAnswerer(context));
  if (!answerer) return undefined;
  const turn = createTurn(question, answerer);
  const passage = async () => passageOf(await openNote(uri), { kind: 'whole' });
  const answering = answerTurn(turn, passage, before(answerer), service, () => onChange(turn));
  const cancelling = token.onCancellationRequested(() => turn.leave.abort());
  await answering.finally(() => cancelling.dispose());
  return turn;
}

/** The user is asked each time, as the answer goes to the model that wanted it. */
export function createTool(
  context: vscode.ExtensionContext,
  service: Service,
): vscode.LanguageModelTool<{ readonly question: string }> {
  return {
    prepareInvocation: ({ input }) => ({
      invocationMessage: vscode.l10n.t('Asking about the note'),
      confirmationMessages: {
        title: vscode.l10n.t('Let the chat model ask about the note?'),
        message: new vscode.MarkdownString(`${escaped(chatWarning())}\n\n${escaped(input.question)}`),
      },
    }),
    async invoke({ input }, token) {
      const uri = noteInFront()?.document.uri;
      if (!uri) throw errors.noteEmpty();
      const turn = await answered(context, service, { uri, ...input, before: () => nothingBefore }, token, () => {});
      const { fault } = turn ?? { fault: errors.cancelled() };
      if (fault) throw new AsclepiusError(fault.code, fault.message, fault.remedy);
      const unsupported = turn ? unsupportedOf(turn).map(({ sentence, why }) => `"${sentence}" ${why}`) : [];
      const text = [turn?.answer?.text ?? '', ...unsupported].join('\n');
      return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
    },
  };
}
