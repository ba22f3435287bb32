/**
 * Every error a user can meet, each from a named factory: a code, a message that names the offending value, and the
 * remedy. Messages never hold text of a note; rows are named by file, line or row id.
 */

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
    new AsclepiusError('fileMissing', `${what} not found: ${path}`, 'Check the path, or choose another file.', {
      path,
    }),
  fileUnreadable: (path: string, what: string, reason: string) =>
    new AsclepiusError(
      'fileUnreadable',
      `${what} cannot be read: ${path} (${reason})`,
      'Check the file and its permissions.',
      {
        path,
      },
    ),
  modelMissing: (path: string) =>
    new AsclepiusError(
      'modelMissing',
      `Model not found: ${path}`,
      'Check the path, choose another model, or get one.',
      {
        path,
      },
    ),
  dataColumns: (path: string, missing: readonly string[], found: readonly string[]) =>
    new AsclepiusError(
      'dataColumns',
      `${path} lacks the column${missing.length > 1 ? 's' : ''} ${list(missing)}; it has ${list(found)}`,
      'Rename the columns to patient_id, note, question, answer and task.',
      { path },
    ),
  dataEmpty: (path: string) =>
    new AsclepiusError('dataEmpty', `${path} holds no usable row`, 'Choose a file with at least one complete row.', {
      path,
    }),
  dataTaskEmpty: (task: string, present: readonly string[]) =>
    new AsclepiusError(
      'dataTaskEmpty',
      `No row of the task "${task}"; the data holds ${list(present)}`,
      'Remove the task from data.tasks or choose data that has it.',
      { task },
    ),
  dataMalformed: (path: string, line: number, reason: string) =>
    new AsclepiusError(
      'dataMalformed',
      `${path}, line ${line}: ${reason}`,
      'Mend the line, or set data.onMalformed to "skip" to leave such rows out.',
      { path, line },
    ),
  dataRowsUnknown: (path: string, rows: readonly string[]) =>
    new AsclepiusError(
      'dataRowsUnknown',
      `${path} has no usable row ${list(rows.slice(0, 10))}${rows.length > 10 ? ` and ${rows.length - 10} others` : ''}`,
      'The file may have changed since the rows were chosen: choose them again.',
      { path, unknown: rows.length },
    ),
  dataNothingSelected: (path: string) =>
    new AsclepiusError(
      'dataNothingSelected',
      `No row of ${path} fits data.tasks, data.rows and data.noteCharacters together`,
      'Widen one of them.',
      { path },
    ),
  datasetChanged: (path: string) =>
    new AsclepiusError('datasetChanged', `The data file has changed since it was indexed: ${path}`, 'Open it again.', {
      path,
    }),
  datasetUnknown: (id: string) =>
    new AsclepiusError('datasetUnknown', `No open dataset "${id}"`, 'Open the file again.', { id }),
  rowTooLong: (rowId: string, tokens: number, limit: number) =>
    new AsclepiusError(
      'rowTooLong',
      `Row ${rowId} needs ${tokens} tokens; sequenceLength is ${limit}`,
      'Raise sequenceLength, or set data.onTooLong to "trim" or "skip".',
      { rowId, tokens, limit },
    ),
  noLabels: (reason: string) =>
    new AsclepiusError('noLabels', `Nothing to learn from: ${reason}`, 'Check that the answers are not empty.'),
  configInvalid: (path: string, reason: string) =>
    new AsclepiusError('configInvalid', `Config ${path}: ${reason}`, 'Mend the value; the schema gives its range.', {
      path,
    }),
  configUnknownKey: (path: string, key: string, suggestion?: string) =>
    new AsclepiusError(
      'configUnknownKey',
      `Config ${path}: unknown key "${key}"`,
      suggestion ? `Did you mean "${suggestion}"?` : 'Remove the key; the schema lists the known ones.',
      { path, key },
    ),
  targetMatchesNothing: (target: string, available: readonly string[]) =>
    new AsclepiusError(
      'targetMatchesNothing',
      `lora.targetModules: "${target}" matches no linear layer of this model`,
      `Use "all-linear" or some of ${list(available)}.`,
      { target },
    ),
  weightsCorrupt: (path: string, reason: string) =>
    new AsclepiusError('weightsCorrupt', `${path} is not a sound weights file: ${reason}`, 'Get the file again.', {
      path,
    }),
  weightsMissing: (path: string, tensor: string) =>
    new AsclepiusError('weightsMissing', `${path} lacks the tensor "${tensor}"`, 'Get the whole model again.', {
      path,
      tensor,
    }),
  modelTypeUnknown: (modelType: string, known: readonly string[]) =>
    new AsclepiusError(
      'modelTypeUnknown',
      `Unknown model_type "${modelType}"`,
      `Choose a model of the type ${list(known)}.`,
      {
        modelType,
      },
    ),
  modelUnsupported: (feature: string) =>
    new AsclepiusError(
      'modelUnsupported',
      `This model needs something not supported yet: ${feature}`,
      'Choose another model.',
    ),
  tokenizerUnsupported: (reason: string) =>
    new AsclepiusError('tokenizerUnsupported', `The tokenizer is not supported: ${reason}`, 'Choose another model.'),
  adapterMismatch: (reason: string) =>
    new AsclepiusError(
      'adapterMismatch',
      `The adapter does not fit the model: ${reason}`,
      'Use the base model it was trained on.',
    ),
  lossNotFinite: (step: number, checkpointStep: number | undefined) =>
    new AsclepiusError(
      'lossNotFinite',
      `The loss is not a number at step ${step}`,
      checkpointStep === undefined
        ? 'Lower the learning rate and start again.'
        : `The checkpoint of step ${checkpointStep} is kept. Lower the learning rate and resume from it.`,
      { step },
    ),
  diskFull: (path: string, needed: number) =>
    new AsclepiusError(
      'diskFull',
      `No space left to write ${path} (${Math.ceil(needed / 2 ** 20)} MiB needed)`,
      'Free some space; what was written before is intact. Then resume.',
      { path, needed },
    ),
  portTaken: (port: number) =>
    new AsclepiusError(
      'portTaken',
      `Port ${port} is taken by another program`,
      'Give another port, or none for a free one.',
      {
        port,
      },
    ),
  tokenWrong: () =>
    new AsclepiusError(
      'tokenWrong',
      'The runtime refused the connection: wrong token',
      'Reconnect through the run folder.',
    ),
  deviceUnavailable: (device: string, reason: string) =>
    new AsclepiusError('deviceUnavailable', `The device "${device}" cannot be used: ${reason}`, 'Use --device cpu.', {
      device,
    }),
  deviceLost: (device: string) =>
    new AsclepiusError(
      'deviceLost',
      `The device "${device}" was lost`,
      'Resume the run; it goes on from its last checkpoint.',
      {
        device,
      },
    ),
  runMissing: (run: string) =>
    new AsclepiusError('runMissing', `No run "${run}"`, 'List the runs with "asclepius runs".', { run }),
  runCorrupt: (run: string, reason: string) =>
    new AsclepiusError('runCorrupt', `Run "${run}" cannot be read: ${reason}`, 'Start it anew.', { run }),
  formatUnknown: (path: string, theirs: number, ours: number) =>
    new AsclepiusError(
      'formatUnknown',
      `${path} is of format ${theirs}; this program knows up to ${ours}`,
      'Update this program.',
      { path, theirs, ours },
    ),
  runBusy: (run: string, pid: number) =>
    new AsclepiusError(
      'runBusy',
      `Run "${run}" is already under way in process ${pid}`,
      'Attach to it, or stop it first.',
      {
        run,
        pid,
      },
    ),
  runFolderTaken: (path: string) =>
    new AsclepiusError('runFolderTaken', `The run folder is not empty: ${path}`, 'Give a new or empty folder.', {
      path,
    }),
  runUnfinished: (run: string) =>
    new AsclepiusError(
      'runUnfinished',
      `Run "${run}" has saved no adapter yet`,
      'Let it end, or stop it: then it saves.',
      {
        run,
      },
    ),
  runLearnedNoAnswers: (run: string) =>
    new AsclepiusError(
      'runLearnedNoAnswers',
      `Run "${run}" learned from notes alone (objective "pretrain"), so it has no answers to evaluate`,
      'Evaluate a run whose objective is "answer".',
      { run },
    ),
  noteEmpty: () => new AsclepiusError('noteEmpty', 'The note is empty', 'Choose a note with text.'),
  noteBinary: (path: string) =>
    new AsclepiusError('noteBinary', `${path} is not a text file`, 'Save the note as plain text, UTF-8.', { path }),
  questionTooLong: (tokens: number, limit: number) =>
    new AsclepiusError(
      'questionTooLong',
      `The question and its template need ${tokens} of the ${limit} tokens that the model reads at once`,
      'Ask in fewer words, or allow a shorter answer.',
      { tokens, limit },
    ),
  hubUnreachable: (host: string, reason: string) =>
    new AsclepiusError(
      'hubUnreachable',
      `${host} cannot be reached (${reason})`,
      'Check the network, the proxy and the address of the hub, then get the model again: what was fetched is kept.',
      { host },
    ),
  hubGated: (repo: string, page: string) =>
    new AsclepiusError(
      'hubGated',
      `${repo} is given only to accounts that have accepted its terms`,
      `Accept them on ${page}, then give an access token of your account.`,
      { repo, page },
    ),
  hubMissing: (what: string, host: string) =>
    new AsclepiusError(
      'hubMissing',
      `${host} has no ${what}, or it is private`,
      'Check the name; for a private model, give an access token of your account.',
      { host },
    ),
  hubNoModel: (repo: string, lacking: string, ggufFiles: readonly string[]) =>
    new AsclepiusError(
      'hubNoModel',
      `${repo} has ${lacking}`,
      ggufFiles.length > 0
        ? `Name one of its GGUF files: ${ggufFiles.map((file) => `${repo}:${file}`).join(', ')}.`
        : 'Choose a model with model.safetensors, config.json and tokenizer.json, or with a GGUF file.',
      { repo },
    ),
  hubFault: (host: string, reason: string) =>
    new AsclepiusError('hubFault', `${host} does not answer as a hub: ${reason}`, 'Try again later, or another hub.', {
      host,
    }),
  checksumWrong: (path: string) =>
    new AsclepiusError(
      'checksumWrong',
      `${path} did not arrive as the hub has it: its checksum is wrong`,
      'It was deleted. Get the model again; where it happens twice, something on the way changes it.',
      { path },
    ),
  modelBusy: (model: string, pid: number) =>
    new AsclepiusError('modelBusy', `${model} is being fetched already, by process ${pid}`, 'Wait for it to end.', {
      model,
      pid,
    }),
  runtimeDied: (reason: string) =>
    new AsclepiusError(
      'runtimeDied',
      `The training process ended: ${reason}`,
      'Resume the run; it goes on from its last checkpoint.',
    ),
  evaluationDied: (reason: string) =>
    new AsclepiusError(
      'evaluationDied',
      `The evaluation ended before its report was written: ${reason}`,
      'Evaluate again; with fewer rows where the machine is short of memory.',
    ),
  usage: (reason: string) => new AsclepiusError('usage', reason, 'See "asclepius --help".'),
  protocolMismatch: (theirs: number, ours: number) =>
    new AsclepiusError(
      'protocolMismatch',
      `The run speaks protocol ${theirs}; this program knows up to ${ours}`,
      'Update this program, then attach again.',
      { theirs, ours },
    ),
  messageInvalid: (method: string) =>
    new AsclepiusError('messageInvalid', `The request ${method} does not fit its schema`, 'Update the older program.', {
      method,
    }),
  cancelled: () => new AsclepiusError('cancelled', 'Cancelled', 'Start again when you like.'),
  internal: (reason: string, cause?: unknown) =>
    new AsclepiusError('internal', `Internal error: ${reason}`, 'Please report it (without clinical text).', {}, cause),
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
