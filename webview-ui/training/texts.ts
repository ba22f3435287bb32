/** A run's states and events in words. Events hold no text of notes, so neither do these. */
import type { RunEvent } from '../../runtime/protocol/events.ts';
import type { Status } from '../../runtime/protocol/status.ts';
import { bytes, count, duration } from '../components/figures.ts';
import { t } from '../l10n.ts';
import type { History } from './history.ts';
import { lossText } from './lines.ts';

export function statusText(status: Status | 'unreadable'): string {
  const texts: Readonly<Record<Status | 'unreadable', string>> = {
    queued: t('queued'),
    running: t('running'),
    paused: t('paused'),
    stopped: t('stopped'),
    failed: t('failed'),
    done: t('done'),
    unreadable: t('cannot be read'),
  };
  return texts[status];
}

/** What the run does just now; changes seldom enough to be read out. */
export function activity({ status, phase, progress, log }: History): string {
  if (status !== 'running') return statusText(status);
  if (log.length === 0) return t('starting');
  if (progress) return t('answering held-out questions');
  return phase ? phaseText(phase) : t('running');
}

function phaseText(phase: (RunEvent & { type: 'phase' })['phase']): string {
  const texts = {
    preparing: t('reading model and data'),
    training: t('training'),
    evaluating: t('measuring the held-out loss'),
    answering: t('answering held-out questions'),
    saving: t('saving'),
  };
  return texts[phase];
}

/** @returns undefined for what the charts show already */
export function eventText(event: RunEvent): string | undefined {
  switch (event.type) {
    case 'queued':
      return t('Waits for the run {0}', event.behind);
    case 'started':
      return t(
        'Started on {0}: {1} steps, {2} training rows, {3} held-out rows, {4} of {5} parameters trained. {6}',
        event.device,
        count(event.totalSteps),
        count(event.trainRows),
        count(event.heldOutRows),
        count(event.trainableParameters),
        count(event.parameters),
        event.deviceReason,
      );
    case 'data':
      return t(
        'Data read: {0} rows; {1} duplicates and {2} malformed left out, {3} notes trimmed, {4} rows refused',
        count(event.rows),
        count(event.duplicates),
        count(event.malformed),
        count(event.trimmed),
        count(event.skipped),
      );
    case 'phase':
      return t('Now {0}', phaseText(event.phase));
    case 'evaluation':
      return event.best
        ? t('Held-out loss {0}, the best so far', lossText(event.heldOutLoss))
        : t('Held-out loss {0}', lossText(event.heldOutLoss));
    case 'samples':
      return t('Held-out questions answered: {0}', count(event.rows));
    case 'checkpoint':
      return t('Checkpoint written, {0}', bytes(event.bytes));
    case 'paused':
      return t('Paused');
    case 'resumed':
      return t('Continued');
    case 'rewound':
      return t('Resumed from the checkpoint of step {0}', count(event.toStep));
    case 'warning':
      return t('Warning: {0}', event.message);
    case 'stopped':
      return event.reason === 'asked' ? t('Stopped on request') : t('Stopped early: the held-out loss gets no better');
    case 'failed':
      return t('Failed: {0}. {1}', event.error.message, event.error.remedy);
    case 'done':
      return t('Done in {0} of training; peak {1}', duration(event.seconds), bytes(event.peakBytes));
    case 'step':
    case 'progress':
      return undefined;
  }
}

const language = document.documentElement.lang || 'en';
const dayAndTime = new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'short' });
const clock = new Intl.DateTimeFormat(language, { timeStyle: 'medium' });
export const when = (time: string): string => dayAndTime.format(new Date(time));
export const clockTime = (time: string): string => clock.format(new Date(time));
