/** `@asclepius` in the editor's chat, and the tool by which other chat models may ask: only where the user turned it on. */
import * as vscode from 'vscode';
import { AsclepiusError, errors } from '../../runtime/protocol/errors.ts';
import type { Service } from '../runtime/service.ts';
import { currentAnswerer } from './answerers.ts';
import { progressText, unsupportedText } from './body.ts';
import { chooseAnswerer } from './choose-answerer.ts';
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
): Promise<void> {
  if (history.length === 0) response.markdown(`$(shield) *${escaped(chatWarning())}*\n\n`);
  const uri = references.map(({ value }) => uriIn(value)).find((found) => found) ?? noteInFront()?.document.uri;
  if (!uri) return response.markdown(escaped(vscode.l10n.t('Open a note, or attach one to the question.')));
  response.reference(uri);
  const told: number[] = [];
  let phase = '';
  const turn = await answered(context, service, uri, prompt, token, (under) => {
    const text = progressText(under);
    if (text !== phase && under.written.length === 0) response.progress(text);
    phase = text;
    under.written.forEach((written, part) => {
      const more = written.slice(told[part] ?? 0);
      if (more !== '') response.markdown(escaped(more));
      told[part] = written.length;
    });
  });
  if (turn) await tellEnd(turn, uri, response);
}

async function tellEnd(turn: Turn, uri: vscode.Uri, response: vscode.ChatResponseStream): Promise<void> {
  if (turn.fault) return response.markdown(`\n\n${escaped(faultText(turn.fault))}`);
  const document = await vscode.workspace.openTextDocument(uri);
  turn.checked?.evidence.forEach(({ span }, i) => {
    response.anchor(new vscode.Location(uri, rangeOf(document, span)), `[${i + 1}]`);
  });
  const end = new vscode.MarkdownString(`\n\n${[...unsupportedText(turn), provenance(turn)].join('\n\n')}`, true);
  response.markdown(end);
}

function uriIn(value: unknown): vscode.Uri | undefined {
  return value instanceof vscode.Location ? value.uri : value instanceof vscode.Uri ? value : undefined;
}

/** @returns undefined where nobody was chosen to answer */
async function answered(
  context: vscode.ExtensionContext,
  service: Service,
  uri: vscode.Uri,
  question: string,
  token: vscode.CancellationToken,
  onChange: (turn: Turn) => void,
): Promise<Turn | undefined> {
  const answerer = currentAnswerer(context) ?? (await chooseAnswerer(context));
  if (!answerer) return undefined;
  const turn = createTurn(question, answerer);
  const passage = async () => passageOf(await openNote(uri), { kind: 'whole' });
  const answering = answerTurn(turn, passage, service, () => onChange(turn));
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
        message: `${chatWarning()}\n\n${escaped(input.question)}`,
      },
    }),
    async invoke({ input }, token) {
      const uri = noteInFront()?.document.uri;
      if (!uri) throw errors.noteEmpty();
      const turn = await answered(context, service, uri, input.question, token, () => {});
      const { fault } = turn ?? { fault: errors.cancelled() };
      if (fault) throw new AsclepiusError(fault.code, fault.message, fault.remedy);
      const unsupported = turn ? unsupportedText(turn) : [];
      const text = [turn?.answer?.text ?? '', ...unsupported].join('\n');
      return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
    },
  };
}
