/** Tokens to text as they come: whole characters only, nothing of a stop text, no white space at either end. */

export interface TextStream {
  /** Takes a token; gives the text that is certain by now, and whether a stop text was met: then nothing follows. */
  push(token: number): { readonly text: string; readonly stopped: boolean };
  /** The rest of the text, after the last token. */
  end(): string;
}

type Decode = (tokens: readonly number[]) => string;

export function textStream(decode: Decode, stops: readonly string[]): TextStream {
  const spell = speller(decode);
  let pending = '';
  let begun = false;
  const release = (text: string) => {
    const shown = begun ? text : text.trimStart();
    begun ||= shown !== '';
    return shown;
  };
  return {
    push(token) {
      pending += spell(token);
      const at = firstOf(pending, stops);
      if (at >= 0) return { text: release(pending.slice(0, at).trimEnd()), stopped: true };
      const sure = pending.slice(0, pending.length - heldBack(pending, stops)).trimEnd();
      pending = pending.slice(sure.length);
      return { text: release(sure), stopped: false };
    },
    end: () => release(`${pending}${spell()}`.trimEnd()),
  };
}

/**
 * Spells one token after another. A token may hold part of a character, and its white space may hang on its neighbour, so
 * it is decoded together with the ones before it, back to the last whole character.
 */
function speller(decode: Decode): (token?: number) => string {
  let context: number[] = [];
  let waiting: number[] = [];
  return (token) => {
    if (token !== undefined) waiting.push(token);
    if (waiting.length === 0) return '';
    const before = decode(context);
    const text = decode([...context, ...waiting]);
    // U+FFFD stands for bytes that are no character yet.
    if (token !== undefined && text.endsWith('\ufffd') && waiting.length < longestCharacter) return '';
    context = waiting;
    waiting = [];
    return text.slice(before.length);
  };
}
/** In tokens of a byte each. */
const longestCharacter = 4;

function firstOf(text: string, stops: readonly string[]): number {
  const places = stops.map((stop) => text.indexOf(stop)).filter((at) => at >= 0);
  return places.length === 0 ? -1 : Math.min(...places);
}

/** Length of the longest end of the text with which a stop text begins. */
function heldBack(text: string, stops: readonly string[]): number {
  const begun = stops.map((stop) => {
    for (let length = Math.min(stop.length - 1, text.length); length > 0; length--)
      if (text.endsWith(stop.slice(0, length))) return length;
    return 0;
  });
  return Math.max(0, ...begun);
}
