"""Word lists about people in English prose: titles, kinship, collective nouns, verbs of speech, pronouns, given names.

They were written for this project from general knowledge of English; the given names are among the most frequent ones
of the 1990 census of the United States (public domain). They hold no name of any fictional person.
"""

from __future__ import annotations

from typing import Final


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


PRONOUN_SETS: Final[dict[str, tuple[str, ...]]] = {
    "he": ("he", "him", "his", "himself"),
    "she": ("she", "her", "hers", "herself"),
    "they": ("they", "them", "their", "theirs", "themself", "themselves"),
    "it": ("it", "its", "itself"),
    "xe": ("xe", "xem", "xyr", "xyrs", "xemself"),
    "ze": ("ze", "zir", "zirs", "zirself", "hir", "hirs", "hirself"),
    "ey": ("ey", "em", "eir", "eirs", "emself"),
    "fae": ("fae", "faer", "faers", "faerself"),
}
GENDER_OF_PRONOUN: Final[dict[str, str]] = {word: key for key, words in PRONOUN_SETS.items() for word in words}
PRONOUN_LABELS: Final[dict[str, str]] = {key: f"{words[0]}/{words[1]}" for key, words in PRONOUN_SETS.items()}
REFLEXIVES: Final = word_set(
    """
    himself herself themself themselves itself xemself zirself hirself emself faerself myself yourself
    """
)
POSSESSIVES: Final = word_set("his her their its xyr zir hir eir faer my your")
FIRST_PERSON: Final = word_set("i me my mine myself mysel mysen")
SECOND_PERSON: Final = word_set("you your yours yourself thou thee thy thine ye ya yeh yer yuh yo yo' 'ee tha thi")
PLURAL_FIRST: Final = word_set("we us our ours ourselves")
# What a pronoun and its verb become where apostrophes are lost ("im here", "youre late"), and how messages are typed.
_TYPED: Final[dict[str, str]] = {
    "i": "im ive ill id ima imma", "you": "youre youve youll youd u", "your": "ur", "he": "hes hed hell",
    "we": "weve wed", "she": "shes shed shell", "they": "theyre theyve theyll theyd", "it": "itll itd",
}  # fmt: skip
BARE_PRONOUN: Final[dict[str, str]] = {typed: word for word, text in _TYPED.items() for typed in text.split()}

_MALE_TITLES = """
    mr mister master sir lord king prince duke earl count baron viscount marquis marquess emperor monsieur m señor
    senor don herr signor signore uncle father brother grandfather grandpa granddad dad papa pa friar monk abbot
    pope parson pa'son goodman squire sultan tsar czar kaiser sheikh archduke baronet laird patriarch lordship
    headmaster schoolmaster grandad gramps grandpapa pops poppa daddy opa abuelo
    comte vicomte duc chevalier citoyen conte père sieur seigneur
"""
_FEMALE_TITLES = """
    mrs missus missis missie missy goody goodwife miss ms madam madame mme mademoiselle mlle lady queen princess
    duchess countess baroness viscountess marchioness empress señora señorita senora senorita frau fräulein
    fraulein signora signorina doña dona dame aunt auntie mother sister grandmother grandma granny nana mum mom
    mama ma abbess priestess nun mistress archduchess matriarch sultana tsarina czarina ladyship headmistress
    governess sorceress enchantress gran nanna nanny grandmama mam mamma mummy mommy momma aunty oma abuela
    comtesse vicomtesse duchesse marquise citoyenne contessa mère
"""
_OTHER_TITLES = """
    farmer dr doctor prof professor general captain major colonel lieutenant sergeant corporal private commander
    commodore admiral marshal ensign cadet officer agent detective inspector superintendent constable chief sheriff
    president senator governor mayor chancellor minister secretary ambassador judge justice reverend bishop
    cardinal archbishop deacon pastor vicar saint chairman councillor counselor councilor leader brigadier trooper
    knight magister archmage mage wizard warlock overlord warlord chieftain elder cousin nurse coach doc pilot
    apprentice regent steward legate centurion consul tribune rabbi imam guru sensei maestro representative
    congressman congresswoman commandant overseer keeper
    delegate premier director headteacher principal dean provost private airman
    honourable midshipman bosun quartermaster gunner specialist paladin ranger healer commissioner warden
"""
# Words that make a title of two words: "Supreme Leader", "Grand Admiral", "Lord Chancellor", "Lieutenant Colonel".
TITLE_PREFIXES: Final = word_set(
    """
    supreme grand high first second third vice chief deputy assistant head prime lord petty warrant wing squadron
    special fleet field staff sub acting crown dowager great arch rear ex former right honourable honorable his her
    your
    """
)
TITLE_GENDER: Final[dict[str, str]] = {
    **dict.fromkeys(word_set(_MALE_TITLES), "he"),
    **dict.fromkeys(word_set(_FEMALE_TITLES), "she"),
    **dict.fromkeys(word_set(_OTHER_TITLES), ""),
}
TITLE_SYNONYMS: Final[dict[str, str]] = {
    "mister": "mr", "missus": "mrs", "missis": "mrs", "missie": "miss", "missy": "miss", "pa'son": "parson",
    "doctor": "dr", "doc": "dr", "professor": "prof", "capt": "captain", "gen": "general",
    "col": "colonel", "maj": "major", "lt": "lieutenant", "lieut": "lieutenant", "sgt": "sergeant", "serg": "sergeant",
    "cpl": "corporal", "pvt": "private", "cmdr": "commander", "adm": "admiral", "rev": "reverend", "revd": "reverend",
    "st": "saint", "hon": "honourable",
    "honorable": "honourable", "sen": "senator", "gov": "governor", "pres": "president", "insp": "inspector",
    "det": "detective", "supt": "superintendent", "fr": "father", "br": "brother", "sr": "sister", "messrs": "mr",
    "mme": "madame", "mlle": "mademoiselle", "m": "monsieur", "dept": "deputy", "messieurs": "mr", "auntie": "aunt",
}  # fmt: skip
# What stands after these titles is a given name ("Uncle Owen", "Princess Ozma") or a family name ("Mr. Bennet").
GIVEN_TITLES: Final = word_set(
    """
    sir uncle aunt king queen prince princess emperor empress pope brother sister dame cousin don doña dona sultan
    tsar czar kaiser granny grandma grandpa nana père mère
    """
)
FAMILY_TITLES: Final = word_set(
    """
    mr mrs ms dr prof captain general colonel major lieutenant sergeant corporal private commander admiral
    commodore inspector detective officer agent constable senator governor president judge monsieur herr frau
    signor signora señor señora senor senora reverend marshal chancellor nurse sheriff parson farmer squire
    """
)
EPITHETS: Final[dict[str, str]] = {
    "old": "old", "elder": "old", "senior": "old", "older": "old",
    "young": "young", "younger": "young", "junior": "young",
    "little": "", "dear": "", "dearest": "", "beloved": "", "fair": "", "plain": "", "poor": "", "big": "", "good": "",
    "late": "", "great": "", "darling": "", "sweet": "", "honest": "", "worthy": "", "gallant": "", "wretched": "",
}  # fmt: skip
SUFFIXES: Final[dict[str, str]] = {
    "jr": "young", "jnr": "young", "sr": "old", "snr": "old", "junior": "young", "senior": "old",
    "the younger": "young", "the elder": "old",
    "esq": "", "esquire": "", "md": "", "phd": "", "dds": "", "mp": "", "qc": "", "kc": "",
}  # fmt: skip
# Japanese and Korean put the title behind the name, with a hyphen in English: "Yuki-chan".
HONORIFICS: Final = word_set("chan dono han kun nim sama san senpai sensei ssi")
ROMAN: Final = word_set("i ii iii iv v vi vii viii ix xi xii xiii xiv xv xvi")
PARTICLES: Final = word_set(
    """
    de del della di du des d van von der den ter la le bin ibn af av zu
    """
)

OATHS: Final = word_set("god lord christ jesus jove heaven heavens allah gods goodness")
# What those of a family call each other as if it were a name: "Grandpa snored". Nuns are "Sister" to everybody.
KIN_NAMES: Final = word_set(
    """
    father dad daddy papa pa da poppa pops grandfather grandpa granddad grandad gramps grandpapa opa abuelo uncle
    mother mum mom mama ma mam mamma mummy mommy momma grandmother grandma granny gran nana nanna grandmama oma abuela
    aunt auntie aunty
    """
)

KIN_GENDER: Final[dict[str, str]] = {
    **dict.fromkeys(
        word_set(
            """
            father dad daddy papa grandfather grandpa uncle brother son nephew husband grandson stepfather stepson
            stepbrother widower boyfriend fiancé bridegroom groom godfather godson
            """
        ),
        "he",
    ),
    **dict.fromkeys(
        word_set(
            """
            mother mum mom mummy mommy mama grandmother grandma aunt sister daughter niece wife granddaughter
            stepmother stepdaughter stepsister widow girlfriend fiancée bride godmother goddaughter
            """
        ),
        "she",
    ),
    **dict.fromkeys(
        word_set(
            """
            parent child baby cousin twin sibling spouse partner friend lover fiance fiancee guardian master
            apprentice padawan mentor pupil student boss servant companion colleague neighbour neighbor enemy rival
            ally betrothed beloved
            """
        ),
        "",
    ),
}  # fmt: skip
# Soldiers, knights, sailors and rogues may be women: the story tells.
HEAD_GENDER: Final[dict[str, str]] = {
    **KIN_GENDER,
    **dict.fromkeys(
        word_set(
            """
            man boy gentleman lad fellow guy chap bloke youth king prince lord sir monk priest father waiter footman
            policeman fireman butler wizard emperor duke count baron earl landlord squire gamekeeper coachman watchman
            salesman fisherman huntsman stableboy clergyman statesman nobleman madman workman foreman chairman parson
            curate rector bachelor schoolboy schoolmaster ploughman woodsman
            """
        ),
        "he",
    ),
    **dict.fromkeys(
        word_set(
            """
            woman girl lady lass maid maiden queen princess duchess countess baroness empress mistress nun waitress
            actress governess housekeeper witch priestess policewoman landlady hostess heroine housemaid
            spinster dame damsel seamstress laundress charwoman schoolgirl widow midwife saleswoman sorceress
            goddess
            """
        ),
        "she",
    ),
}  # fmt: skip
PLURAL_HEADS: Final = word_set(
    """
    men women people children folk folks persons police wives gentlemen gentry ladies brethren others twins parents
    humans troops both all many few some several everyone everybody most those these ones two three four five six
    seven eight nine ten dozen hundreds thousands oxen mice geese fishermen policemen soldiers clergy
    """
)
COLLECTIVES: Final = word_set(
    """
    family crowd crew band party group gang team army squad troop pair couple household company mob council staff
    audience class congregation regiment platoon battalion force guard herd flock pack tribe clan nation public
    world society court jury committee board senate patrol garrison mankind humanity nobility number race
    """
)
PLURAL_DETERMINERS: Final = word_set(
    """
    these those many several two three four five six seven eight nine ten dozen both all few some most various
    other numerous hundreds thousands
    """
)
NOT_PLURAL: Final = word_set(
    """
    boss hostess princess duchess countess actress waitress mistress governess goddess empress witness genius
    highness majesty us seamstress heiress miss lass laundress baroness abbess priestess sorceress murderess
    poetess his excellency's grace's christ
    """
)
INDEFINITE: Final = word_set("a an another some one any no every each")
DEFINITE: Final = word_set("the this that")
HEAD_STOPS: Final = word_set(
    """
    of in on at with from to for by who whom whose which that and or under over upon beside behind near about like as
    without when where but than not into before after through against between among , ; : -- — – ( \" “ ”
    """
)

SPEECH_VERBS: Final = word_set(
    """
    said say says asked ask asks replied reply replies answered answer answers cried cry cries exclaimed exclaim
    exclaims whispered whisper whispers muttered mutter mutters murmured murmur murmurs shouted shout shouts yelled
    yell yells called call calls added add adds continued continue continues began begin begins returned return
    returns observed observe observes remarked remark remarks demanded demand demands inquired enquired inquire
    enquire responded respond responds told tell tells announced announce announces declared declare declares
    snapped snap snaps growled growl growls hissed hiss hisses sighed sigh sighs laughed laugh laughs chuckled
    chuckle groaned groan moaned moan snarled snarl barked bark bellowed bellow screamed scream shrieked shriek
    roared roar grumbled grumble mumbled mumble stammered stammer stuttered stutter gasped gasp breathed breathe
    panted pant sobbed sob whimpered whimper pleaded plead begged beg urged urge insisted insist protested protest
    argued argue objected object agreed agree admitted admit confessed confess conceded concede explained explain
    suggested suggest offered offer proposed propose warned warn ordered order commanded command instructed
    instruct interrupted interrupt interjected repeated repeat echoed echo retorted retort rejoined countered
    counter corrected teased tease joked joke quipped mocked mock scoffed scoff sneered sneer drawled drawl purred
    purr rasped croaked spat spit thundered wondered wonder mused muse thought think thinks guessed reminded remind
    assured assure promised promise vowed swore swear lied greeted thanked apologised apologized pronounced stated
    state noted note commented comment concluded conclude finished ended resumed pursued quoth went cursed
    complained complain wailed wail howled howl squeaked squealed chimed chirped piped hummed grunted grunt huffed
    hollered boomed shot ventured persisted ejaculated acknowledged confirmed confirm informed inform prompted
    pressed requested invited recited read sang lectured blurted choked managed supplied allowed granted chided
    scolded
    """
)
BODY_PARTS: Final = word_set(
    """
    eyes eye face hand hands voice head hair lips mouth arm arms shoulder shoulders cheek cheeks chest back neck
    forehead brow heart breath smile gaze finger fingers fist fists knees jaw throat skin expression mind tone feet
    lap mother father sister brother son daughter wife husband uncle aunt friend
    """
)

_MALE_NAMES = """
    james john robert michael william david richard charles joseph thomas christopher daniel paul mark donald
    george kenneth steven edward brian ronald anthony kevin jason matthew gary timothy jose larry jeffrey frank
    scott eric stephen andrew raymond gregory joshua jerry dennis walter patrick peter harold douglas henry carl
    arthur ryan roger joe juan jack albert jonathan justin gerald keith samuel willie ralph lawrence nicholas roy
    benjamin bruce brandon adam harry fred wayne billy steve louis jeremy aaron randy howard eugene carlos russell
    bobby victor martin ernest phillip todd craig alan shawn clarence sean philip chris johnny earl jimmy antonio
    danny bryan tony luis mike stanley leonard nathan manuel rodney curtis norman allen marvin vincent glenn
    jeffery travis jeff chad jacob lee melvin alfred kyle francis bradley jesus herbert frederick ray joel edwin
    don eddie ricky troy randall barry alexander bernard mario leroy francisco marcus micheal theodore clifford
    miguel oscar jay jim tom calvin alex jon ronnie bill lloyd tommy leon derek warren darrell jerome floyd leo
    alvin tim wesley gordon dean greg jorge dustin pedro derrick dan lewis zachary corey herman maurice vernon
    roberto clyde glen hector shane ricardo sam rick lester brent ramon charlie tyler gilbert gene basil hugh
    edmund isaac simon oliver ned dick will ben toby max felix ethan liam noah lucas owen luke
"""
_FEMALE_NAMES = """
    mary patricia linda barbara elizabeth jennifer maria susan margaret dorothy lisa nancy karen betty helen sandra
    donna carol ruth sharon michelle laura sarah kimberly deborah jessica shirley cynthia angela melissa brenda amy
    anna rebecca virginia kathleen pamela martha debra amanda stephanie carolyn christine marie janet catherine
    frances ann joyce diane alice julie heather teresa doris gloria evelyn cheryl mildred katherine joan judith
    rose janice nicole judy christina kathy theresa beverly denise tammy irene jane lori rachel marilyn andrea
    kathryn louise sara anne jacqueline wanda bonnie julia ruby lois tina phyllis norma paula diana annie lillian
    emily peggy crystal gladys rita dawn connie florence edna tiffany carmen rosa cindy grace wendy victoria edith
    sherry sylvia josephine thelma sheila ethel ellen elaine marjorie carrie charlotte monica esther pauline emma
    juanita anita rhonda hazel amber eva debbie april clara lucille joanne eleanor valerie danielle megan alicia
    suzanne michele gail bertha darlene veronica jill erin geraldine lauren cathy joann lorraine sally regina erica
    beatrice dolores bernice audrey yvonne annette agnes dora isabella lucy kate lydia caroline harriet fanny
    georgiana henrietta sophia sophie susie maggie nellie molly kitty lizzie lizzy polly daisy olivia chloe ella
    lily mabel maud celia dorothea matilda cecilia adelaide augusta
"""
GIVEN_GENDER: Final[dict[str, str]] = {
    **dict.fromkeys(word_set(_MALE_NAMES), "he"),
    **dict.fromkeys(word_set(_FEMALE_NAMES), "she"),
}

ANYBODY: Final = word_set("somebody someone anybody anyone nobody everybody everyone none one another other them us")
"""Nouns that mean nobody in particular: "no one", "one of them". They miss "the other", who may be somebody."""
