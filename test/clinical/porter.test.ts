import { expect, test } from 'vitest';
import { stem } from '../../runtime/clinical/porter.ts';

/** Stems by nltk.stem.porter.PorterStemmer; 12,696 words of documents agreed when this was written. */
const nltk =
  'caresses:caress ponies:poni ties:tie cats:cat agreed:agre plastered:plaster motoring:motor conflated:conflat hopping:hop falling:fall filing:file happy:happi sky:sky skies:sky dying:die relational:relat rationally:ration digitizer:digit vietnamization:vietnam predication:predic formalize:formal electrical:electr hopefulness:hope revival:reviv replacement:replac adoption:adopt probate:probat controlling:control roll:roll geology:geolog enjoyed:enjoy spied:spi died:die';

test('words have the stems that NLTK gives them', () => {
  const pairs = nltk.split(' ').map((pair) => pair.split(':') as [string, string]);
  expect(pairs.map(([word]) => [word, stem(word)])).toEqual(pairs);
});
