/** What the headings of clinical notes mean, in English, Korean, German, Spanish and French. */

/** Sections that only the note of a whole stay has. */
export type StayName =
  | 'hospitalCourse'
  | 'dischargeMedications'
  | 'dischargeDiagnosis'
  | 'dischargeCondition'
  | 'dischargeInstructions'
  | 'disposition'
  | 'dischargeDate'
  | 'dischargePlan'
  | 'dischargeTitle';

/** Sections that other clinical notes have as well. */
export type CommonName =
  | 'complaint'
  | 'history'
  | 'pastHistory'
  | 'socialHistory'
  | 'familyHistory'
  | 'examination'
  | 'results'
  | 'procedures'
  | 'diagnosis'
  | 'medications'
  | 'allergies'
  | 'followUp'
  | 'admissionDate'
  | 'administration';

/** A section of another kind of document: a report, a letter, a paper, a page about software. */
export type SectionName = StayName | CommonName | 'other';

/** Patterns for a whole heading as `plainHeading` gives it. The first that fits wins. */
const patterns: Readonly<Record<SectionName, string>> = {
  dischargeMedications: `(?:discharge|d\\/?c|dc'?d|home) (?:medications?|meds?|drugs?|prescriptions?|rx|treatment)(?: (?:list|at discharge|on discharge))?
    |(?:medications?|meds?|drugs?|treatment|prescriptions?) (?:(?:on|at|upon|for) (?:discharge|dc)|to take home)
    |퇴원 ?(?:시|후)? ?(?:약|처방|투약|약물|약제)(?: ?목록)?
    |entlass(?:ungs)?-?(?:medikation|medikamente|therapie)|(?:medikation|therapie)(?:empfehlung)? bei entlassung
    |(?:tratamiento|medicacion)(?: domiciliario)? (?:al|de|del) alta|(?:traitement|ordonnance|prescriptions?|medicaments?) (?:de|a la) sortie`,
  dischargeDiagnosis: `(?:(?:principal|primary|secondary|final) )?(?:discharge|d\\/?c) (?:diagnos[ie]s|dx)
    |diagnos[ie]s (?:at|on|upon) discharge|퇴원 ?(?:시 )?진단(?:명)?|entlass(?:ungs)?-?diagnosen?|diagnosen? bei entlassung
    |diagnosticos? (?:principal )?(?:al|de|del) alta|diagnostics? (?:principal )?(?:de|a la) sortie`,
  dischargeCondition: `(?:discharge|d\\/?c) (?:condition|status|exam(?:ination)?|physical exam(?:ination)?|vitals)
    |(?:condition|status|physical exam(?:ination)?|exam) (?:at|on|upon) (?:discharge|dc)
    |퇴원 ?(?:시)? ?(?:상태|소견|신체검사)|(?:entlass(?:ungs)?-?(?:befund|status|zustand))|(?:zustand|befund) bei entlassung
    |(?:estado|situacion)(?: clinica)? al alta|etat (?:clinique )?(?:de|a la) sortie`,
  dischargeInstructions: `(?:discharge|d\\/?c) (?:instructions?|recommendations?|education|advice|teaching)
    |instructions? (?:at|on|upon) discharge|퇴원 ?(?:시|후)? ?(?:교육|지시|안내|권고)(?: ?사항)?
    |empfehlungen bei entlassung|(?:recomendaciones|indicaciones|instrucciones) al alta|consignes (?:de|a la) sortie`,
  disposition: `(?:discharge|final|d\\/?c) (?:disposition|destination|location)|disposition|(?:discharged|d\\/?c'?d?|disch(?:arged)?) to
    |퇴원 ?(?:형태|장소|구분)|(?:destino|motivo) (?:al|de|del) alta|(?:mode|destination) (?:de|a la) sortie`,
  dischargeDate: `(?:discharge|d\\/?c|disch) date|date of (?:discharge|d\\/?c)|discharged(?: on)?|disch|dates? of (?:stay|hospitali[sz]ation|admission and discharge)
    |퇴원 ?(?:일|일자|일시|날짜)|재원 ?(?:기간|일수)|entlass(?:ungs)?-?(?:datum|tag)|entlassung|entlassen am|fecha (?:de|del) alta|alta|date de sortie|sortie`,
  dischargePlan: `(?:discharge|d\\/?c) (?:plan|planning|follow ?-?up|appointments?)|post-? ?discharge (?:plan|care)|follow ?-?up instructions|transitional issues
    |퇴원 ?후 ?(?:계획|관리|추적|치료 ?계획)|plan al alta|seguimiento al alta|suivi (?:de|a la) sortie`,
  hospitalCourse: `(?:(?:brief|detailed|interval) )?(?:(?:treatment|management) and )?(?:hospital|inpatient|in-patient|clinical|ward|icu) course(?: (?:by|per) (?:problem|system)s?(?: list)?)?
    |course(?: (?:in|during) (?:the )?(?:hospital(?:i[sz]ation)?|stay|admission)| of (?:stay|treatment|hospitali[sz]ation|admission))?
    |summary of (?:the )?(?:hospital )?(?:stay|admission|hospitali[sz]ation|course)|(?:hospital(?:i[sz]ation)?|hospital stay) summary
    |(?:입원|재원|치료|임상) ?(?:중|후)? ?(?:의 )?(?:치료 ?)?경과(?: ?요약)?|경과 ?(?:및 ?치료|요약)
    |(?:(?:stationarer|klinischer|weiterer) |behandlungs|krankenhaus)?verlauf|(?:therapie|behandlung) und verlauf|verlauf und therapie|epikrise|zusammenfassung des (?:stationaren )?(?:aufenthalts|verlaufs)
    |(?:evolucion|curso)(?: (?:clinic[ao]|hospitalari[ao]|intrahospitalari[ao]|y comentarios|durante (?:el ingreso|la hospitalizacion)|en planta))?
    |evolution(?: (?:clinique|dans le service|et prise en charge|hospitaliere|pendant l'hospitalisation))?|prise en charge(?: (?:hospitaliere|dans le service))?|au total|synthese du sejour`,
  dischargeTitle: `discharge (?:summary|note|letter|report)|(?:death|expiration) summary|퇴원 ?(?:요약|기록|요약기록)지?|(?:vorlaufiger )?(?:entlass(?:ungs)?-?(?:brief|bericht)|arztbrief)
    |(?:informe|epicrisis|nota)(?: clinico| medico)? (?:de|del) alta(?: hospitalaria)?|epicrisis|(?:compte[- ]rendu|cr) d'hospitalisation|(?:lettre|courrier|resume) de sortie`,
  complaint: `(?:chief|presenting|primary) (?:complaint|concern|problem)s?|cc|c\\.?c\\.?|reason for (?:admission|hospitali[sz]ation|visit|presentation)|admitted (?:for|with)|presenting symptoms?
    |주 ?호소|주소|입원 ?(?:사유|동기)|(?:aufnahme|einweisungs|vorstellungs)(?:grund|anlass|diagnose)|motivo (?:de|del) (?:ingreso|consulta)|motif (?:d'(?:hospitalisation|admission|entree)|de (?:consultation|recours))`,
  history: `(?:history of (?:the )?present(?:ing)? (?:illness|complaint)|hpi|present illness|history|brief history|(?:clinical )?presentation|presenting history|clinical history|admission history|case summary)(?: on admission)?
    |현 ?병력|(?:입원 ?시 ?)?병력|(?:aktuelle |jetzige )?anamnese|(?:enfermedad|historia) actual|(?:mode de vie et )?histoire de la maladie|anamnese actuelle`,
  pastHistory: `(?:past |previous |relevant )?(?:medical|surgical|medical and surgical) (?:history|hx)|pmh(?:x)?|psh|past (?:history|hx)|comorbidities
    |과거 ?(?:력|병력)|vorerkrankungen|vorgeschichte|nebendiagnosen|eigenanamnese|antecedentes(?: personales| medicos)?|antecedents(?: medicaux| personnels| chirurgicaux)?`,
  socialHistory: `social (?:history|hx)|sh|사회력|sozialanamnese|habitos toxicos|mode de vie`,
  familyHistory: `family (?:history|hx)|fh|가족력|familienanamnese|antecedentes familiares|antecedents familiaux`,
  examination: `(?:(?:admission|initial) )?(?:physical )?exam(?:ination)?(?: findings?| on admission)?|pe|vital signs|review of systems|ros|mental status exam(?:ination)?
    |(?:입원 ?시 ?)?(?:신체 ?(?:검진|검사|진찰)|이학적 ?(?:검사|소견))|(?:aufnahme|untersuchungs|korperlicher (?:untersuchungs)?)befund|befund bei aufnahme|korperliche untersuchung
    |exploracion(?: fisica| al ingreso)?|examen (?:clinique|physique|a l'entree)`,
  results: `(?:pertinent |relevant |laboratory |lab |diagnostic |imaging |admission |key )*(?:results?|labs?|data|studies|findings|laboratory|investigations?|imaging|workup|work-up|tests)(?: on admission| results)?
    |(?:주요 ?)?검사 ?(?:결과|소견)|labor(?:werte|befunde)?|befunde|apparative diagnostik|(?:pruebas|exploraciones) complementarias|analitica|examens complementaires|biologie|bilan(?: biologique)?|imagerie`,
  procedures: `(?:major |surgical |invasive |operative )*(?:surgical or invasive )?(?:procedures?|operations?|interventions?|surgery|surgical intervention)(?: performed| and treatments?)?|시술|수술(?:명)?|operationen|prozeduren|procedimientos?|gestes? (?:realises?|chirurgicaux)`,
  diagnosis: `(?:principal |primary |final |main |secondary |admission |admitting |working |clinical )*(?:diagnos[ie]s|dx|impression)(?: on admission)?|diagnoses on admission|problem list|(?:최종|주|임상|추정)? ?진단(?:명)?
    |(?:haupt)?diagnosen?|(?:diagnosticos?|juicio)(?: principal| secundarios?| clinico)?|diagnostics?(?: principal| retenu)?|conclusion`,
  medications: `(?:current |home |preadmission |admission )?(?:medications?|meds?|drugs?)(?: (?:on|at|prior to) admission| list)?|투약|복용 ?약|medikation|hausmedikation|medicacion(?: habitual)?|tratamiento(?: habitual| actual)?|traitement(?: habituel| a l'entree)?`,
  allergies: `allerg(?:ies|y|ien|ias|ie)|drug allerg(?:ies|y)|알레르기`,
  followUp: `follow ?-?up(?: (?:plan|care|appointments?|instructions))?|followup(?: (?:plan|care|instructions))?|f\\/?u|outpatient follow ?-?up|plan|recommendations?|instructions?|patient education
    |(?:향후|추후) ?(?:계획|관리)|추적 ?관찰|(?:weiteres )?procedere|empfehlung(?:en)?|recomendaciones|seguimiento|plan|suivi|conduite a tenir`,
  admissionDate: `(?:admission|adm|admit) date|date of admission|admitted(?: on)?|adm|입원 ?(?:일|일자|일시|날짜)|aufnahme(?:datum)?|fecha (?:de|del) ingreso|ingreso|date d'(?:entree|admission)|entree`,
  administration: `(?:patient )?name|patient|age(?:\\/sex)?|sex|gender|date of birth|dob|unit no|mrn|service|facility|attending(?: physician)?|성별(?:\\/나이)?|환자명|servicio`,
  other: `(?:pre|post)-?operative (?:diagnosis|dx)|anesthesia|estimated blood loss|surgeon|description of (?:the )?procedure|(?:gross|microscopic) description|specimen|technique|comparison|indications?(?: for procedure)?|examination performed
    |subjective|objective|interval history|24 hour events|situation|background|assessment(?: and plan| ?[/&] ?plan)?|a\\/?p|s|o|a|p|reason for (?:referral|consultation|exam)|referral|to|from|urgency|question|triage acuity|ed (?:workup|disposition)|medical decision making
    |abstract|methods?|introduction|discussion|references|participants|setting|objective|conclusions|installation|usage|license|known problems|common mistakes|changelog
    |수술 ?(?:전|후) ?진단|수술 ?소견|마취|판독 ?소견|결론|의뢰 ?사유|치료 ?계획|추정 ?진단|fragestellung|technik|beurteilung|operateur|anasthesie|arbeitsdiagnose|subjektiv|objektiv
    |impresion diagnostica|indication|resultats|technique`,
};

const names = Object.keys(patterns) as SectionName[];
const compiled = names.map((name) => {
  const source = patterns[name].replace(/\n\s*/g, '');
  return { name, whole: new RegExp(`^(?:${source})$`, 'u') };
});

/** The longest heading that is looked up. */
const longest = 70;

/** What a heading names, or undefined where it is none of the known ones. */
export function sectionName(heading: string): SectionName | undefined {
  if (heading.length > longest) return undefined;
  const plain = plainHeading(heading);
  return compiled.find(({ whole }) => whole.test(plain))?.name;
}

/** Lower case, no accents, no brackets behind it, single spaces. */
function plainHeading(heading: string): string {
  return heading
    .replace(/\([^)]*\)\s*$/, '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/\s*&\s*/g, ' and ')
    .replace(/\s+/g, ' ')
    .trim();
}

const stayNames: ReadonlySet<string> = new Set<StayName>([
  'hospitalCourse',
  'dischargeMedications',
  'dischargeDiagnosis',
  'dischargeCondition',
  'dischargeInstructions',
  'disposition',
  'dischargeDate',
  'dischargePlan',
  'dischargeTitle',
]);
export const isStayName = (name: SectionName | undefined): name is StayName =>
  name !== undefined && stayNames.has(name);
