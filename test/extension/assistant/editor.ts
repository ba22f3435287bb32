/** As much of the editor's API as the assistant's parts need when they run without an editor. */

class MarkdownString {
  value: string;
  constructor(value = '') {
    this.value = value;
  }
  appendText(text: string) {
    this.value += text;
    return this;
  }
}

class Uri {
  readonly scheme = 'untitled';
  readonly path: string;
  constructor(path: string) {
    this.path = path;
  }
  toString() {
    return `untitled:${this.path}`;
  }
}

class Location {
  readonly uri: Uri;
  readonly range: unknown;
  constructor(uri: Uri, range: unknown) {
    this.uri = uri;
    this.range = range;
  }
}

class Range {
  readonly start: number;
  readonly end: number;
  constructor(start: number, end: number) {
    this.start = start;
    this.end = end;
  }
}

class LanguageModelTextPart {
  readonly value: string;
  constructor(value: string) {
    this.value = value;
  }
}
class LanguageModelToolResult {
  readonly content: readonly LanguageModelTextPart[];
  constructor(content: readonly LanguageModelTextPart[]) {
    this.content = content;
  }
}

/** An editor with one note in front. @param settings of the extension */
export function fakeEditor(note: string, settings: Readonly<Record<string, unknown>>) {
  const uri = new Uri('/note.txt');
  const document = { uri, getText: () => note, positionAt: (offset: number) => offset };
  const t = (text: string, ...args: unknown[]) => text.replaceAll(/\{(\d)\}/g, (_, i) => String(args[Number(i)]));
  return {
    MarkdownString,
    Uri,
    Location,
    Range,
    LanguageModelTextPart,
    LanguageModelToolResult,
    l10n: { t },
    env: { language: 'en' },
    window: { activeTextEditor: { document }, createOutputChannel: () => ({}) },
    workspace: {
      textDocuments: [document],
      openTextDocument: async () => document,
      getConfiguration: () => ({ get: (key: string, fallback: unknown) => settings[key] ?? fallback }),
    },
  };
}
