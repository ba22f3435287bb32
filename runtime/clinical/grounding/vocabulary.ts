/** Kinds of words: those that say nothing of a patient, names of drugs, terms of medicine, relatives. */

import { drugLexicon } from './lexicon.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean));

/** Words that carry no claim of their own. */
const empty = words(`
a an the this that these those and or but nor so as at by for from in into of off on onto over out up down to with without within
he she they it his her hers its their them him i you we our your who whom which whose what when where while there here
is are was were be been being am has have had having do does did doing will would shall should can could may might must
not no non none never nor also then than too very only just about around approximately nearly almost some any all each every both other
another more most less least further additional after before during until since because due per via through between against among upon under above below
if else whereas whilst however although though yet again once twice still already now ago later earlier prior previous previously
mr mrs ms dr patient patients pt note notes record summary case y o yo s p w old year years aged age x
get got make made go goes went gone come came take takes taken took taking use uses used using give gives given gave giving
well able throughout mellitus including include includes included such same according`);

export const isEmpty = (word: string): boolean => word.length < 2 || empty.has(word) || /^\d+$/.test(word);

const drugEndings =
  /(?:olol|pril|sartan|vastatin|azole|cillin|mycin|micin|floxacin|cycline|gliptin|gliflozin|glutide|dipine|semide|tanide|thiazide|lazone|parin|parinux|xaban|gatran|grel|grelor|rudin|azepam|zolam|zodone|triptyline|triptan|setron|profen|oxetine|faxine|alopram|traline|tidine|terol|sone|solone|sonide|lukast|formin|glitazone|gliptin|pizide|buride|ximab|zumab|mumab|[a-z]mab|tinib|ciclovir|vir|caine|curium|dronate|fibrate|salamine|zapine|apine|peridol|idone|ripiprazole|epine|racetam|trigine|toin|pentin|gabalin|proate|ramate|zepine|ephrine|pressin|phine|morphone|codone|codeine|fentanil|fentanyl|phen|oxen|lofenac|rolac|coxib|icam|tropium|salin|opurinol|brozil|colchicine|oxine|thyroxine|imazole|oxifen|rozole|arone|tiazem|pamil|ralazine|nidine|propion|steride|losin|butaline|phylline|furantoin|oxazole|prim|(?<![a-z])cef[a-z]+|(?<![a-z])ceph(?!al[a-z]{0,2}$)[a-z]+|penem|bactam|clavulanate|oprim|nazole|ofungin|platin|taxel|rubicin|trexate|prine|limus|quine|mesalamine|sulfa|pyrrolate|lactone|renone|tolvaptan|vaptan|sucrose|gluconate|carbonate|sevelamer|lopidine|tirelin|relix|estrel|estradiol|adiol|androlone|lactulose|ximin|dinium|onium|kacin|sporin|stigmine|setine|trazine|zosin|dronate|stim|poetin|kinra|cept|degib|ciclib|parib|rafenib|lisib|tegravir|navir|buvir|asvir|cyclovir|barbital|xetil|capone|vaquone|[bnlr]afil|lamide|zide|tecan|poside|citabine|mustine|racil|plase|pramine|gepant|nacin|dopa|verine|[rt]ide|nystatin|dronic|orphone|dexine|methasone|sulide|tadine|rizine|oxacillin|uximab|(?<!immuno|thyro|anti|micro)globulin)$/;
const drugs = words(`
aspirin heparin insulin glargine lispro aspart detemir morphine digoxin lithium warfarin magnesium potassium iron calcium thiamine folate albumin
nitroglycerin dexamethasone melatonin naloxone ketamine propofol senna docusate bisacodyl loperamide nicotine methadone buprenorphine
theophylline acyclovir oseltamivir remdesivir ivermectin colchicine probenecid levodopa carbidopa donepezil memantine baclofen
epinephrine vasopressin dopamine milrinone atropine glucagon octreotide alteplase tenecteplase
infliximab amikacin ampicillin bumetanide famotidine clopidogrel dabigatran digoxin hydroxyzine cetirizine loratadine diphenhydramine promethazine prochlorperazine metoclopramide
hydralazine isosorbide ranolazine ivabradine sacubitril tolvaptan acetazolamide brimonidine dorzolamide latanoprost bimatoprost travoprost pilocarpine cyclopentolate phenylephrine
methimazole propylthiouracil liothyronine desmopressin fludrocortisone cinacalcet calcitriol calcitonin teriparatide
dinoprostone carboprost methylergonovine terbutaline nitrofurantoin fosfomycin trimethoprim sulfamethoxazole cotrimoxazole metronidazole linezolid daptomycin vancomycin rifampin isoniazid ethambutol pyrazinamide
allopurinol febuxostat methotrexate azathioprine leflunomide sulfasalazine hydroxychloroquine mycophenolate sirolimus everolimus
cyclophosphamide ifosfamide vincristine vinblastine bleomycin cytarabine fluorouracil capecitabine gemcitabine irinotecan etoposide lenalidomide pomalidomide thalidomide bortezomib carfilzomib bleomycin melphalan busulfan bendamustine tamoxifen
tranexamic aminocaproic protamine hydroxocobalamin cyanocobalamin filgrastim pegfilgrastim epoetin darbepoetin
pyridostigmine neostigmine glycopyrrolate scopolamine physostigmine dantrolene cyclobenzaprine methocarbamol tizanidine carisoprodol
amantadine ropinirole pramipexole rasagiline selegiline benztropine galantamine rivastigmine riluzole
methylphenidate amphetamine atomoxetine modafinil buspirone hydroxyzine trazodone nefazodone vilazodone lurasidone paliperidone asenapine chlorpromazine haloperidol fluphenazine perphenazine thioridazine
varenicline acamprosate naltrexone disulfiram flumazenil zolpidem eszopiclone ramelteon suvorexant
tiotropium umeclidinium glycopyrronium montelukast zafirlukast roflumilast guaifenesin dextromethorphan benzonatate acetylcysteine
simethicone sucralfate ursodiol cholestyramine mesalamine polyethylene methylnaltrexone lubiprostone linaclotide prucalopride rifaximin lactulose
mannitol dextrose albuterol levalbuterol salmeterol formoterol ibutamoren eplerenone triamterene amiloride indapamide chlorthalidone minoxidil doxazosin prazosin terazosin clonidine methyldopa nicardipine clevidipine nitroprusside esmolol adenosine procainamide flecainide propafenone sotalol dofetilide dronedarone mexiletine lidocaine bupivacaine
fentanyl sufentanil remifentanil meperidine tramadol tapentadol nalbuphine butorphanol dexmedetomidine etomidate rocuronium vecuronium succinylcholine sugammadex isoflurane sevoflurane
indomethacin norethisterone norethindrone medroxyprogesterone megestrol mifepristone fulvestrant bicalutamide enzalutamide apalutamide darolutamide leuprolide goserelin acarbose repaglinide nateglinide apremilast amphotericin micafungin anidulafungin
flucytosine terbinafine griseofulvin foscarnet pivmecillinam teicoplanin chloramphenicol colistin polymyxin fusidate mupirocin retapamulin lamivudine efavirenz pyrimethamine sulfadiazine proguanil artesunate artemether praziquantel permethrin
digitoxin aliskiren bosentan ambrisentan macitentan riociguat selexipag treprostinil epoprostenol iloprost levosimendan dobutamine isoproterenol metaraminol nicorandil trimetazidine colesevelam argatroban tirofiban dipyridamole cilostazol pentoxifylline
aprepitant cyclizine levomepromazine macrogol ispaghula lactitol pancrelipase agomelatine moclobemide phenelzine tranylcypromine esketamine flupentixol zuclopenthixol cariprazine perampanel rufinamide vigabatrin ethosuximide stiripentol cannabidiol cenobamate clobazam tiagabine
rotigotine safinamide tetrabenazine pizotifen methysergide ergotamine raloxifene cabergoline bromocriptine metyrapone isotretinoin acitretin adapalene tretinoin calcipotriol clobetasol triamcinolone doxapram poractant dornase ivacaftor nusinersen interferon glatiramer fingolimod teriflunomide cladribine
ferumoxytol carboxymaltose eltrombopag deferasirox deferoxamine asparaginase pegaspargase venetoclax midostaurin pazopanib temozolomide dacarbazine procarbazine vinorelbine eribulin pemetrexed hyoscine hyoscyamine dicyclomine fomepizole gelofusine
abiraterone imiquimod phytonadione hydroxyurea mercaptopurine tacrolimus cyclosporine bismuth sumatriptan misoprostol oxytocin`);
/** The drugs that the lexicon has other names for. */
const namedDrugs = new Set(
  drugLexicon.split(/;|\n/).flatMap((entry) => {
    const name = entry.split(' = ')[1]?.trim().toLowerCase() ?? '';
    return name
      .split(' ')
      .filter((word) => word.length >= 5 && !/^(?:vitamin|sodium|glycol|sulfate|chloride)$/.test(word));
  }),
);
/** Substances that are measured as well as given. */
const analytes = words(
  'albumin iron sodium potassium calcium magnesium phosphate folate lithium insulin digoxin bicarbonate estradiol testosterone cortisol thyroxine glucose',
);
export const isAnalyte = (word: string): boolean => analytes.has(word);

/** Words of everyday use that only end like a drug. */
const notDrugs =
  words(`person prison reason season lesson arsenal cancer phone alone stone bone done gone zone tone prone none one
doctrine routine medicine machine examine determine decline baseline outline online define combine vaccine urine spine genuine divine marine caffeine
prim trim prime saline line pipeline margin virgin origin hypertensive comparison poison liaison cortisone-free environ several cephalic cefaly
peptide polypeptide nucleotide chloride fluoride bromide nitride hydride override bride pride stride tide outside inside beside aside amid bedside countertide
surprise comprise enterprise quine saphenous sucrose cholesterol sterol`);

export const isDrug = (word: string): boolean =>
  drugs.has(word) || namedDrugs.has(word) || (word.length >= 6 && drugEndings.test(word) && !notDrugs.has(word));

const termEndings =
  /(?:itis|osis|oses|oma|omas|emia|aemia|pathy|algia|ectomy|otomy|ostomy|plasty|scopy|graphy|uria|penia|plegia|paresis|trophy|trophic|rrhage|rrhea|lithiasis|megaly|thyroidism|tension|cardia|pnea|phagia|phasia|virus|coccus|cocci|centesis|dialysis|lepsy|plasia|noma|stenosis|spasm|genic|static|cele|colon|ptysis|philia|cytosis|edema|thorax|pneumoniae|ostomy)$/;
const terms = words(`
diabetes asthma cancer tumor carcinoma stroke infarct infarction embolism embolus thrombus effusion edema fracture ulcer hernia gout migraine influenza
seizure delirium dementia depression anxiety mania fever cough nausea vomiting diarrhea constipation headache dizziness syncope rash jaundice cyst abscess sepsis
shock obstruction perforation aneurysm dissection arrhythmia fibrillation flutter bradycardia tachycardia murmur hematoma bruise burn laceration
melena hemoptysis hematemesis dyspnea fatigue weakness numbness tremor palpitations swelling bleeding rebleeding pylori coli difficile aureus tetanus malaria measles rabies covid tuberculosis syphilis hiv
obstructive mitral aortic tricuspid duodenal jejunal ileal colonic rectal esophageal gastric ovarian
testicular femoral tibial humeral radial ulnar cervical lumbar thoracic sacral frontal parietal temporal occipital
ductal lobular medullary papillary squamous basal colon appendix esophagus larynx trachea retina cornea cataract glaucoma
biopsy resection transplant transfusion intubation ventilation stent pacemaker amputation dialysis chemotherapy radiotherapy
suicidal alcohol cocaine heroin marijuana cannabis methamphetamine  psoriasis lupus scoliosis epilepsy autism eczema coma paralysis`);

export const isMedicalTerm = (word: string): boolean =>
  terms.has(word) ||
  (word.length >= 6 &&
    termEndings.test(word) &&
    !/^(?:attention|retention|intention|extension|static|automatic|prostatic)$/.test(word));

/** Classes of drugs, and what their members end in. */
const drugClasses: readonly (readonly [name: RegExp, members: RegExp])[] = [
  [/^nsaids?$/, /profen$|oxen$|rolac$|lofenac$|icam$|coxib$|^nsaids?$/],
  [/^statins?$/, /statin$/],
  [/^(?:cortico)?steroids?$/, /sone$|solone$/],
  [/^opioids?$|^narcotics?$/, /codone$|morphine$|morphone$|fentanyl$|^tramadol$|orphine$|^opioids?$|^narcotics?$/],
  [/^anticoagulants?$|^anticoagulation$|^anticoagulated$|^thinners?$/, /parin$|xaban$|gatran$|^warfarin$/],
  [
    /^antibiotics?$/,
    /cillin$|mycin$|micin$|floxacin$|cycline$|^cef|^ceph|penem$|nidazole$|^nitrofurantoin$|^trimethoprim$|^cotrimoxazole$|^linezolid$|^pivmecillinam$/,
  ],
  [/^aminoglycosides?$/, /micin$|mycin$|kacin$/],
  [/^cephalosporins?$/, /^cef|^ceph/],
  [/^(?:fluoro)?quinolones?$/, /floxacin$/],
  [/^macrolides?$/, /thromycin$/],
  [/^penicillins?$/, /cillin$/],
  [/^carbapenems?$/, /penem$/],
  [/^gliptins?$/, /gliptin$/],
  [/^gliflozins?$/, /gliflozin$/],
  [/^benzodiazepines?$/, /azepam$|zolam$/],
  [/^bisphosphonates?$/, /dronate$|dronic$/],
  [/^salicylates?$/, /^(?:aspirin|salicylates?)$/],
  [/^diuretics?$/, /semide$|tanide$|thiazide$|lactone$/],
  [/^insulins?$/, /^(?:glargine|lispro|aspart|detemir|degludec|glulisine|nph|insulin)$/],
  [/^thrombolysis$|^thrombolytics?$|^thrombolysed$/, /teplase$|^(?:strepto|uro)kinase$/],
  [/^irons?$/, /^ferr(?:ous|ic|um)$|^fer(?:edetate|umoxytol)$|feredetate$/],
  [/^antidepressants?$/, /oxetine$|traline$|faxine$|zapine$|opram$/],
];

/** What the members of a class of drugs are called; undefined where the word names none. */
export const drugClassOf = (word: string): RegExp | undefined => drugClasses.find(([name]) => name.test(word))?.[1];
export const isDrugClass = (word: string): boolean => drugClassOf(word) !== undefined;

/** General names of diseases, and what the particular ones are called. */
const diseaseKinds: readonly (readonly [name: RegExp, members: RegExp])[] = [
  [
    /^(?:cancer|tumor|neoplasm|carcinoma)s?$/,
    /carcinoma|sarcoma|lymphoma|melanoma|leukemia|myeloma|blastoma|glioma|^mass(?:es)?$|teratoma|adenoma|fibroma|meningioma|schwannoma|^cancer|^tumor|neoplas|metasta/,
  ],
  [/^arrhythmias?$/, /fibrillation|flutter|tachycardia|bradycardia/],
  [/^bleeding$/, /hemorrhag|hematoma|hematemesis|melena|hematochezia|epistaxis|hemoptysis|hematuria/],
  [/^(?:thrombosis|embolism)$/, /thromb|embol/],
  [/^stroke$/, /infarct|hemiparesis|hemiplegia/],
  [/^(?:seizure|epilepsy)$/, /seizure|epilep|convuls|ictal/],
  [/^(?:dialysis|hemodialysis)$/, /dialysis/],
  [/^sepsis$/, /septic|bacteremia|urosepsis/],
  [/^allergy$/, /anaphylaxis|hives|urticaria/],
  [/^stenosis$/, /lesion|narrow|occlu|stenos/],
  [/^angiograph/, /catheteriz|angiogra|aortogram/],
  [/^(?:pneumonia|infiltrate)$/, /pneumon|consolidat|infiltrat/],
  [/^resections?$/, /ectomy$|excis|resect/],
  [/^shocks?$/, /cardiover|defibril|shock/],
  [/^mania$/, /^(?:hypo)?mani/],
  [/^(?:infarct|infarction)$/, /stroke|infarct/],
  [/^(?:ventilation|intubation)$/, /ventilat|tubat/],
  [/^(?:edema|swelling)$/, /edema|swoll|swell/],
  [/^(?:weakness|paralysis|paresis)$/, /pares|plegi|weak|paraly|palsy/],
  [/^dementia$/, /alzheimer|dement/],
  [/^suicidal$/, /suicid/],
  [/^biops/, /biops|histolog|patholog/],
  [/^rash$/, /erupt|exanthem|dermatitis|papul|pustul|erythem|bulla|blister|urticaria|purpura|petech|hives/],
  [/^(?:delirium|confusion)$/, /delirium|confus|agitat/],
];

/** Whether the note has a member of the class of drugs, or the kind of disease, that a word names. */
export const hasMember = (word: string, noteWords: ReadonlySet<string>): boolean => {
  const members = [...drugClasses, ...diseaseKinds].find(([name]) => name.test(word))?.[1];
  return members !== undefined && [...noteWords].some((other) => members.test(other));
};

const kin = words(
  `mother father brother sister son sons daughter daughters uncle aunt cousin grandmother grandfather niece nephew spouse child children parent parents sibling siblings brothers sisters grandson granddaughter`,
);
export const isKin = (word: string): boolean => kin.has(word);
/** "his sons" and "a son" are the same relatives. */
export const kinOf = (word: string): string => (word === 'children' ? 'child' : word.replace(/s$/, ''));
