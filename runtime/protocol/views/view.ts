/**
 * What a webview and the extension host say to each other: each view declares here, in a file of its own, the schema of
 * its messages in both directions and of the state that it keeps while it is hidden. Both sides parse what comes in.
 */
import { z } from 'zod';

export interface View {
  /** Name of its folder in webview-ui/. */
  readonly name: string;
  /** What the view tells the host; `readyMessage` is always among it. */
  readonly toHost: z.ZodType;
  readonly toView: z.ZodType;
  /** Kept by VS Code while the view is hidden or the window reloads. */
  readonly state: z.ZodType;
}

export type ToHost<V extends View> = z.output<V['toHost']>;
export type ToView<V extends View> = z.output<V['toView']>;
export type ViewState<V extends View> = z.output<V['state']>;

/** A view's first message, sent again after every reload of it: it listens now, and knows nothing yet. */
export const readyMessage = z.strictObject({ type: z.literal('ready') });
