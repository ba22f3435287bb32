/**
 * Whether a word is English at all, by the package an-array-of-english-words (MIT; 275,000 words, forms included, with the
 * common terms of medicine). A word that no dictionary, no list and not the note has is a name: of a drug, a brand, a person,
 * or one that a model made up.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The extension's bundle is CommonJS, the runtime's is not. */
declare const __dirname: string | undefined;

/** The package's list as it lies in its file, `["a","aa",…]`, in order: a set of it would take ten times the memory. */
let list: string | undefined;

function listed(): string {
  if (list === undefined) {
    const here = typeof __dirname === 'string' ? __dirname : fileURLToPath(new URL('.', import.meta.url));
    list = readFileSync(createRequire(join(here, 'here.js')).resolve('an-array-of-english-words'), 'utf8');
  }
  return list;
}

/** By bisection: `from` and `to` always stand before the quote that opens a word. */
function has(word: string): boolean {
  const text = listed();
  let [from, to] = [text.indexOf('"'), text.lastIndexOf(',') + 1];
  while (from < to) {
    const open = text.lastIndexOf(',"', (from + to) >> 1) + 1 || from;
    const at = Math.max(open, from);
    const close = text.indexOf('"', at + 1);
    const other = text.slice(at + 1, close);
    if (other === word) return true;
    if (other < word) from = close + 2;
    else to = at;
  }
  return text.startsWith(`"${word}"`, from);
}

/** What medicine puts before other words: "transesophageal", "bioprosthesis". */
const prefixes =
  `ante anti auto bi bio cardio cholecysto contra de dys echo electro endo epi extra gastro hemi hemo hepato hetero hyper hypo infra inter intra iso juxta macro mal micro mid mono multi myo neo nephro neuro non normo oro osteo over pan para per peri pneumo poly post pre pro pseudo pyelo radio re retro semi sub super supra thoraco thrombo trans tri ultra un under uni vaso`.split(
    ' ',
  );
/** Endings that the package does not have of every word. */
const endings = /(?:ically|ally|ly|ness|es|s|ed|ing|less|like|al|ic|ical|ous|ar|ary|ive|ation|ations|y)$/;
/** Names that stand in capitals, and Latin. */
const more =
  /^(?:mofetil|glycated|aminoglycosid|fluoroquinolon|quinolon|macrolid|cephalospor|carbapenem|gliptin|gliflozin|gabapentinoid|antidepress|antipsychot|antiepilept|antihypertens|bisphosphonat|immunosuppress|antivir|antifung|antithyroid|january|february|april|june|july|september|october|november|december|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|covid|insipidus|ductus|arteriosus|vera|ovale|nephrogen|escherich|staphylococ|streptococ|enterococ|pseudomon|klebsiell|clostridi|haemophil|candid|aspergill|mycobacter|cytomegal|epstein|barr|alzheimer|parkinson|crohn|hashimoto|graves|glasgow|english|latin|british|american)/;

/** Whether a word of five letters at least, in lower case, is one that a dictionary has, alone or with a beginning or an ending. */
export function isEnglish(word: string): boolean {
  if (has(word) || more.test(word)) return true;
  const bare = prefixes.flatMap((prefix) =>
    word.startsWith(prefix) && word.length >= prefix.length + 4 ? word.slice(prefix.length) : [],
  );
  return [word, ...bare].some((one) => has(one) || isFormOf(one));
}

const isFormOf = (word: string): boolean => {
  const stem = word.replace(endings, '');
  return stem !== word && stem.length >= 4 && (has(stem) || has(`${stem}e`) || has(`${stem}ic`) || has(`${stem}y`));
};
