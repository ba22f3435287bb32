/** British spellings of medical words, read as American ones. */
const spellings: readonly (readonly [british: RegExp, american: string])[] = [
  [/haem/g, 'hem'],
  [/aemi/g, 'emi'],
  [/oedem/g, 'edem'],
  [/oesoph/g, 'esoph'],
  [/rrhoe/g, 'rrhe'],
  [/paed/g, 'ped'],
  [/gynaec/g, 'gynec'],
  [/anaesth/g, 'anesth'],
  [/caesar/g, 'cesar'],
  [/caec/g, 'cec'],
  [/faec/g, 'fec'],
  [/^foet/g, 'fet'],
  [/oestr/g, 'estr'],
  [/coeli/g, 'celi'],
  [/sulph/g, 'sulf'],
  [/(tum|col|lab|od|hum)our/g, '$1or'],
  [/isation/g, 'ization'],
  [
    /^(.*(?:hospital|stabil|mobil|catheter|organ|normal|local|recogn|immun|cauter|ulcer|optim))is(e[ds]?|ing)$/g,
    '$1iz$2',
  ],
  [/^(.*)centre/g, '$1center'],
  [/(met|lit|fib)re(s?)$/g, '$1er$2'],
];

export const inAmerican = (word: string): string =>
  spellings.reduce((spelled, [british, american]) => spelled.replace(british, american), word);
