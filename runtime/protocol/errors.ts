/**
 * Every error a user can meet, each from a named factory: a code, a message that names the offending value, and the
 * remedy. Messages never hold text of a note; rows are named by file, line or row id.
 */

import { t } from './l10n.ts';

export const errorCodes = [
  'fileMissing',
  'fileUnreadable',
  'modelMissing',
  'dataColumns',
  'dataEmpty',
  'dataTaskEmpty',
  'dataMalformed',
  'dataRowsUnknown',
  'dataNothingSelected',
  'datasetChanged',
  'datasetUnknown',
  'rowTooLong',
  'noLabels',
  'configInvalid',
  'configUnknownKey',
  'targetMatchesNothing',
  'weightsCorrupt',
  'weightsMissing',
  'modelTypeUnknown',
  'modelUnsupported',
  'tokenizerUnsupported',
  'adapterMismatch',
  'lossNotFinite',
  'diskFull',
  'portTaken',
  'tokenWrong',
  'deviceUnavailable',
  'deviceLost',
  'runMissing',
  'runCorrupt',
  'formatUnknown',
  'runBusy',
  'runFolderTaken',
  'runUnfinished',
  'runLearnedNoAnswers',
  'noteEmpty',
  'noteBinary',
  'questionTooLong',
  'hubUnreachable',
  'hubGated',
  'hubMissing',
  'hubNoModel',
  'hubFault',
  'checksumWrong',
  'modelBusy',
  'runtimeDied',
  'evaluationDied',
  'usage',
  'protocolMismatch',
  'messageInvalid',
  'cancelled',
  'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** An error with a code, a message fit to be shown to the user, and what the user can do about it. */
export class AsclepiusError extends Error {
  readonly code: ErrorCode;
  readonly remedy: string;
  /** Extra facts for programs, never note text. */
  readonly data: Readonly<Record<string, string | number | boolean>>;

  constructor(
    code: ErrorCode,
    message: string,
    remedy: string,
    data: Record<string, string | number | boolean> = {},
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'AsclepiusError';
    this.code = code;
    this.remedy = remedy;
    this.data = data;
  }
}

const list = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ');

export const errors = {
  fileMissing: (path: string, what: string) =>
    new AsclepiusError(
      'fileMissing',
      t('{0} not found: {1}', what, path),
      t('Check the path, or choose another file.'),
      {
        path,
      },
    ),
  fileUnreadable: (path: string, what: string, reason: string) =>
    new AsclepiusError(
      'fileUnreadable',
      t('{0} cannot be read: {1} ({2})', what, path, reason),
      t('Check the file and its permissions.'),
      {
        path,
      },
    ),
  modelMissing: (path: string) =>
    new AsclepiusError(
      'modelMissing',
      t('Model not found: {0}', path),
      t('Check the path, choose another model, or get one.'),
      {
        path,
      },
    ),
  dataColumns: (path: string, missing: readonly string[], found: readonly string[]) =>
    new AsclepiusError(
      'dataColumns',
      missing.length > 1
        ? t('{0} lacks the columns {1}; it has {2}', path, list(missing), list(found))
        : t('{0} lacks the column {1}; it has {2}', path, list(missing), list(found)),
      t('Rename the columns to patient_id, note, question, answer and task.'),
      { path },
    ),
  dataEmpty: (path: string) =>
    new AsclepiusError(
      'dataEmpty',
      t('{0} holds no usable row', path),
      t('Choose a file with at least one complete row.'),
      {
        path,
      },
    ),
  dataTaskEmpty: (task: string, present: readonly string[]) =>
    new AsclepiusError(
      'dataTaskEmpty',
      t('No row of the task "{0}"; the data holds {1}', task, list(present)),
      t('Remove the task from data.tasks or choose data that has it.'),
      { task },
    ),
  dataMalformed: (path: string, line: number, reason: string) =>
    new AsclepiusError(
      'dataMalformed',
      t('{0}, line {1}: {2}', path, line, reason),
      t('Mend the line, or set data.onMalformed to "skip" to leave such rows out.'),
      { path, line },
    ),
  dataRowsUnknown: (path: string, rows: readonly string[]) =>
    new AsclepiusError(
      'dataRowsUnknown',
      rows.length > 10
        ? t('{0} has no usable row {1} and {2} others', path, list(rows.slice(0, 10)), rows.length - 10)
        : t('{0} has no usable row {1}', path, list(rows)),
      t('The file may have changed since the rows were chosen: choose them again.'),
      { path, unknown: rows.length },
    ),
  dataNothingSelected: (path: string) =>
    new AsclepiusError(
      'dataNothingSelected',
      t('No row of {0} fits data.tasks, data.rows and data.noteCharacters together', path),
      t('Widen one of them.'),
      { path },
    ),
  datasetChanged: (path: string) =>
    new AsclepiusError(
      'datasetChanged',
      t('The data file has changed since it was indexed: {0}', path),
      t('Open it again.'),
      {
        path,
      },
    ),
  datasetUnknown: (id: string) =>
    new AsclepiusError('datasetUnknown', t('No open dataset "{0}"', id), t('Open the file again.'), { id }),
  rowTooLong: (rowId: string, tokens: number, limit: number) =>
    new AsclepiusError(
      'rowTooLong',
      t('Row {0} needs {1} tokens; sequenceLength is {2}', rowId, tokens, limit),
      t('Raise sequenceLength, or set data.onTooLong to "trim" or "skip".'),
      { rowId, tokens, limit },
    ),
  noLabels: (reason: string) =>
    new AsclepiusError('noLabels', t('Nothing to learn from: {0}', reason), t('Check that the answers are not empty.')),
  configInvalid: (path: string, reason: string) =>
    new AsclepiusError(
      'configInvalid',
      t('Config {0}: {1}', path, reason),
      t('Mend the value; the schema gives its range.'),
      {
        path,
      },
    ),
  configUnknownKey: (path: string, key: string, suggestion?: string) =>
    new AsclepiusError(
      'configUnknownKey',
      t('Config {0}: unknown key "{1}"', path, key),
      suggestion ? t('Did you mean "{0}"?', suggestion) : t('Remove the key; the schema lists the known ones.'),
      { path, key },
    ),
  targetMatchesNothing: (target: string, available: readonly string[]) =>
    new AsclepiusError(
      'targetMatchesNothing',
      t('lora.targetModules: "{0}" matches no linear layer of this model', target),
      t('Use "all-linear" or some of {0}.', list(available)),
      { target },
    ),
  weightsCorrupt: (path: string, reason: string) =>
    new AsclepiusError(
      'weightsCorrupt',
      t('{0} is not a sound weights file: {1}', path, reason),
      t('Get the file again.'),
      {
        path,
      },
    ),
  weightsMissing: (path: string, tensor: string) =>
    new AsclepiusError(
      'weightsMissing',
      t('{0} lacks the tensor "{1}"', path, tensor),
      t('Get the whole model again.'),
      {
        path,
        tensor,
      },
    ),
  modelTypeUnknown: (modelType: string, known: readonly string[]) =>
    new AsclepiusError(
      'modelTypeUnknown',
      t('Unknown model_type "{0}"', modelType),
      t('Choose a model of the type {0}.', list(known)),
      {
        modelType,
      },
    ),
  modelUnsupported: (feature: string) =>
    new AsclepiusError(
      'modelUnsupported',
      t('This model needs something not supported yet: {0}', feature),
      t('Choose another model.'),
    ),
  tokenizerUnsupported: (reason: string) =>
    new AsclepiusError(
      'tokenizerUnsupported',
      t('The tokenizer is not supported: {0}', reason),
      t('Choose another model.'),
    ),
  adapterMismatch: (reason: string) =>
    new AsclepiusError(
      'adapterMismatch',
      t('The adapter does not fit the model: {0}', reason),
      t('Use the base model it was trained on.'),
    ),
  lossNotFinite: (step: number, checkpointStep: number | undefined) =>
    new AsclepiusError(
      'lossNotFinite',
      t('The loss is not a number at step {0}', step),
      checkpointStep === undefined
        ? t('Lower the learning rate and start again.')
        : t('The checkpoint of step {0} is kept. Lower the learning rate and resume from it.', checkpointStep),
      { step },
    ),
  diskFull: (path: string, needed: number) =>
    new AsclepiusError(
      'diskFull',
      t('No space left to write {0} ({1} MiB needed)', path, Math.ceil(needed / 2 ** 20)),
      t('Free some space; what was written before is intact. Then resume.'),
      { path, needed },
    ),
  portTaken: (port: number) =>
    new AsclepiusError(
      'portTaken',
      t('Port {0} is taken by another program', port),
      t('Give another port, or none for a free one.'),
      {
        port,
      },
    ),
  tokenWrong: () =>
    new AsclepiusError(
      'tokenWrong',
      t('The runtime refused the connection: wrong token'),
      t('Reconnect through the run folder.'),
    ),
  deviceUnavailable: (device: string, reason: string) =>
    new AsclepiusError(
      'deviceUnavailable',
      t('The device "{0}" cannot be used: {1}', device, reason),
      t('Use --device cpu.'),
      {
        device,
      },
    ),
  deviceLost: (device: string) =>
    new AsclepiusError(
      'deviceLost',
      t('The device "{0}" was lost', device),
      t('Resume the run; it goes on from its last checkpoint.'),
      {
        device,
      },
    ),
  runMissing: (run: string) =>
    new AsclepiusError('runMissing', t('No run "{0}"', run), t('List the runs with "asclepius runs".'), { run }),
  runCorrupt: (run: string, reason: string) =>
    new AsclepiusError('runCorrupt', t('Run "{0}" cannot be read: {1}', run, reason), t('Start it anew.'), { run }),
  formatUnknown: (path: string, theirs: number, ours: number) =>
    new AsclepiusError(
      'formatUnknown',
      t('{0} is of format {1}; this program knows up to {2}', path, theirs, ours),
      t('Update this program.'),
      { path, theirs, ours },
    ),
  runBusy: (run: string, pid: number) =>
    new AsclepiusError(
      'runBusy',
      t('Run "{0}" is already under way in process {1}', run, pid),
      t('Attach to it, or stop it first.'),
      {
        run,
        pid,
      },
    ),
  runFolderTaken: (path: string) =>
    new AsclepiusError(
      'runFolderTaken',
      t('The run folder is not empty: {0}', path),
      t('Give a new or empty folder.'),
      {
        path,
      },
    ),
  runUnfinished: (run: string) =>
    new AsclepiusError(
      'runUnfinished',
      t('Run "{0}" has saved no adapter yet', run),
      t('Let it end, or stop it: then it saves.'),
      {
        run,
      },
    ),
  runLearnedNoAnswers: (run: string) =>
    new AsclepiusError(
      'runLearnedNoAnswers',
      t('Run "{0}" learned from notes alone (objective "pretrain"), so it has no answers to evaluate', run),
      t('Evaluate a run whose objective is "answer".'),
      { run },
    ),
  noteEmpty: () => new AsclepiusError('noteEmpty', t('The note is empty'), t('Choose a note with text.')),
  noteBinary: (path: string) =>
    new AsclepiusError('noteBinary', t('{0} is not a text file', path), t('Save the note as plain text, UTF-8.'), {
      path,
    }),
  questionTooLong: (tokens: number, limit: number) =>
    new AsclepiusError(
      'questionTooLong',
      t('The question and its template need {0} of the {1} tokens that the model reads at once', tokens, limit),
      t('Ask in fewer words, or allow a shorter answer.'),
      { tokens, limit },
    ),
  hubUnreachable: (host: string, reason: string) =>
    new AsclepiusError(
      'hubUnreachable',
      t('{0} cannot be reached ({1})', host, reason),
      t('Check the network, the proxy and the address of the hub, then get the model again: what was fetched is kept.'),
      { host },
    ),
  hubGated: (repo: string, page: string) =>
    new AsclepiusError(
      'hubGated',
      t('{0} is given only to accounts that have accepted its terms', repo),
      t('Accept them on {0}, then give an access token of your account.', page),
      { repo, page },
    ),
  hubMissing: (what: string, host: string) =>
    new AsclepiusError(
      'hubMissing',
      t('{0} has no {1}, or it is private', host, what),
      t('Check the name; for a private model, give an access token of your account.'),
      { host },
    ),
  hubNoModel: (repo: string, lacking: string, ggufFiles: readonly string[]) =>
    new AsclepiusError(
      'hubNoModel',
      t('{0} has {1}', repo, lacking),
      ggufFiles.length > 0
        ? t('Name one of its GGUF files: {0}.', ggufFiles.map((file) => `${repo}:${file}`).join(', '))
        : t('Choose a model with model.safetensors, config.json and tokenizer.json, or with a GGUF file.'),
      { repo },
    ),
  hubFault: (host: string, reason: string) =>
    new AsclepiusError(
      'hubFault',
      t('{0} does not answer as a hub: {1}', host, reason),
      t('Try again later, or another hub.'),
      {
        host,
      },
    ),
  checksumWrong: (path: string) =>
    new AsclepiusError(
      'checksumWrong',
      t('{0} did not arrive as the hub has it: its checksum is wrong', path),
      t('It was deleted. Get the model again; where it happens twice, something on the way changes it.'),
      { path },
    ),
  modelBusy: (model: string, pid: number) =>
    new AsclepiusError(
      'modelBusy',
      t('{0} is being fetched already, by process {1}', model, pid),
      t('Wait for it to end.'),
      {
        model,
        pid,
      },
    ),
  runtimeDied: (reason: string) =>
    new AsclepiusError(
      'runtimeDied',
      t('The training process ended: {0}', reason),
      t('Resume the run; it goes on from its last checkpoint.'),
    ),
  evaluationDied: (reason: string) =>
    new AsclepiusError(
      'evaluationDied',
      t('The evaluation ended before its report was written: {0}', reason),
      t('Evaluate again; with fewer rows where the machine is short of memory.'),
    ),
  usage: (reason: string) => new AsclepiusError('usage', reason, t('See "asclepius --help".')),
  protocolMismatch: (theirs: number, ours: number) =>
    new AsclepiusError(
      'protocolMismatch',
      t('The run speaks protocol {0}; this program knows up to {1}', theirs, ours),
      t('Update this program, then attach again.'),
      { theirs, ours },
    ),
  messageInvalid: (method: string) =>
    new AsclepiusError(
      'messageInvalid',
      t('The request {0} does not fit its schema', method),
      t('Update the older program.'),
      {
        method,
      },
    ),
  cancelled: () => new AsclepiusError('cancelled', t('Cancelled'), t('Start again when you like.')),
  internal: (reason: string, cause?: unknown) =>
    new AsclepiusError(
      'internal',
      t('Internal error: {0}', reason),
      t('Please report it (without clinical text).'),
      {},
      cause,
    ),
} satisfies Record<ErrorCode, (...args: never[]) => AsclepiusError>;

/** What crosses a process boundary in place of an error. */
export interface ErrorReport {
  code: ErrorCode;
  message: string;
  remedy: string;
}

export const isCancelled = (error: unknown): boolean => error instanceof AsclepiusError && error.code === 'cancelled';

/** Turns anything thrown into a report; an unknown error keeps its class name only, as its text may quote a note. */
export function reportOf(error: unknown): ErrorReport {
  if (error instanceof AsclepiusError) return { code: error.code, message: error.message, remedy: error.remedy };
  const name = error instanceof Error ? error.name : typeof error;
  return reportOf(errors.internal(name));
}
