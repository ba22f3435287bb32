import { describe, expect, it } from 'vitest';
import { textStream } from '../../runtime/generate/text-stream.ts';
import { tokenizerFromJson } from '../../runtime/text/tokenizer.ts';
import { byteTokenizerJson, tokenizerConfig } from '../text/byte-tokenizer.ts';

const tokenizer = tokenizerFromJson(byteTokenizerJson(), tokenizerConfig);
const decode = (tokens: readonly number[]) => tokenizer.decode(tokens, { skipSpecial: true });

/** Everything that comes out of a text's tokens, piece by piece. */
function stream(text: string, stops: string[] = []) {
  const out = textStream(decode, stops);
  const pieces: string[] = [];
  for (const token of tokenizer.encode(text)) {
    const { text: piece, stopped } = out.push(token);
    if (piece) pieces.push(piece);
    if (stopped) return { pieces, text: pieces.join(''), stopped };
  }
  pieces.push(out.end());
  return { pieces, text: pieces.join(''), stopped: false };
}

describe('a text that comes token by token', () => {
  it('is the same in the end, and comes early', () => {
    const { text, pieces } = stream('Pulse 60, in the morning.\nNo fever.');
    expect(text).toBe('Pulse 60, in the morning.\nNo fever.');
    expect(pieces.length).toBeGreaterThan(20);
  });

  it('has no character in two, though its bytes are tokens of their own', () => {
    const { text, pieces } = stream('µg/dL 血圧 😀👍🏽 ok');
    expect(text).toBe('µg/dL 血圧 😀👍🏽 ok');
    expect(pieces.join('|')).not.toContain('\ufffd');
  });

  it('loses the white space before and behind it, and none within', () => {
    expect(stream('\n  one \n\n two  \n').text).toBe('one \n\n two');
  });

  it('ends before a stop text, wherever tokens end', () => {
    expect(stream('The answer.\n[end of it] more', ['[end', '\n\n'])).toMatchObject({
      text: 'The answer.',
      stopped: true,
    });
    expect(stream('A the the B', ['the the'])).toMatchObject({ text: 'A', stopped: true });
  });

  it('gives what began like a stop text and was none', () => {
    const { text, stopped } = stream('a [en] b [end', ['[end]']);
    expect({ text, stopped }).toEqual({ text: 'a [en] b [end', stopped: false });
  });

  it('never shows the beginning of a stop text that is met', () => {
    for (const pieces of [stream('yes STOP no', ['STOP']).pieces]) expect(pieces.join('')).toBe('yes');
  });

  it('has no special tokens', () => {
    const out = textStream(decode, []);
    expect(out.push(300).text + out.push(72).text + out.push(301).text + out.end()).toBe(decode([72]));
  });
});
