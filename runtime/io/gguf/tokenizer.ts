/** The tokenizer in a GGUF file's metadata as tokenizer.json and tokenizer_config.json, for `@huggingface/tokenizers`. */
import { errors } from '../../protocol/errors.ts';
import { t } from '../../protocol/l10n.ts';
import { bytePairTokenizer } from './byte-pair-tokenizer.ts';
import type { GgufFile } from './header.ts';
import type { Metadata } from './metadata.ts';
import { sentencePieceTokenizer } from './sentence-piece-tokenizer.ts';

/** llama.cpp's kinds of tokens. */
export const tokenKinds = { unknown: 2, control: 3, userDefined: 4 } as const;

/** The parts of tokenizer.json that differ from kind to kind, and whether a text begins with the bos token by default. */
export interface TokenizerParts {
  readonly normalizer: unknown;
  readonly pre_tokenizer: unknown;
  readonly decoder: unknown;
  readonly model: unknown;
  readonly addsBos: boolean;
}

/** @param vocabulary rows of the embedding. @throws weightsCorrupt, tokenizerUnsupported */
export function ggufTokenizer({ path, metadata }: GgufFile, vocabulary: number) {
  const tokens = metadata.texts('tokenizer.ggml.tokens');
  const kinds = metadata.numbers('tokenizer.ggml.token_type');
  if (kinds.length !== tokens.length || tokens.length > vocabulary)
    throw errors.weightsCorrupt(
      path,
      t('{0} tokens, {1} kinds, {2} rows of the embedding', tokens.length, kinds.length, vocabulary),
    );
  const { addsBos, ...parts } = partsOf(metadata, tokens);
  const tokenizerJson = {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: addedTokens(tokens, kinds),
    post_processor: null,
    ...parts,
  };
  return { tokenizerJson, tokenizerConfig: tokenizerConfig(path, metadata, tokens, addsBos) };
}

function partsOf(metadata: Metadata, tokens: readonly string[]): TokenizerParts {
  const model = metadata.text('tokenizer.ggml.model');
  if (model === 'gpt2') return bytePairTokenizer(metadata, tokens);
  if (model === 'llama') return sentencePieceTokenizer(metadata, tokens);
  throw errors.tokenizerUnsupported(t('a GGUF tokenizer of the model "{0}"', model));
}

/** Tokens that are found in a text before anything else looks at it. */
function addedTokens(tokens: readonly string[], kinds: readonly number[]) {
  const flags = { single_word: false, lstrip: false, rstrip: false, normalized: false };
  const special: readonly number[] = [tokenKinds.unknown, tokenKinds.control];
  return tokens.flatMap((content, id) => {
    const kind = kinds[id] as number;
    const isAdded = special.includes(kind) || kind === tokenKinds.userDefined;
    return isAdded ? [{ id, content, ...flags, special: special.includes(kind) }] : [];
  });
}

function tokenizerConfig(path: string, metadata: Metadata, tokens: readonly string[], addsBos: boolean) {
  const token = (key: string): Record<string, string> => {
    const field = `tokenizer.ggml.${key}_token_id`;
    if (!metadata.has(field)) return {};
    const content = tokens[metadata.number(field)];
    if (content === undefined) throw errors.weightsCorrupt(path, t('its metadata "{0}" names no token', field));
    return { [`${shortNames[key] ?? key}_token`]: content };
  };
  const template = metadata.text('tokenizer.chat_template', '');
  return {
    tokenizer_class: 'PreTrainedTokenizerFast',
    clean_up_tokenization_spaces: false,
    ...token('bos'),
    ...token('eos'),
    ...token('unknown'),
    ...token('padding'),
    add_bos_token: metadata.flag('tokenizer.ggml.add_bos_token', addsBos),
    ...(template ? { chat_template: template } : {}),
  };
}

const shortNames: Readonly<Record<string, string>> = { unknown: 'unk', padding: 'pad' };
