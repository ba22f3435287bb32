/** The threads beside notes: each a conversation about a note or a part of it. */
import * as vscode from 'vscode';
import type { Service } from '../runtime/service.ts';
import { answererName } from './answerers.ts';
import { bodyOf, progressText } from './body.ts';
import { beforeTurn } from './earlier-turns.ts';
import { createEvidenceView, type EvidenceView } from './evidence.ts';
import { openNote, type Passage, passageOf, type Scope, threadRange } from './passage.ts';
import { shifted } from './spans.ts';
import { answerTurn, moveEvidence, type Turn } from './turns.ts';

export interface Conversation {
  readonly thread: vscode.CommentThread;
  readonly uri: vscode.Uri;
  readonly scope: Scope;
  readonly turns: Turn[];
  /** A summary may be accepted; a question and its answer are just there. */
  readonly kind: 'question' | 'summary';
  isAccepted: boolean;
  isEvidenceShown: boolean;
}

export interface Conversations extends vscode.Disposable {
  /** Begins a thread with its first turn, at its place in the document. */
  begin(document: vscode.TextDocument, scope: Scope, kind: Conversation['kind'], turn: Turn): Conversation;
  /** Asks, shows the answer as it comes. Settles when it is there. */
  ask(conversation: Conversation, turn: Turn): Promise<void>;
  /** Draws a conversation anew. */
  show(conversation: Conversation): void;
  end(conversation: Conversation): void;
  all(): readonly Conversation[];
  /** Of a thread or of one of its comments, as a menu passes them. */
  find(part: vscode.CommentThread | vscode.Comment): { conversation: Conversation; turn: Turn | undefined } | undefined;
  findTurn(id: string): { conversation: Conversation; turn: Turn } | undefined;
  readonly evidence: EvidenceView;
}

/** Between two drawings of an answer under way, in ms. */
const pace = 120;

export function createConversations(extensionUri: vscode.Uri, service: Service): Conversations {
  const controller = vscode.comments.createCommentController('asclepius', 'Asclepius');
  controller.options = {
    prompt: vscode.l10n.t('Ask a follow-up…'),
    placeHolder: vscode.l10n.t('Ask about the same text. Question and answer stay on this machine.'),
  };
  const known = new Set<Conversation>();
  const drawn = new Map<Turn, { readonly question: vscode.Comment; readonly answer: vscode.Comment }>();
  const evidence = createEvidenceView(known);
  const icon = vscode.Uri.joinPath(extensionUri, 'media', 'icon.png');

  const show = pacedByKey((conversation: Conversation) => {
    if (known.has(conversation)) draw(conversation);
  }, pace);

  function draw(conversation: Conversation): void {
    const { thread, turns } = conversation;
    thread.comments = turns.flatMap(commentsOf);
    thread.label = labelOf(conversation);
    thread.contextValue = contextOf(conversation);
    thread.state = conversation.isAccepted ? vscode.CommentThreadState.Resolved : vscode.CommentThreadState.Unresolved;
    evidence.show();
  }

  /** The same comment objects all along: the editor tells comments apart by them. */
  function commentsOf(turn: Turn): vscode.Comment[] {
    const { question, answer } = drawn.get(turn) ?? createComments(turn);
    answer.author = { name: 'Asclepius', iconPath: icon };
    answer.label = answererName(turn.answerer);
    answer.contextValue = answerContext(turn);
    answer.body = bodyOf(turn);
    if (turn.answer) answer.timestamp = new Date(turn.answer.answeredAt);
    return turn.beside ? [answer] : [question, answer];
  }

  function createComments(turn: Turn) {
    const mode = vscode.CommentMode.Preview;
    const you = { name: vscode.l10n.t('You') };
    const question: vscode.Comment = { mode, author: you, body: plain(turn.question), contextValue: 'question' };
    const comments = { question, answer: { mode, author: you, body: '' } as vscode.Comment };
    drawn.set(turn, comments);
    return comments;
  }

  async function passage({ uri, scope }: Conversation): Promise<Passage> {
    return passageOf(await openNote(uri), scope);
  }

  function lookForChanges(document: vscode.TextDocument): void {
    for (const conversation of of(document)) {
      const now = passageOf(document, conversation.scope).text;
      for (const turn of conversation.turns) turn.isStale = turn.passage !== undefined && turn.passage.text !== now;
      show(conversation);
    }
  }
  const look = pacedByKey(lookForChanges, 300);
  const of = (document: vscode.TextDocument) =>
    [...known].filter(({ uri }) => uri.toString() === document.uri.toString());

  const listening = [
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      for (const { scope, turns } of of(document)) {
        if (scope.kind !== 'whole') scope.span = shifted(scope.span, contentChanges);
        for (const turn of turns) moveEvidence(turn, contentChanges);
      }
      if (contentChanges.length > 0) look(document);
    }),
    // It may have been changed elsewhere while it was closed.
    vscode.workspace.onDidOpenTextDocument(look),
  ];

  return {
    begin(document, scope, kind, turn) {
      // A thread without comments would open with the box for a reply.
      const range = threadRange(document, scope);
      const thread = controller.createCommentThread(document.uri, range, commentsOf(turn));
      thread.collapsibleState = vscode.CommentThreadCollapsibleState.Expanded;
      thread.canReply = true;
      const conversation: Conversation = {
        ...{ thread, uri: document.uri, scope, turns: [turn], kind },
        ...{ isAccepted: false, isEvidenceShown: true },
      };
      known.add(conversation);
      return conversation;
    },
    async ask(conversation, turn) {
      if (!conversation.turns.includes(turn)) conversation.turns.push(turn);
      conversation.thread.collapsibleState = vscode.CommentThreadCollapsibleState.Expanded;
      await answerTurn(
        turn,
        () => passage(conversation),
        beforeTurn(conversation.turns, turn),
        service,
        () => show(conversation),
      );
      const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === conversation.uri.toString());
      if (document) look(document);
    },
    show,
    end(conversation) {
      for (const turn of conversation.turns) {
        turn.leave.abort();
        drawn.delete(turn);
      }
      known.delete(conversation);
      conversation.thread.dispose();
      evidence.show();
    },
    all: () => [...known],
    find(part) {
      for (const conversation of known) {
        if (conversation.thread === part) return { conversation, turn: conversation.turns.at(-1) };
        const turn = conversation.turns.find((each) => drawn.get(each)?.answer === part);
        if (turn) return { conversation, turn };
      }
      return undefined;
    },
    findTurn(id) {
      for (const conversation of known)
        for (const turn of conversation.turns) if (turn.id === id) return { conversation, turn };
      return undefined;
    },
    evidence,
    dispose() {
      for (const each of [controller, evidence, ...listening]) each.dispose();
    },
  };
}

function labelOf({ kind, scope, turns, isAccepted }: Conversation): string {
  const about = scopeName(scope);
  const label = kind === 'summary' ? vscode.l10n.t('Summary of {0}', about) : vscode.l10n.t('Asclepius on {0}', about);
  const waiting = turns.findLast(({ state }) => state === 'waiting');
  if (waiting) return `${label} · ${progressText(waiting)}`;
  if (turns.at(-1)?.isStale) return vscode.l10n.t('{0} · stale: the note has changed', label);
  return isAccepted ? vscode.l10n.t('{0} · accepted', label) : label;
}

export function scopeName(scope: Scope): string {
  if (scope.kind === 'section') return scope.title;
  return scope.kind === 'selection' ? vscode.l10n.t('the selection') : vscode.l10n.t('the note');
}

function contextOf({ kind, turns, isAccepted, isEvidenceShown }: Conversation): string {
  const isWaiting = turns.some(({ state }) => state === 'waiting');
  const hasEvidence = turns.some(({ checked }) => checked?.evidence.length);
  const isDone = turns.some(({ state }) => state === 'done');
  return [
    kind,
    isWaiting ? 'waiting' : 'resting',
    ...(isAccepted ? ['accepted'] : isDone ? ['acceptable'] : []),
    ...(hasEvidence ? [isEvidenceShown ? 'evidenceShown' : 'evidenceHidden'] : []),
  ].join(' ');
}

function answerContext({ state, answerer, beside }: Turn): string {
  return ['answer', state, ...(answerer.kind === 'run' && !beside ? ['tuned'] : [])].join(' ');
}

const plain = (text: string) => new vscode.MarkdownString().appendText(text);

/** Acts on a key a little after the first of many calls for it. */
function pacedByKey<K>(act: (key: K) => void, milliseconds: number): (key: K) => void {
  const waiting = new Set<K>();
  return (key) => {
    if (waiting.has(key)) return;
    waiting.add(key);
    setTimeout(() => {
      waiting.delete(key);
      act(key);
    }, milliseconds);
  };
}
