import { beforeEach, expect, test, vi } from 'vitest';
import { formView } from '../../runtime/protocol/views/form.ts';

const logged: string[] = [];
const shown: string[] = [];
vi.mock('vscode', () => ({
  window: {
    createOutputChannel: () => ({
      warn: (line: string) => logged.push(line),
      error: (line: string) => logged.push(line),
    }),
    showErrorMessage: async (text: string) => void shown.push(text),
  },
  l10n: { t: (text: string) => text, bundle: { quote: '</script><script>alert(1)</script>' } },
  env: { language: 'en' },
  CancellationError: class extends Error {},
  Uri: { joinPath: (base: string, ...parts: string[]) => [base, ...parts].join('/') },
}));
const { serveView } = await import('../../src/webview.ts');

/** A webview whose messages a test sends. */
function fakeWebview() {
  let listener: (message: unknown) => Promise<void> = async () => {};
  return {
    html: '',
    options: {},
    cspSource: 'https://view.test',
    asWebviewUri: (uri: string) => uri,
    onDidReceiveMessage: (listen: typeof listener) => {
      listener = listen;
    },
    postMessage: () => {},
    receive: (message: unknown) => listener(message),
  };
}

beforeEach(() => {
  logged.length = 0;
  shown.length = 0;
});

function serve(handle: (message: unknown) => void | Promise<void>) {
  const webview = fakeWebview();
  serveView(webview as never, 'ext' as never, formView, 'A <title>', handle);
  return webview;
}

test('a message of the wrong shape reaches no handler, and the log has no word of it', async () => {
  const handled: unknown[] = [];
  const webview = serve((message) => void handled.push(message));
  const secret = 'the note says: Jane Doe';
  const wrong = [
    null,
    7,
    secret,
    {},
    { type: secret },
    { type: 'openText', offset: -1 },
    { type: 'change', changes: [] },
    { type: 'change', changes: [{ path: ['model'], value: 'm', more: secret }] },
    { type: 'ready', more: secret },
  ];
  for (const message of wrong) await webview.receive(message);
  expect(handled).toEqual([]);
  expect(logged).toHaveLength(wrong.length);
  expect(logged.join()).not.toContain('Jane Doe');
  await webview.receive({ type: 'openText', offset: 3 });
  expect(handled).toEqual([{ type: 'openText', offset: 3 }]);
});

test('a handler that fails is told to the user, without the text of an unknown error', async () => {
  const webview = serve(() => Promise.reject(new Error('the note says: Jane Doe')));
  await webview.receive({ type: 'ready' });
  expect(shown).toHaveLength(1);
  expect(shown.join() + logged.join()).not.toContain('Jane Doe');
});

test('its page allows nothing but its own script and style, and its translations cannot break out', () => {
  const { html, options } = serve(() => {});
  const policy = /Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1] ?? '';
  expect(policy).toContain(`default-src 'none'`);
  expect(policy).toMatch(/script-src 'nonce-[\w-]{22}'(;|$)/);
  expect(policy).not.toMatch(/unsafe|connect-src/);
  expect(html.match(/<script/g)).toHaveLength(2);
  expect(html).toContain('A &lt;title>');
  expect(options).toMatchObject({ localResourceRoots: ['ext/dist/webview'] });
});
