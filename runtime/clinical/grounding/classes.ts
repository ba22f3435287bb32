/** "The antibiotic", "his blood thinner": a class of drugs stands for the one drug of it that a note has. */
import type { Expansion } from './abbreviations.ts';
import { drugClassOf } from './vocabulary.ts';

/** How the class names of an answer are to be read, by the words of the note: the name itself, and the drug. */
export function classForms(answer: readonly string[], noteWords: ReadonlySet<string>): Expansion[] {
  return [...new Set(answer.map((word) => word.toLowerCase()))].flatMap((name) => {
    const members = drugClassOf(name);
    const drugs = members ? [...noteWords].filter((word) => word !== name && members.test(word)) : [];
    if (drugs.length !== 1) return [];
    return articles.map((article) => ({ from: [article, name], exact: false, to: [article, name, ...drugs] }));
  });
}

/** "No steroids were needed" is of all of them. */
const articles = ['the', 'his', 'her', 'their', 'this', 'new'];
