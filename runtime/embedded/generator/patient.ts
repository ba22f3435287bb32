/** The facts of one invented patient; notes and answers are both written from them, so answers are right by construction. */
import { drawDrug, drawOwned, drawSurname, firstNames, pool, type Side, years } from './pools.ts';
import type { Random } from './random.ts';

export interface Condition {
  name: string;
  /** The initials, spelled out in the note only: the same letters mean other things for other patients. */
  abbreviation: string;
}

export interface Medication {
  drug: string;
  /** Dose and frequency, such as `45 mg twice daily`. */
  dose: string;
  /** The abbreviation of the condition that it is given for. */
  indication: string;
}

export interface Patient {
  id: number;
  female: boolean;
  name: string;
  age: number;
  occupation: string;
  admitted: string;
  discharged: string;
  followUp: string;
  stay: string;
  symptoms: string[];
  duration: string;
  diagnosis: Condition;
  history: Condition[];
  medications: Medication[];
  course: { drug: string; dose: string; length: string };
  allergies: string[];
  labs: { name: string; value: string }[];
  procedures: string[];
  attending: string;
  relative: { kin: string; name: string; female: boolean };
  destination: string;
  clinic: string;
}

/** Draws a patient whose every value belongs to the side. */
export function drawPatient(id: number, side: Side, random: Random): Patient {
  const female = random.chance(0.5);
  const conditions = drawConditions(side, random, 3);
  const drugs = distinct(() => drawDrug(side, random), 4);
  const owned = (draw: () => string): string => drawOwned(side, draw, (value) => value);
  const list = (items: readonly string[], count: number): string[] =>
    drawOwned(side, () => random.sample(items, count), String);
  const dose = (drug: string): string =>
    drawOwned(
      side,
      () => drawDose(random),
      (value) => `${drug} ${value}`,
    );
  return {
    id,
    female,
    name: drawName(side, random, female),
    age: random.int(19, 97),
    occupation: random.pick(pool.occupations),
    ...drawStay(side, random),
    symptoms: list(pool.symptoms, 3),
    duration: owned(() => `${random.int(2, 59)} ${random.pick(['hours', 'days', 'weeks', 'months'])}`),
    diagnosis: conditions[0] as Condition,
    history: conditions.slice(1),
    medications: drugs.slice(0, 3).map((drug) => ({
      drug,
      dose: dose(drug),
      indication: random.pick(conditions).abbreviation,
    })),
    course: { drug: drugs[3] as string, dose: dose(drugs[3] as string), length: `${random.int(3, 49)} days` },
    allergies: list(pool.allergies, 2),
    labs: random.sample(pool.analytes, 3).map((analyte) => drawLab(analyte, side, random)),
    procedures: list(pool.procedures, 2),
    attending: `Dr. ${drawName(side, random, random.chance(0.5))}`,
    relative: drawRelative(side, random),
    destination: random.pick(pool.destinations),
    clinic: random.pick(pool.clinics),
  };
}

function drawName(side: Side, random: Random, female: boolean): string {
  const names = female ? firstNames.female : firstNames.male;
  return drawOwned(
    side,
    () => `${random.pick(names)} ${drawSurname(side, random)}`,
    (value) => value,
  );
}

function drawConditions(side: Side, random: Random, count: number): Condition[] {
  const found = new Map<string, Condition>();
  const drawParts = (): string[] => [pool.qualifiers, pool.sites, pool.processes].map((list) => random.pick(list));
  while (found.size < count) {
    const parts = drawOwned(side, drawParts, String);
    const abbreviation = parts.map((part) => part.charAt(0).toUpperCase()).join('');
    if (!found.has(abbreviation)) found.set(abbreviation, { name: parts.join(' '), abbreviation });
  }
  return [...found.values()];
}

/** Doses are deliberately free of pharmacology: nothing but the note tells them. */
function drawDose(random: Random): string {
  const frequency = ['once daily', 'twice daily', 'every evening', 'every 6 hours', 'every 8 hours', 'every 12 hours'];
  return `${random.int(1, 19) * 5} mg ${random.pick(frequency)}`;
}

function drawLab(analyte: (typeof pool.analytes)[number], side: Side, random: Random): { name: string; value: string } {
  const { name, unit, low, high, decimals } = analyte;
  const drawn = drawOwned(
    side,
    () => random.int(low, high),
    (value) => `${name} ${value}`,
  );
  return { name, value: `${decimals === 1 ? (drawn / 10).toFixed(1) : drawn} ${unit}` };
}

function drawRelative(side: Side, random: Random): Patient['relative'] {
  const female = random.chance(0.5);
  const kin = random.pick(female ? ['daughter', 'sister', 'aunt', 'niece'] : ['son', 'brother', 'uncle', 'nephew']);
  return { kin, name: drawName(side, random, female), female };
}

function drawStay(side: Side, random: Random): Pick<Patient, 'admitted' | 'discharged' | 'followUp' | 'stay'> {
  const start = Date.UTC(random.int(...years[side]), random.int(0, 11), random.int(1, 28));
  const days = random.int(3, 69);
  const day = (offset: number): string => formatDate(new Date(start + offset * 86_400_000));
  return { admitted: day(0), discharged: day(days), followUp: day(days + random.int(7, 60)), stay: `${days} days` };
}

const months = 'January February March April May June July August September October November December'.split(' ');

function formatDate(date: Date): string {
  return `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

function distinct(draw: () => string, count: number): string[] {
  const drawn = new Set<string>();
  while (drawn.size < count) drawn.add(draw());
  return [...drawn];
}
