/** Names of what a measured value amounts to: an answer may call a calcium of 1.9 a hypocalcemia. */
const measures: readonly (readonly [name: RegExp, measured: RegExp])[] = [
  [/^hyp(?:er|o)calcemi/, /^calcium$/],
  [/^hyp(?:er|o)natremi/, /^sodium$/],
  [/^hyp(?:er|o)kalemi/, /^potassium$/],
  [/^hyp(?:er|o)magnesemi/, /^magnesium$/],
  [/^hyp(?:er|o)phosphatemi/, /^phosphate$/],
  [/^hyp(?:er|o)glycemi/, /^glucose$/],
  [/^hypoalbuminemi/, /^albumin$/],
  [/^hyperbilirubinemi/, /^bilirubin$/],
  [/^anemi/, /^(?:hemoglobin|hematocrit)$/],
  [/^leuk(?:ocytosis|openi)|^neutrop/, /^(?:cell|leukocyte|neutrophil|white)/],
  [/^thrombocyt/, /^platelet/],
  [/^hyp(?:er|o)tension$/, /^pressure$/],
  [/^(?:tachy|brady)cardia$/, /^(?:rate|pulse)$/],
  [/^tachypnea$/, /^(?:rate|respiratory)$/],
  [/^hypoxia$|^desaturat/, /^(?:oxygen|saturation)$/],
  [/^stenosis$/, /^(?:coronary|carotid)$/],
  [/^(?:fever|hypothermia)$/, /^temperature$/],
  [/^acid(?:osis|emi)|^alkal/, /^(?:ph|bicarbonate)$/],
  [/^(?:acute|kidney|injury|azotemia)$/, /^creatinine$/],
];

/** Whether the note measures what the word is a name for. */
export const isInterpreted = (word: string, noteWords: ReadonlySet<string>): boolean => {
  const measured = measures.find(([name]) => name.test(word))?.[1];
  return measured !== undefined && [...noteWords].some((other) => measured.test(other));
};
