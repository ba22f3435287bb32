/** Spares a byte-level tokenizer the words it has seen: notes repeat few of them often. */
import * as library from '@huggingface/tokenizers';

/** The library's declarations name their files without endings, which TypeScript does not follow. */
interface Splitter {
  pre_tokenize_text(text: string): string[];
}
interface Merger {
  encode(words: string[]): string[];
}
const { BPE, ByteLevelPreTokenizer, SequencePreTokenizer } = library as unknown as {
  BPE: new () => Merger;
  ByteLevelPreTokenizer: new () => Splitter;
  SequencePreTokenizer: new () => { tokenizers: Splitter[] };
};

/**
 * Makes the tokenizer remember what it made of each word, in bytes and in merges; the tokens stay the same. The library
 * spells each word's bytes anew and keeps its own merges in an order of use, which takes two thirds of its time.
 */
export function rememberWords({ pre_tokenizer: splitter, model }: { pre_tokenizer: unknown; model: unknown }): void {
  for (const part of splitter instanceof SequencePreTokenizer ? splitter.tokenizers : [splitter])
    if (part instanceof ByteLevelPreTokenizer) {
      const spell = part.pre_tokenize_text.bind(part);
      part.pre_tokenize_text = remembered(spell);
    }
  if (model instanceof BPE) {
    const merge = model.encode.bind(model);
    // Words are merged each for itself.
    const encode = remembered((word) => merge([word]));
    model.encode = (words) => words.flatMap(encode);
  }
}

const capacity = 50_000;
const longest = 64;

function remembered(make: (word: string) => string[]): (word: string) => string[] {
  const known = new Map<string, string[]>();
  return (word) => {
    const found = known.get(word);
    if (found) return found;
    const made = make(word);
    if (word.length > longest) return made;
    if (known.size >= capacity) known.clear();
    known.set(word, made);
    return made;
  };
}
