/** How clinical notes shorten and vary words: each is read as the words behind it, in the note and in the answer alike. */

/** "short form = words". Forms with capitals count only as written, others in any case. */
const table = `
HTN = hypertension; high blood pressure = hypertension; BP = blood pressure
HFrEF = heart failure reduced ejection fraction; HFpEF = heart failure preserved ejection fraction; CHF = heart failure
EF = ejection fraction; LVEF = ejection fraction; TTE = echocardiography; echo = echocardiography; echocardiogram = echocardiography
T1DM = type diabetes mellitus; T2DM = type diabetes mellitus; DM2 = type diabetes mellitus; DM = diabetes mellitus; IDDM = diabetes mellitus; GDM = gestational diabetes; GDMA1 = gestational diabetes
CKD = chronic kidney disease; AKI = acute kidney injury; ESRD = end stage kidney disease; renal failure = kidney failure
COPD = chronic obstructive pulmonary disease; OSA = obstructive sleep apnea; CAP = community acquired pneumonia; PNA = pneumonia
AF = atrial fibrillation; afib = atrial fibrillation; RVR = rapid ventricular response
CAD = coronary artery disease; MI = myocardial infarction; heart attack = myocardial infarction; STEMI = ST elevation myocardial infarction; NSTEMI = non ST elevation myocardial infarction
CABG = coronary artery bypass graft; PCI = percutaneous coronary intervention; DES = drug-eluting stent; ICD = implantable defibrillator; PPM = pacemaker
RCA = right coronary artery; LAD = left anterior descending artery; MCA = middle cerebral artery; CBD = common bile duct
CVA = stroke; TIA = transient ischemic attack; ICH = intracerebral bleeding; NIHSS = NIH stroke scale; GCS = Glasgow coma scale
DVT = deep vein thrombosis; PE = pulmonary embolism; VTE = venous thromboembolism
GERD = gastroesophageal reflux disease; GIB = gastrointestinal bleeding; GI = gastrointestinal gastroenterology; uncomplicated = no complications :; complicated by = with; UC = ulcerative colitis; IBD = inflammatory bowel disease
SBP = spontaneous bacterial peritonitis; UTI = urinary tract infection; URI = upper respiratory infection; BPH = benign prostatic hyperplasia; DKA = diabetic ketoacidosis
MDD = major depressive disorder; GAD = generalized anxiety; SI = suicidal ideation; HI = homicidal ideation
GBS = group B streptococcus; OGTT = glucose tolerance test; TSH = thyroid stimulating hormone; HbA1c = hemoglobin A1c; A1c = hemoglobin A1c
RLQ = right lower quadrant; LLQ = left lower quadrant; RUQ = right upper quadrant; LUQ = left upper quadrant
RLL = right lower lobe; RML = right middle lobe; RUL = right upper lobe; LLL = left lower lobe; LUL = left upper lobe
RLE = right lower extremity; LLE = left lower extremity; RUE = right upper extremity; LUE = left upper extremity; BLE = bilateral lower extremity
R = right; L = left; rt = right; lt = left; bl = bilateral; b/l = bilateral
Hgb = hemoglobin; Hb = hemoglobin; Hct = hematocrit; WBC = white blood cell count; leukocytes = white blood cell; plt = platelets; PRBC = red cells; pRBCs = red cells; packed red blood cells = red cells; packed red cells = red cells
Cr = creatinine; Na = sodium; K = potassium; Ca = calcium; Mg = magnesium; TG = triglycerides; T bili = total bilirubin; bili = bilirubin; ABG = arterial blood gas; CRP = C-reactive protein; LFTs = liver tests; trop = troponin; blood sugar = glucose; blood glucose = glucose
SpO2 = oxygen saturation; SatO2 = oxygen saturation; sats = oxygen saturation; O2 = oxygen; RA = room air; NC = nasal cannula; HR = heart rate; RR = respiratory rate; temp = temperature; T = temperature; febrile = fever; afebrile = no fever
CXR = chest x-ray; XR = x-ray; chest radiograph = chest x-ray; US = ultrasound; EKG = electrocardiogram; ECG = electrocardiogram; LP = lumbar puncture; EGD = upper endoscopy; gastroscopy = upper endoscopy; cath = catheterization; VATS = video thoracoscopy
IV = intravenous; intravenously = intravenous; PO = oral; by mouth = oral; SL = sublingual; IM = intramuscular; SC = subcutaneous
CTX = ceftriaxone; azithro = azithromycin; ASA = aspirin; acetylsalicylic acid = aspirin; APAP = acetaminophen; paracetamol = acetaminophen; Tylenol = acetaminophen; HCTZ = hydrochlorothiazide; vanc = vancomycin; pip-tazo = piperacillin tazobactam; NTG = nitroglycerin
Lasix = furosemide; Coumadin = warfarin; Eliquis = apixaban; Xarelto = rivaroxaban; Lipitor = atorvastatin; Crestor = rosuvastatin; Zocor = simvastatin; Plavix = clopidogrel; Brilinta = ticagrelor; Lopressor = metoprolol; Toprol = metoprolol; Coreg = carvedilol; Entresto = sacubitril valsartan; Norvasc = amlodipine; Zoloft = sertraline; Prozac = fluoxetine; Lexapro = escitalopram; Effexor = venlafaxine; Remeron = mirtazapine; Keppra = levetiracetam; Neurontin = gabapentin; Lyrica = pregabalin; Lantus = insulin glargine; Humalog = insulin lispro; Synthroid = levothyroxine; Protonix = pantoprazole; Prilosec = omeprazole; Pepcid = famotidine; Zofran = ondansetron; Flomax = tamsulosin; Lovenox = enoxaparin; Advil = ibuprofen; Motrin = ibuprofen; Aleve = naproxen; Augmentin = amoxicillin clavulanate; Zithromax = azithromycin; Rocephin = ceftriaxone; Cipro = ciprofloxacin; Remicade = infliximab; Humira = adalimumab; Zestril = lisinopril; Glucophage = metformin; salbutamol = albuterol; Ventolin = albuterol; Spiriva = tiotropium; adrenaline = epinephrine; noradrenaline = norepinephrine; levophed = norepinephrine; frusemide = furosemide
length of stay = hospital stay; in hospital = hospital stay; in the hospital = hospital stay; hospitalized = hospital stay; hospitalization = hospital stay; inpatient stay = hospital stay; s/p = after; w/ = with; w/o = without; c/b = complicated by; h/o = history of; f/u = follow-up; d/c = discharge; p/w = presented with; tx = treated; dx = diagnosed; hx = history; pt = patient; abx = antibiotics; cx = culture; PT = physical therapy; WBAT = weight bearing as tolerated; NKDA = no drug allergies; LOC = loss of consciousness; WOB = work of breathing; PCP = primary care; ED = emergency department; ER = emergency department; prn = when required; as needed = when required; if needed = when required; VNA = visiting nurse; pulm = pulmonology; peds = pediatrics; ortho = orthopedics; neuro = neurology; HD = hospital day; POD = postoperative day; postop = postoperative; preop = preoperative; UDS = urine drug screen; CCU = coronary care unit; ICU = intensive care unit
shortness of breath = dyspnea; SOB = dyspnea; difficulty breathing = dyspnea; throwing up = vomiting; emesis = vomiting; high temperature = fever; tiredness = fatigue; swelling = edema; hives = rash; coughing up blood = hemoptysis; vomiting blood = hematemesis; black stools = melena; black stool = melena; fainting = syncope; seizures = seizure; belly = abdominal; stomach pain = abdominal pain; gallstones = cholelithiasis; gallstone = cholelithiasis; kidney stones = nephrolithiasis; kidney stone = nephrolithiasis; low sodium = hyponatremia sodium; collapsed lung = pneumothorax
hemorrhage = bleeding; haemorrhage = bleeding; bled = bleeding; tumour = tumor; operation = surgery; oedema = edema; anaemia = anemia; diarrhoea = diarrhea; clot = thrombus
renal = kidney; hepatic = liver; cardiac = heart; pulmonary = lung; cerebral = brain; cutaneous = skin; antimicrobial = antibiotic
discontinued = stopped; held = stopped; on hold = stopped; withheld = stopped; ceased = stopped; paused = stopped; suspended = stopped; interrupted = stopped; quit = stopped; hold = stop; began = started; begun = started; initiated = started; restarted = started; resumed = started; commenced = started; began = started; kept on = continued; remains on = continued
passed away = died; deceased = died; expired = died; death = died; mom = mother; mum = mother; dad = father; tobacco = smoking; smoker = smoking; smokes = smoking; smoked = smoking; cigarettes = smoking; nonsmoker = never smoking
NASH = fatty liver cirrhosis; NAFLD = fatty liver; HE = hepatic encephalopathy; HCC = hepatocellular carcinoma; HCV = hepatitis C; HBV = hepatitis B; AIN = interstitial nephritis; SLE = lupus; RA factor = rheumatoid factor; OA = osteoarthritis; TKA = total knee arthroplasty; THA = total hip arthroplasty; knee replacement = knee arthroplasty; hip replacement = hip arthroplasty; replaced = replacement
HLD = hyperlipidemia cholesterol; high cholesterol = hyperlipidemia cholesterol; hypercholesterolemia = hyperlipidemia cholesterol; PJP = pneumocystis pneumonia; ANC = neutrophil count; PMN = neutrophils; CSF = cerebrospinal fluid; TEE = echocardiography; AS = aortic stenosis; AR = aortic regurgitation; MR = mitral regurgitation; TR = tricuspid regurgitation; MSSA = Staphylococcus aureus; MRSA = Staphylococcus aureus; RSV = respiratory syncytial virus; NG = nasogastric tube; SNF = skilled nursing facility; HFNC = high flow oxygen; high-flow = high flow; EBL = estimated blood loss; BM = bowel movement; BMs = bowel movements; UA = urinalysis; DLBCL = diffuse large B-cell lymphoma; PICC = central line; IUD = contraceptive device; C-spine = cervical spine neck; broken = fracture; stitches = sutures; narrowed = stenosis; bruise = hematoma; passed out = syncope; fainted = syncope; fainting = syncope; drowsy = sleepiness; drowsiness = sleepiness; dizzy = dizziness; swollen = edema; itchy = pruritus; itching = pruritus; cut = laceration; blood clot = thrombosis; defervesced = fever resolved
preventive = prophylaxis; prophylactic = prophylaxis; vaccination = vaccine; vaccinations = vaccine; immunization = vaccine; immunizations = vaccine; stool = stools; urinate = voiding; void = voiding; urination = voiding; peed = voiding; oncologist = oncology; cardiologist = cardiology; neurologist = neurology; urologist = urology; surgeon = surgery
no growth to date = negative; no growth = negative; NGTD = negative; malignancy = cancer; malignant = cancer; Foley = bladder catheter; AAO = alert oriented; AAOx3 = alert oriented; AOx3 = alert oriented; A&Ox3 = alert oriented; LBBB = left bundle branch block; RBBB = right bundle branch block; rehab = rehabilitation; transaminitis = liver enzymes; CBI = bladder irrigation; foot drop = foot weakness; TAVR = transcatheter aortic valve replacement; LMWH = heparin; gtt = drip; OCP = oral contraceptive; OCPs = oral contraceptive; postponed = deferred; put off = deferred; unremarkable = normal; abnormal = not normal; untreated = not treated; uncontrolled = not controlled; hasn't = has not; vitamin K = phytonadione; bowel movements = stools; hCG = pregnancy test; tox = toxicology; CT = computed tomography; MRI = magnetic resonance imaging; didn't = did not; doesn't = does not; wasn't = was not; weren't = were not; isn't = is not; can't = cannot; don't = do not; won't = will not
opioid = opioid; sugar = glucose; boy = child; girl = child; lady = woman; gentleman = man; wife = spouse; husband = spouse
`;

export interface Expansion {
  readonly from: readonly string[];
  readonly exact: boolean;
  readonly to: readonly string[];
}

export const wordPattern = /[\p{L}\p{N}]+(?:['’]\p{L}+)?|[^\s\p{L}\p{N}]/gu;
const wordsOf = (text: string) => text.match(wordPattern) ?? [];

const entries = table.split(/;|\n/).filter((entry) => entry.includes(' = '));
const pairs = entries.map((entry) => entry.split(' = ').map((side) => side.trim()) as [string, string]);
const oneWord = new Map(pairs.filter(([from]) => /^\p{Ll}+$/u.test(from)));
const expansions = pairs.map(([from, to]): Expansion => {
  const words = wordsOf(to).flatMap((word) => wordsOf(oneWord.get(word) ?? word));
  return { from: wordsOf(from), exact: from !== from.toLowerCase(), to: words };
});

const byFirstWord = new Map<string, Expansion[]>();
for (const expansion of expansions) {
  const key = (expansion.from[0] ?? '').toLowerCase();
  byFirstWord.set(key, [...(byFirstWord.get(key) ?? []), expansion]);
}
for (const list of byFirstWord.values()) list.sort((a, b) => b.from.length - a.from.length);

/** The longest short form that begins at a word, if there is one. */
export function expansionAt(words: readonly string[], at: number): Expansion | undefined {
  return byFirstWord.get((words[at] ?? '').toLowerCase())?.find(({ from, exact }) =>
    from.every((word, i) => {
      const found = words[at + i];
      return found !== undefined && (exact ? found === word : found.toLowerCase() === word);
    }),
  );
}
