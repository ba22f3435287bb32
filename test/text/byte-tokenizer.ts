/** A byte-level tokenizer with a few merges, small enough to stand in a test. */

/** GPT-2's table: printable bytes stand for themselves, the others for characters from U+0100 on. */
function byteCharacters(): string[] {
  const printable = (byte: number) =>
    (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || (byte >= 174 && byte <= 255);
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(printable(byte) ? byte : next++));
}

const merges = [
  ['t', 'h'],
  ['th', 'e'],
  ['Ġ', 'the'],
  ['i', 'n'],
  ['Ġ', 'a'],
  [']', 'Ċ'],
] as const;

export const specialIds = { bos: 300, eos: 301, pad: 302 };
const added = (id: number, content: string) => ({
  id,
  content,
  single_word: false,
  lstrip: false,
  rstrip: false,
  normalized: false,
  special: true,
});

export const tokenizerConfig = { bos_token: '<s>', eos_token: { content: '</s>' }, pad_token: '<pad>' };

/** @param addsBos whether the post-processor puts <s> before a text */
export function byteTokenizerJson(addsBos = false) {
  const pieces = [...byteCharacters(), ...merges.map((pair) => pair.join(''))];
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [added(specialIds.bos, '<s>'), added(specialIds.eos, '</s>'), added(specialIds.pad, '<pad>')],
    normalizer: null,
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
    post_processor: addsBos
      ? {
          type: 'TemplateProcessing',
          single: [{ SpecialToken: { id: '<s>', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }],
          pair: [],
          special_tokens: { '<s>': { id: '<s>', ids: [specialIds.bos], tokens: ['<s>'] } },
        }
      : null,
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      byte_fallback: false,
      vocab: Object.fromEntries(pieces.map((piece, id) => [piece, id])),
      merges: merges.map((pair) => pair.join(' ')),
    },
  };
}
