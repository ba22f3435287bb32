/**
 * The words that patients are made of, and who may use which value. Single words are shared; every value made of them (a
 * full name, a condition, a drug with its dose, a list, a measurement) belongs to one side only, by its hash, and the years differ. So the
 * base model, which is trained on notes of the `pretraining` side, has seen no value of the sample.
 */
import type { Random } from './random.ts';

export type Side = 'pretraining' | 'sample';

/** Years of admission, both included: in the future, so that nobody takes a note for a real one. */
export const years: Record<Side, readonly [number, number]> = { pretraining: [2041, 2049], sample: [2051, 2059] };

/** Draws until a value belongs to the side. */
export function drawOwned<T>(side: Side, draw: () => T, text: (value: T) => string): T {
  for (;;) {
    const value = draw();
    if (owner(text(value)) === side) return value;
  }
}

/** FNV-1a over the UTF-16 units, its upper bits folded in. */
function owner(value: string): Side {
  let hash = 0x811c9dc5;
  for (let index = 0; index < value.length; index++) hash = Math.imul(hash ^ value.charCodeAt(index), 0x01000193);
  return ((hash ^ (hash >>> 15)) & 1) === 0 ? 'sample' : 'pretraining';
}

const words = (text: string): string[] => text.trim().split(/\s+/);
const phrases = (text: string): string[] => text.split(',').map((phrase) => phrase.trim().replace(/\s+/g, ' '));

const onsets = words(`al an ar bel ber bor bra car cas cel cor dal dar dem dor el em er fal fen fer gal gar gel hal har
  hel il ir jan jor kal kar kel kor lam lan lev lin lor mal mar mel mir mor nal nar nel nor ol or pal par pen per por qu
  ral ram ren ros sal sar sel sol tal tam ter tol tor ul ur val var vel ver vor wal war wel wil zan zel zor met lis ap flu`);
const middles = words(
  'a e i o u an en in on ar er or al el ol am em im om ad ed id od ac ic oc as es is os av ev iv ox ip op',
);
const surnameEnds = words(`berg mann sen son ton ley ford well man ski vic dez era ini etti aldi ano ard eau er ert ic
  ik in is ius ov sky stein strom ter vall wood worth yan`);
const drugEnds = words(`olol pril sartan statin azole cillin mycin floxacin gliptin dipine semide thiazide parin xaban
  grel azepam zodone triptyline setron profen oxetine tidine terol sone lone lukast formin glitazone tide mide tine pine
  done phylline zine cycline conazole vir mab tinib gabalin epam idol`);

const realDrugs =
  words(`metoprolol lisinopril furosemide apixaban amlodipine atorvastatin metformin gabapentin sertraline
  omeprazole warfarin clopidogrel prednisone levothyroxine tamsulosin allopurinol spironolactone carvedilol losartan
  simvastatin pantoprazole citalopram mirtazapine duloxetine pregabalin tramadol oxycodone ceftriaxone doxycycline
  azithromycin cefazolin meropenem vancomycin ciprofloxacin fluconazole acyclovir methotrexate hydroxychloroquine
  azathioprine rivaroxaban enoxaparin digoxin diltiazem verapamil hydralazine clonidine bumetanide torsemide
  hydrochlorothiazide empagliflozin sitagliptin glipizide liraglutide montelukast tiotropium budesonide lamotrigine
  levetiracetam topiramate quetiapine olanzapine risperidone haloperidol donepezil memantine baclofen cyclobenzaprine
  naproxen meloxicam celecoxib famotidine ondansetron metoclopramide lactulose rifaximin ursodiol finasteride oxybutynin`);
const realSurnames =
  words(`Abernathy Achebe Albrecht Bajwa Baptiste Brennan Castellanos Chaudhry Delacroix Dubois Eriksen
  Farouk Fitzgerald Gallagher Gutierrez Haddad Hashimoto Hawthorne Ibrahim Ivanova Jankowski Joshi Kowalczyk Kurosawa
  Lindqvist Lombardi MacDonald Mbeki Mukherjee Nakamura Novak Obafemi Okonkwo Papadakis Petrov Quigley Ramaswamy Reyes
  Rosenthal Santoro Schaefer Takahashi Thibault Ueda Vasquez Villanueva Whitfield Xiong Yamamoto Zielinski`);

/** A real surname or drug; on the pretraining side half are invented, so that the model learns to copy, not to know. */
export function drawSurname(side: Side, random: Random): string {
  return side === 'pretraining' && random.chance(0.5)
    ? capital(invented(random, surnameEnds))
    : random.pick(realSurnames);
}

export function drawDrug(side: Side, random: Random): string {
  return side === 'pretraining' && random.chance(0.5) ? invented(random, drugEnds) : random.pick(realDrugs);
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const invented = (random: Random, ends: readonly string[]): string =>
  random.pick(onsets) + (random.chance(0.6) ? random.pick(middles) : '') + random.pick(ends);

export const firstNames = {
  male: words(`Adam Boris Carl David Edgar Felix Gavin Hugo Isaac Jonas Karl Lucas Martin Neil Oscar Peter Quentin Rafael
    Simon Tom Aaron Benedict Cedric Dominic Elliot Francis Gerald Harvey Ivan Jerome Kenneth Leonard Matthew
    Nathan Owen Patrick Raymond Stuart Theodore Walter`),
  female:
    words(`Ada Bella Clara Diana Edith Flora Greta Helen Irene Julia Karen Laura Maria Nina Olga Paula Rita Sara Tina
    Vera Agnes Beatrice Charlotte Dorothy Eleanor Frances Gloria Harriet Ingrid Josephine Katherine Lillian
    Margaret Natalie Penelope Rosemary Sylvia Theresa Ursula Winifred`),
};

export const pool = {
  qualifiers:
    phrases(`acute, chronic, recurrent, early, late, mild, severe, focal, diffuse, bilateral, minor, partial, atypical,
    silent, juvenile, hereditary, subacute, progressive, intermittent, occult, massive, primary, secondary,
    unilateral, persistent, refractory, idiopathic, congenital, ischemic, toxic, nodular, episodic`),
  sites:
    phrases(`renal, cardiac, biliary, ocular, tonsillar, uterine, nasal, lingual, splenic, spinal, carotid, femoral,
    tibial, mitral, aortic, dermal, lumbar, adrenal, cystic, dental, vocal, labial, urethral, radial,
    palmar, hepatic, pulmonary, gastric, pancreatic, duodenal, tracheal, esophageal, myocardial, vertebral,
    cerebral, ovarian, testicular, thyroid, retinal, corneal, mandibular, peritoneal, pleural, pericardial,
    colonic, bronchial, cervical, inguinal, patellar, meningeal`),
  processes:
    phrases(`stenosis, rupture, edema, fibrosis, atrophy, colic, thrombosis, necrosis, abscess, dilation, spasm, erosion,
    prolapse, sclerosis, infarction, reflux, hemorrhage, effusion, ulceration, perforation, obstruction,
    embolism, degeneration, inflammation, hypertrophy, insufficiency, calcification, dysplasia, neuropathy,
    vasculitis, hyperplasia, torsion`),
  symptoms:
    phrases(`fever, cough, nausea, headache, dizziness, fatigue, back pain, chills, weight loss, itching, blurred vision,
    leg cramps, hoarseness, night sweats, ear pain, dry mouth, thirst, joint stiffness, tremor, hiccups,
    palpitations, shortness of breath, abdominal distension, vomiting, diarrhea, confusion, chest tightness,
    muscle weakness, ankle swelling, jaundice, double vision, loss of appetite, hemoptysis, wheezing,
    syncope, flank pain, neck stiffness, numbness, nosebleeds, constipation`),
  procedures:
    phrases(`bronchoscopy, colonoscopy, skin biopsy, cardiac catheterization, lumbar puncture, renal ultrasound, chest
    radiograph, brain MRI, stress test, gastric lavage, bone scan, nerve block, cystoscopy, hip aspiration,
    upper endoscopy, coronary angiography, liver biopsy, thoracentesis, paracentesis, appendectomy,
    echocardiography, carotid duplex, abdominal CT, laparoscopy, tracheostomy, pacemaker placement,
    arthroscopy, hemodialysis, cholecystectomy, bone marrow aspiration`),
  allergies: phrases(`penicillin, latex, peanuts, shellfish, iodine, aspirin, eggs, nickel, soy, codeine, wool, honey,
    sulfonamides, cephalosporins, ibuprofen, morphine, strawberries, walnuts, adhesive tape, bee venom,
    contrast dye, chlorhexidine, mango, sesame, kiwi, pollen`),
  clinics:
    phrases(`renal, heart, eye, skin, pain, diabetes, memory, stroke, allergy, sleep, voice, hand, gastroenterology,
    hematology, neurology, cardiology, nephrology, pulmonology, endocrinology, rheumatology, urology,
    orthopedics, oncology, ophthalmology`),
  occupations:
    phrases(`baker, driver, teacher, farmer, clerk, nurse, painter, welder, porter, cook, tailor, student, electrician,
    librarian, mechanic, plumber, accountant, carpenter, firefighter, gardener, journalist, translator,
    violinist, beekeeper`),
  destinations:
    phrases(`home, a nursing home, a hospice, a hostel, a rehabilitation unit, another hospital, an assisted living
    facility, a skilled nursing facility, a sister's apartment, a convalescent center, a long-term acute
    care ward, the family residence`),
  analytes: [
    { name: 'sodium', unit: 'mmol/L', low: 121, high: 155, decimals: 0 },
    { name: 'potassium', unit: 'mmol/L', low: 25, high: 64, decimals: 1 },
    { name: 'creatinine', unit: 'mg/dL', low: 5, high: 79, decimals: 1 },
    { name: 'calcium', unit: 'mg/dL', low: 65, high: 129, decimals: 1 },
    { name: 'bilirubin', unit: 'mg/dL', low: 2, high: 95, decimals: 1 },
    { name: 'glucose', unit: 'mg/dL', low: 54, high: 398, decimals: 0 },
    { name: 'hemoglobin', unit: 'g/dL', low: 61, high: 178, decimals: 1 },
    { name: 'lactate', unit: 'mmol/L', low: 6, high: 89, decimals: 1 },
    { name: 'albumin', unit: 'g/dL', low: 15, high: 54, decimals: 1 },
    { name: 'phosphate', unit: 'mg/dL', low: 11, high: 87, decimals: 1 },
    { name: 'ferritin', unit: 'ng/mL', low: 12, high: 876, decimals: 0 },
    { name: 'lipase', unit: 'U/L', low: 14, high: 967, decimals: 0 },
    { name: 'troponin', unit: 'ng/L', low: 4, high: 684, decimals: 0 },
  ],
};

/** Every word above and some of everyday use, for tests of memory. */
export const allWords: readonly string[] = [
  ...Object.values(pool).flatMap((items) => items.map((item) => (typeof item === 'string' ? item : item.name))),
  ...firstNames.male,
  ...firstNames.female,
  ...realSurnames,
  ...realDrugs,
  ...words(`January February March April May June July August September October November December mg mmol/L hours days
    weeks months once twice daily every evening brother sister aunt niece uncle nephew son daughter admission discharge
    physician diagnosis patient symptoms treatment procedure date visit clinic allergies list dose result drug home`),
].flatMap((text) => text.split(' '));
