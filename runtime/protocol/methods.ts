/** What a client may ask of a run process, and what it hears: JSON-RPC 2.0, each message with its schema. */
import { z } from 'zod';
import { runEventSchema } from './events.ts';

/** Raised when a message changes so that older programs would misread it. A newer client attaches to an older run. */
export const protocolVersion = 1;

const nothing = z.strictObject({});
const seq = z.number().int().min(0);

const methods = {
  /** The first request on every connection. */
  hello: {
    params: z.strictObject({ protocolVersion: z.number().int().positive() }),
    result: z.object({
      protocolVersion: z.number().int().positive(),
      run: z.string(),
      attempt: z.number().int().positive(),
      pid: z.number().int().positive(),
    }),
  },
  /**
   * The events after `seq`, oldest first. `more` says that the answer was cut: ask again after its last event. With the
   * answer that is not cut, the connection starts to get `run/event` notifications.
   */
  'run/since': {
    params: z.strictObject({ seq }),
    result: z.object({ events: z.array(runEventSchema), more: z.boolean() }),
  },
  /** Ends the run after the step under way, keeping a checkpoint. */
  'run/stop': { params: nothing, result: nothing },
  /** Rests after the step under way. */
  'run/pause': { params: nothing, result: nothing },
  'run/continue': { params: nothing, result: nothing },
  /** Writes a checkpoint after the step under way. */
  'run/checkpoint': { params: nothing, result: nothing },
  /** Ends the process now, without waiting for the step under way. */
  shutdown: { params: nothing, result: nothing },
} as const;

export const runProtocol = { methods, notifications: { 'run/event': runEventSchema } } as const;
export type RunProtocol = typeof runProtocol;
