/** Byte-pair encoding over bytes, as GPT-2 does it; how a text is cut before differs from model to model. */
import { errors } from '../../protocol/errors.ts';
import { t } from '../../protocol/l10n.ts';
import type { Metadata } from './metadata.ts';
import type { TokenizerParts } from './tokenizer.ts';

interface PreTokenizer {
  /** Each cuts the pieces of the one before: a match is a piece, and so is what lies between two. */
  readonly patterns: readonly string[];
  /** A piece that is a token is taken as it is, whatever the merges say. */
  readonly ignoreMerges?: boolean;
  readonly addsBos?: boolean;
}

const gpt2 = String.raw`'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)`;
const contraction = "(?:'[sS]|'[tT]|'[rR][eE]|'[vV][eE]|'[mM]|'[lL][lL]|'[dD])";
const gpt4 = (digits: string) =>
  String.raw`${contraction}|[^\r\n\p{L}\p{N}]?\p{L}+|${digits}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`;

const kinds = {
  default: { patterns: [String.raw`[\p{P}\$\+<=>\^~\|]+`, gpt2, String.raw`\p{N}+`, '[0-9][0-9][0-9]'] },
  gpt2: { patterns: [gpt2] },
  smollm: { patterns: [String.raw`\p{N}`, gpt2] },
  llama3: { patterns: [gpt4(String.raw`\p{N}{1,3}`)], ignoreMerges: true, addsBos: true },
  smaug: { patterns: [gpt4(String.raw`\p{N}{1,3}`)] },
  qwen2: { patterns: [gpt4(String.raw`\p{N}`)] },
} satisfies Record<string, PreTokenizer>;

/** The names in `tokenizer.ggml.pre`, as llama-vocab.cpp of llama.cpp maps them. */
const named: ReadonlyMap<string, PreTokenizer> = new Map([
  ['default', kinds.default],
  ...['gpt-2', 'phi-2', 'mpt', 'olmo', 'jais', 'trillion'].map((name) => [name, kinds.gpt2] as const),
  ...['smollm', 'starcoder', 'refact', 'command-r', 'codeshell', 'exaone', 'minerva-7b'].map(
    (name) => [name, kinds.smollm] as const,
  ),
  ...['llama-bpe', 'llama3', 'llama-v3', 'falcon3', 'pixtral'].map((name) => [name, kinds.llama3] as const),
  ...['smaug-bpe', 'dbrx'].map((name) => [name, kinds.smaug] as const),
  ...['qwen2', 'deepseek-r1-qwen', 'stablelm2', 'megrez'].map((name) => [name, kinds.qwen2] as const),
]);

/** @throws tokenizerUnsupported for a way of cutting that is not known */
export function bytePairTokenizer(metadata: Metadata, tokens: readonly string[]): TokenizerParts {
  const name = metadata.text('tokenizer.ggml.pre', 'default');
  const kind = named.get(name);
  if (!kind) throw errors.tokenizerUnsupported(t('the pre-tokenizer "{0}"', name));
  const split = (pattern: string) => ({
    type: 'Split',
    pattern: { Regex: pattern },
    behavior: 'Isolated',
    invert: false,
  });
  const bytes = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: false };
  return {
    normalizer: null,
    pre_tokenizer: { type: 'Sequence', pretokenizers: [...kind.patterns.map(split), bytes] },
    decoder: { type: 'ByteLevel' },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      byte_fallback: false,
      ignore_merges: kind.ignoreMerges ?? false,
      vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
      merges: metadata.texts('tokenizer.ggml.merges').map((pair) => mergeOf(pair)),
    },
    addsBos: kind.addsBos ?? false,
  };
}

/** Two tokens with a space between; the first character may itself be one. */
function mergeOf(pair: string): [string, string] {
  const space = pair.indexOf(' ', 1);
  return [pair.slice(0, space), pair.slice(space + 1)];
}
