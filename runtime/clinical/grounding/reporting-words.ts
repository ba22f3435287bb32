/** Words that an answer may use of any note: they tell how something is said, not what. By stem. */
import { stem } from '../porter.ts';

const list = `
receive receives receiving treat treated treating treatment therapy therapies manage managed management undergo underwent undergone perform performed procedure
present presents presentation report reports reported describe described description complain complained complaint state stated mention mentioned note noted
show shows showed shown reveal revealed demonstrate demonstrated demonstrates find finds found finding findings detect detected identify identified indicate indicated indicates suggest suggested consistent confirm confirmed
have history background known past develop developed developing occur occurred onset begin begins began start started starting initiate commence continue continued continues ongoing remain remained remains stop stopped
improve improved improvement better worse worsen worsened worsening resolve resolved resolution recover recovered recovery stable stabilize respond responded response tolerate tolerated
increase increased decrease decreased rise rose risen rises fall fell fallen drop dropped decline declined reach reached peak peaked normalize return returned change changed
measure measured measures measurement value values level levels result results test tests testing tested assess assessed assessment evaluate evaluated evaluation examine examined examination exam check checked screen screening monitor monitored monitoring scan scans image imaging study studies
give administer administered prescribe prescribed prescription dose doses dosage medication medications medicine medicines drug drugs pill tablet therapy regimen agent oral intravenous
admit admits admitted admission discharge discharged hospital hospitalize hospitalized hospitalization stay stayed visit visited arrive arrived arrival come came bring brought leave left send sent transfer transferred refer referred referral department ward unit room emergency outpatient inpatient facility
follow follows followed follow-up followup see seen seek appointment schedule scheduled plan plans planned planning due arrange arranged recommend recommended recommendation advise advised advice instruct instructed instruction education counsel
diagnose diagnosed diagnosis diagnoses condition conditions disease disorder illness problem issue symptom symptoms sign signs complication complications course episode episodes event event cause caused causes reason lead led result associated related secondary primary main principal leading final
person man woman male female boy girl child children infant baby newborn adult lady gentleman physician doctor doctors nurse team provider specialist clinician family
time times day days week weeks month months year years hour hours minute minutes morning evening night bedtime daily weekly monthly date period duration last lasted lasting long short early late initial initially final finally subsequent subsequently eventually meanwhile today total
first second third next new old previous current currently recent recently chronic acute severe mild moderate significant major minor small large slight marked high higher low lower normal abnormal elevated reduced good poor well fair positive negative present absent free clear
include includes included including contain consist involve involved need needs needed require required requires necessary want wish ask asked answer agree agreed decide decided consider considered allow allowed avoid prevent prevented help support provide provided
remove removed removal place placed placement insert inserted close closed open opened hold held add added switch switched replace replaced reduce reduced taper tapered titrate titrated adjust adjusted
weigh weighs weighed weight height age aged body size number amount rate count percent approximately
home live lives lived work works worked drink drinks eat eats walk walks sleep use used say says tell told think thought know call called name named word words mean means meaning stand stands refer refers term abbreviation list listed following above below sentence summary brief plain
part side area region site location left right upper lower able unable likely possible probably status general overall specific detail information available order expect expected successful successfully uneventful routine
patient care health medical clinical underlying additional further prior after before while during despite however therefore because since until within without per via still completely completely partially fully only together respectively
date line set lot thing way kind type form case level point end beginning middle return keep kept make made do done go went take taken get got feel felt look looked seem appear appeared turn turned try tried put run
antibiotic antibiotics steroid steroids opioid opioids diuretic diuretics anticoagulant anticoagulation analgesic analgesics painkiller painkillers vaccine inhaler pain lymph node blood fluid transfused transfusion infused infusion injected injection surgery surgical surgeon operation operative operated
function functioning transient transiently longer usual usually back score scores tall breathe breathes breathing breath choose chose chosen infection infections infected exclude excluded movement movements urine toxicology healthy involve involved teach taught explain explained complete completed switch help helped attend need thoughts think thought such as suggestive evidence related similar same intact independent independently cope pass passed pull pulled take taken out up home return finish finished known become became becoming learn learned lack lacks bed conservative source contact contacts want wanted wish wishes slightly identify half halved double doubled cut
lowest highest maximum minimum nadir readings twenties thirties forties fifties sixties seventies eighties nineties january february march april may june july august september october november december face speak spoke lose lost eat ate
mmhg mmol bpm systolic diastolic grow grew grown bear born die died death alive`;

const stems = new Set(list.split(/\s+/).filter(Boolean).map(stem));

export const isReportingWord = (wordStem: string): boolean => stems.has(wordStem);
