/**
 * SentencePiece's byte-pair encoding, as Llama 1 and 2 use it. The file gives each token a score; the merges that
 * tokenizer.json wants are all pairs of tokens that make a token, the better score first.
 */
import { errors } from '../../protocol/errors.ts';
import { t } from '../../protocol/l10n.ts';
import type { Metadata } from './metadata.ts';
import type { TokenizerParts } from './tokenizer.ts';

/** The character that stands for a space. */
const space = '▁';

/** @throws tokenizerUnsupported where a character that is no token could not be spelled in bytes */
export function sentencePieceTokenizer(metadata: Metadata, tokens: readonly string[]): TokenizerParts {
  const scores = metadata.numbers('tokenizer.ggml.scores');
  const ids = new Map(tokens.map((token, id) => [token, id]));
  if (!ids.has('<0x00>')) throw errors.tokenizerUnsupported(t('SentencePiece without byte tokens'));
  const spaced = metadata.flag('tokenizer.ggml.add_space_prefix', true);
  const replace = { type: 'Replace', pattern: { String: ' ' }, content: space };
  return {
    normalizer: {
      type: 'Sequence',
      normalizers: spaced ? [{ type: 'Prepend', prepend: space }, replace] : [replace],
    },
    pre_tokenizer: null,
    decoder: {
      type: 'Sequence',
      decoders: [
        { type: 'Replace', pattern: { String: space }, content: ' ' },
        { type: 'ByteFallback' },
        { type: 'Fuse' },
        ...(spaced ? [{ type: 'Strip', content: ' ', start: 1, stop: 0 }] : []),
      ],
    },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: tokens[metadata.number('tokenizer.ggml.unknown_token_id', 0)] ?? null,
      fuse_unk: true,
      byte_fallback: true,
      ignore_merges: false,
      vocab: Object.fromEntries(ids),
      merges: mergesOf(tokens, scores, ids),
    },
    addsBos: true,
  };
}

function mergesOf(
  tokens: readonly string[],
  scores: readonly number[],
  ids: ReadonlyMap<string, number>,
): [string, string][] {
  const order = (id: number) => scores[id] ?? Number.NEGATIVE_INFINITY;
  const ranked = tokens.map((_, id) => id).sort((a, b) => order(b) - order(a) || a - b);
  return ranked.flatMap((id) => splitsOf(tokens[id] as string, ids));
}

/** Every way to cut a token into two. */
function splitsOf(token: string, ids: ReadonlyMap<string, number>): [string, string][] {
  const characters = Array.from(token);
  const splits = characters.slice(1).map((_, i): [string, string] => {
    const cut = characters.slice(0, i + 1).join('');
    return [cut, token.slice(cut.length)];
  });
  const known = splits.filter(([left, right]) => ids.has(left) && ids.has(right));
  const rank = ([left, right]: [string, string]) => [ids.get(left) as number, ids.get(right) as number] as const;
  return known.sort((a, b) => rank(a)[0] - rank(b)[0] || rank(a)[1] - rank(b)[1]);
}
