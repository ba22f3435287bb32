/** The view's end: speaks with the extension host, and keeps state while the view is hidden or the window reloads. */
import type { ToHost, ToView, View, ViewState } from '../runtime/protocol/views/view.ts';
import { keepFocus } from './components/keep-focus.ts';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

export interface Host<V extends View> {
  send(message: ToHost<V>): void;
  /** What was kept, or undefined where nothing was, or an older version kept something else. */
  state(): ViewState<V> | undefined;
  keep(state: ViewState<V>): void;
}

/** Call it once, with everything in place: it says `ready`, upon which the host begins to send. */
export function connect<V extends View>(view: V, onMessage: (message: ToView<V>) => void): Host<V> {
  const api = acquireVsCodeApi();
  keepFocus();
  window.addEventListener('message', ({ data }) => {
    const parsed = view.toView.safeParse(data);
    if (parsed.success) onMessage(parsed.data as ToView<V>);
    else console.error(`${view.name}: a message of the wrong shape was dropped`);
  });
  // After the caller has got its host: the answer may come at once.
  queueMicrotask(() => api.postMessage({ type: 'ready' }));
  return {
    send: (message) => api.postMessage(message),
    state: () => view.state.safeParse(api.getState()).data as ViewState<V> | undefined,
    keep: (state) => api.setState(state),
  };
}
