/** Asks about notes and summarizes them: what the commands do. */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { sectionsOf } from '../../runtime/clinical/sections.ts';
import { taskQuestions } from '../../runtime/protocol/ask.ts';
import type { Run } from '../../runtime/runs/run-folder.ts';
import type { Node } from '../dataset/nodes.ts';
import { rowScheme, rowUri } from '../dataset/row-document.ts';
import type { Service } from '../runtime/service.ts';
import { storage } from '../storage.ts';
import { type Answerer, answererAt, currentAnswerer, rememberAnswerer, stampOf } from './answerers.ts';
import { chooseAnswerer, downloadedAnswerer } from './choose-answerer.ts';
import { chooseNote } from './choose-note.ts';
import { chooseQuestion } from './choose-question.ts';
import { type Conversation, createConversations, scopeName } from './conversations.ts';
import { noteInFront } from './in-front.ts';
import { noteSpan, openNote, passageOf, type Scope } from './passage.ts';
import { createSummaries, summaryKey } from './summaries.ts';
import { complete, createTurn, type Turn } from './turns.ts';

export type Assistant = ReturnType<typeof createAssistant>;

/** Where "Ask Asclepius" may come from: a file or editor, a row of the tree, the end of a training, or the palette. */
type Origin = vscode.Uri | Node | { readonly adapter: string } | Pick<Run, 'folder'> | undefined;
type CommentPart = vscode.CommentThread | vscode.Comment;

export function createAssistant(context: vscode.ExtensionContext, service: Service) {
  const conversations = createConversations(context.extensionUri, service);
  const summaries = createSummaries(storage);
  const summaryKeys = new WeakMap<Conversation, string>();

  /** Asks, keeps a summary, and tells where nobody looks at the note any more. */
  async function answer(conversation: Conversation, turn: Turn): Promise<void> {
    conversation.isAccepted = false;
    await conversations.ask(conversation, turn);
    if (conversation.kind === 'summary' && turn === conversation.turns[0]) keepSummary(conversation, turn);
    if (turn.state !== 'cancelled' && !editorOf(conversation.uri)) await tellHidden(conversation, turn);
  }

  function keepSummary(conversation: Conversation, { state, answer, passage, question, answerer }: Turn): void {
    if (state !== 'done' || !answer || !passage) return;
    const key = summaryKey(passage.text, question, stampOf(answerer));
    summaries.keep(key, { answer, isAccepted: false });
    summaryKeys.set(conversation, key);
  }

  async function tellHidden({ uri }: Conversation, { state }: Turn): Promise<void> {
    const show = vscode.l10n.t('Show');
    const name = basename(uri.path);
    const text =
      state === 'done'
        ? vscode.l10n.t('The answer about {0} is there.', name)
        : vscode.l10n.t('The question about {0} could not be answered.', name);
    if ((await vscode.window.showInformationMessage(text, show)) === show) await vscode.window.showTextDocument(uri);
  }

  async function askAbout(uri: vscode.Uri, scopeOf: (document: vscode.TextDocument) => Scope, answerer?: Answerer) {
    const document = await openNote(uri);
    const scope = scopeOf(document);
    const asked = await chooseQuestion(context, aboutText(document, scope), answerer);
    if (!asked) return;
    if (!editorOf(uri)) await vscode.window.showTextDocument(document);
    const turn = createTurn(asked.question, asked.answerer);
    await answer(conversations.begin(document, scope, 'question', turn), turn);
  }

  /** From the palette, a key or the end of a training: the note in front, else one that is chosen. */
  async function askInFront(answerer?: Answerer): Promise<void> {
    const editor = noteInFront();
    const uri = editor?.document.uri ?? (await chooseNote(service));
    if (uri) await askAbout(uri, () => (editor ? scopeInFront(editor) : whole), answerer);
  }

  /** @param start of a section of the document; without it, the whole note */
  async function summarize(uri: vscode.Uri | undefined, start?: number): Promise<void> {
    const target = uri ?? noteInFront()?.document.uri ?? (await chooseNote(service));
    if (!target) return;
    const document = await openNote(target);
    const scope = start === undefined ? whole : sectionAt(document, start);
    const there = conversations.all().find((each) => each.kind === 'summary' && isSame(each, document, scope));
    if (there?.turns[0] && !there.turns[0].isStale && there.turns[0].state !== 'failed') return reveal(there);
    const answerer = currentAnswerer(context) ?? (await chooseAnswerer(context));
    if (!answerer) return;
    if (there?.turns[0]) return answer(there, Object.assign(there.turns[0], { answerer }));
    if (!editorOf(target)) await vscode.window.showTextDocument(document);
    await beginSummary(document, scope, answerer);
  }

  async function beginSummary(document: vscode.TextDocument, scope: Scope, answerer: Answerer): Promise<void> {
    const turn = createTurn(summaryQuestion(scope), answerer);
    const conversation = conversations.begin(document, scope, 'summary', turn);
    const passage = passageOf(document, scope);
    const key = summaryKey(passage.text, turn.question, stampOf(answerer));
    const kept = summaries.find(key);
    if (!kept) return answer(conversation, turn);
    complete(turn, passage, kept.answer);
    turn.isKept = true;
    conversation.isAccepted = kept.isAccepted;
    summaryKeys.set(conversation, key);
    conversations.show(conversation);
  }

  /** Wraps what is done with a turn or a thread that a menu or a link names. */
  const onTurn =
    (act: (conversation: Conversation, turn: Turn) => unknown) =>
    async (part: CommentPart | string): Promise<void> => {
      const found = typeof part === 'string' ? conversations.findTurn(part) : conversations.find(part);
      if (found?.turn) await act(found.conversation, found.turn);
    };

  return {
    commands: {
      async ask(origin?: Origin) {
        if (origin instanceof vscode.Uri) return askAbout(origin, () => whole);
        if (origin && 'kind' in origin)
          return origin.kind === 'row' ? askAbout(rowUri(origin.dataset, origin.row.row), () => whole) : askInFront();
        return askInFront(origin && answererAt('adapter' in origin ? origin.adapter : origin.folder));
      },
      async askSelection() {
        const editor = noteInFront();
        if (editor) await askAbout(editor.document.uri, () => scopeInFront(editor));
      },
      async summarize(uri?: vscode.Uri, start?: number) {
        await summarize(uri instanceof vscode.Uri ? uri : undefined, start);
      },
      async chooseAnswerer() {
        await chooseAnswerer(context);
      },
      async forgetSummaries() {
        const count = summaries.forgetAll();
        void vscode.window.showInformationMessage(vscode.l10n.t('{0} kept summaries were deleted.', count));
      },
      async 'ask.reply'({ thread, text }: vscode.CommentReply) {
        const conversation = conversations.find(thread)?.conversation;
        const last = conversation?.turns.findLast(({ beside }) => !beside);
        if (conversation && last && text.trim() !== '')
          await answer(conversation, createTurn(text.trim(), last.answerer));
      },
      'ask.cancel': onTurn(({ turns }) => {
        for (const turn of turns) if (turn.state === 'waiting') turn.leave.abort();
      }),
      'ask.retry': onTurn(answer),
      'ask.retryTurn': onTurn(answer),
      'ask.retryWithAnother': onTurn(async (conversation, turn) => {
        const answerer = await chooseAnswerer(context);
        if (answerer) await answer(conversation, Object.assign(turn, { answerer }));
      }),
      'ask.retryWithModel': onTurn(async (conversation, turn) => {
        const answerer = await downloadedAnswerer(context);
        if (!answerer) return;
        await rememberAnswerer(context, answerer);
        await answer(conversation, Object.assign(turn, { answerer }));
      }),
      'ask.base': onTurn(async (conversation, turn) => {
        const { answerer } = turn;
        if (answerer.kind !== 'run') return;
        await answer(conversation, createTurn(turn.question, { kind: 'base', run: answerer.run }, turn));
      }),
      'ask.copy': onTurn(async (_, turn) => {
        await vscode.env.clipboard.writeText(textOf(turn));
        vscode.window.setStatusBarMessage(vscode.l10n.t('The answer is in the clipboard'), 3000);
      }),
      'ask.insert': onTurn(insert),
      'ask.accept': onTurn((conversation) => {
        conversation.isAccepted = true;
        conversation.thread.collapsibleState = vscode.CommentThreadCollapsibleState.Collapsed;
        const key = summaryKeys.get(conversation);
        const kept = key && summaries.find(key);
        if (key && kept) summaries.keep(key, { ...kept, isAccepted: true });
        conversations.show(conversation);
      }),
      'ask.dismiss': onTurn((conversation) => {
        const key = summaryKeys.get(conversation);
        if (key) summaries.forget(key);
        conversations.end(conversation);
      }),
      'ask.showEvidence': onTurn((conversation) => {
        conversation.isEvidenceShown = !conversation.isEvidenceShown;
        conversations.show(conversation);
      }),
      async 'ask.evidence'(id: string, number: number) {
        const found = conversations.findTurn(id);
        const evidence = found?.turn.checked?.evidence[number - 1];
        if (found && evidence) await conversations.evidence.jump(found.conversation, evidence);
      },
    },
    dispose: () => conversations.dispose(),
  };
}

const whole: Scope = { kind: 'whole' };

function scopeInFront({ document, selection }: vscode.TextEditor): Scope {
  if (selection.isEmpty) return whole;
  return {
    kind: 'selection',
    span: { start: document.offsetAt(selection.start), end: document.offsetAt(selection.end) },
  };
}

/** The section that begins at an offset of the document. */
function sectionAt(document: vscode.TextDocument, offset: number): Scope {
  const note = noteSpan(document);
  const sections = sectionsOf(document.getText().slice(note.start, note.end));
  const section = sections.findLast(({ level, start }) => level === 1 && note.start + start <= offset);
  if (!section) return whole;
  const span = { start: note.start + section.start, end: note.start + section.end };
  return { kind: 'section', title: section.title, span };
}

function summaryQuestion(scope: Scope): string {
  const [ofNote] = taskQuestions.Summarization;
  return scope.kind === 'section' && /course|경과/i.test(scope.title) ? 'Summarize the hospital course.' : ofNote;
}

const isSame = ({ uri, scope }: Conversation, document: vscode.TextDocument, other: Scope): boolean =>
  uri.toString() === document.uri.toString() &&
  scope.kind === other.kind &&
  (scope.kind === 'whole' || other.kind === 'whole' || scope.span.start === other.span.start);

function reveal({ thread }: Conversation): void {
  thread.collapsibleState = vscode.CommentThreadCollapsibleState.Expanded;
}

const editorOf = (uri: vscode.Uri): vscode.TextEditor | undefined =>
  vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());

const aboutText = ({ uri }: vscode.TextDocument, scope: Scope): string =>
  scope.kind === 'whole' ? basename(uri.path) : `${basename(uri.path)}, ${scopeName(scope)}`;

const textOf = ({ answer, written }: Turn): string => answer?.text ?? written.join('\n\n');

/** The only way that an answer gets into a note. */
async function insert({ uri }: Conversation, turn: Turn): Promise<void> {
  if (uri.scheme === rowScheme) {
    await vscode.env.clipboard.writeText(textOf(turn));
    void vscode.window.showInformationMessage(
      vscode.l10n.t('A row of a data set cannot be written to. The answer is in the clipboard.'),
    );
    return;
  }
  const editor = editorOf(uri) ?? (await vscode.window.showTextDocument(uri));
  await editor.edit((edit) => edit.insert(editor.selection.active, textOf(turn)));
}
