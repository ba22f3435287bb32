/** How the command line says that something went wrong, on stderr and by its exit code. */
import { type ErrorCode, type ErrorReport, reportOf } from '../protocol/errors.ts';

export const exitCodes = { done: 0, other: 1, userError: 2, interrupted: 130 } as const;

/** What the user can do nothing about in what they gave. */
const notTheUsers: ReadonlySet<ErrorCode> = new Set([
  'internal',
  'hubUnreachable',
  'hubFault',
  'runtimeDied',
  'deviceLost',
  'cancelled',
  'messageInvalid',
]);

export function exitCodeOf(error: unknown): number {
  return exitCodeOfReport(reportOf(error));
}

export const exitCodeOfReport = ({ code }: ErrorReport) =>
  notTheUsers.has(code) ? exitCodes.other : exitCodes.userError;

export function showError(error: unknown): void {
  showReport(reportOf(error));
  // The stack names our own source lines only; the message, which may quote a file, stays out.
  if (process.env.ASCLEPIUS_DEBUG && error instanceof Error) console.error(error.stack?.replace(error.message, '…'));
}

export function showReport({ message, remedy }: ErrorReport): void {
  console.error(`error: ${message}\nremedy: ${remedy}`);
}
