/** A model's tokenizer: text to token ids and back, without special tokens unless asked for. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Tokenizer as HuggingFaceTokenizer } from '@huggingface/tokenizers';
import { z } from 'zod';
import { AsclepiusError, errors } from '../protocol/errors.ts';
import { t } from '../protocol/l10n.ts';
import { rememberWords } from './word-memory.ts';

export interface Tokenizer {
  /** Adds no special tokens. */
  encode(text: string): number[];
  decode(ids: readonly number[], options?: { skipSpecial?: boolean }): string;
  readonly eosId: number;
  /** Set only where the model wants every sequence to begin with it. */
  readonly bosId?: number;
  readonly padId?: number;
  /** One more than the largest id, added tokens included. */
  readonly vocabSize: number;
}

/**
 * Reads tokenizer.json and tokenizer_config.json of a model folder; ids that they lack come from config.json.
 * @throws fileMissing, fileUnreadable, tokenizerUnsupported
 */
export async function loadTokenizer(folder: string): Promise<Tokenizer> {
  const tokenizerJson = await readJson(join(folder, 'tokenizer.json'));
  const tokenizerConfig = await readJson(join(folder, 'tokenizer_config.json'), {});
  const modelConfig = await readJson(join(folder, 'config.json'), {});
  return tokenizerFromJson(tokenizerJson, { ...idsOf(modelConfig), ...Object(tokenizerConfig) });
}

/** @throws tokenizerUnsupported where the parts are not known or no end token is named. */
export function tokenizerFromJson(tokenizerJson: unknown, tokenizerConfig: unknown): Tokenizer {
  const config = settingsSchema.safeParse(tokenizerConfig ?? {});
  if (!config.success) throw errors.tokenizerUnsupported(t('tokenizer_config.json does not fit'));
  const inner = create(tokenizerJson, tokenizerConfig ?? {});
  const id = (token: TokenName, fallback: number | undefined) =>
    (token == null ? undefined : inner.token_to_id(typeof token === 'string' ? token : token.content)) ?? fallback;
  const { eos_token, bos_token, pad_token, eos_token_id, bos_token_id, pad_token_id, add_bos_token } = config.data;
  const eosId = id(eos_token, [eos_token_id].flat()[0] ?? undefined);
  if (eosId === undefined) throw errors.tokenizerUnsupported(t('it names no end token'));
  const bosId = id(bos_token, bos_token_id ?? undefined);
  const padId = id(pad_token, pad_token_id ?? undefined);
  const wantsBos = add_bos_token ?? (bosId !== undefined && addsFirst(inner, bosId));
  return {
    encode: (text) => inner.encode(text, { add_special_tokens: false }).ids,
    decode: (ids, options) =>
      ids.length === 0
        ? ''
        : inner.decode([...ids], {
            skip_special_tokens: options?.skipSpecial ?? false,
            clean_up_tokenization_spaces: false,
          }),
    eosId,
    ...(wantsBos && bosId !== undefined ? { bosId } : {}),
    ...(padId === undefined ? {} : { padId }),
    vocabSize: 1 + [...inner.get_vocab().values()].reduce((most, each) => Math.max(most, each), -1),
  };
}

const tokenNameSchema = z.union([z.string(), z.looseObject({ content: z.string() })]).nullish();
type TokenName = z.output<typeof tokenNameSchema>;

const idSchema = z.number().int().min(0).nullish();
const idFields = {
  bos_token_id: idSchema,
  pad_token_id: idSchema,
  eos_token_id: z.union([idSchema, z.array(z.number())]),
};
const settingsSchema = z.looseObject({
  ...idFields,
  eos_token: tokenNameSchema,
  bos_token: tokenNameSchema,
  pad_token: tokenNameSchema,
  add_bos_token: z.boolean().optional().catch(undefined),
});

function create(tokenizerJson: unknown, tokenizerConfig: unknown): HuggingFaceTokenizer {
  try {
    const tokenizer = new HuggingFaceTokenizer(Object(tokenizerJson), Object(tokenizerConfig));
    rememberWords(tokenizer);
    return tokenizer;
  } catch (cause) {
    if (cause instanceof AsclepiusError) throw cause;
    throw errors.tokenizerUnsupported(cause instanceof Error ? cause.message : t('unknown parts'));
  }
}

/** Whether the post-processor puts this token before a text. */
const addsFirst = (inner: HuggingFaceTokenizer, bosId: number) =>
  inner.encode('a', { add_special_tokens: true }).ids[0] === bosId;

const idsOf = (modelConfig: unknown) => z.object(idFields).partial().catch({}).parse(modelConfig);

async function readJson(path: string, otherwise?: object): Promise<unknown> {
  if (!existsSync(path)) {
    if (otherwise) return otherwise;
    throw errors.fileMissing(path, t('Tokenizer'));
  }
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    throw errors.fileUnreadable(path, t('Tokenizer'), t('it is not valid JSON'));
  }
}
