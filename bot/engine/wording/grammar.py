"""The closed classes of English: words that glue a question together and say little about its subject.

Everything here holds for any FAQ in English. What means the same in one FAQ only belongs in its `words.yaml`.
"""

# Written without apostrophes because people type them so; the apostrophe forms are expanded by rule in `text`.
SHORT_FORMS: dict[str, str] = {
    "whats": "what is", "wats": "what is", "whos": "who is", "wheres": "where is", "hows": "how is", "whys": "why is",
    "whens": "when is", "thats": "that is", "theres": "there is", "dont": "do not", "doesnt": "does not",
    "didnt": "did not", "isnt": "is not", "arent": "are not", "wasnt": "was not", "werent": "were not",
    "cant": "can not", "cannot": "can not", "couldnt": "could not", "wont": "will not", "wouldnt": "would not",
    "shouldnt": "should not", "hasnt": "has not", "havent": "have not", "hadnt": "had not", "im": "i am",
    "ive": "i have", "youre": "you are", "theyre": "they are", "theyve": "they have", "weve": "we have",
    "shes": "she is", "hes": "he is", "aint": "is not", "gonna": "going to", "wanna": "want to", "gotta": "got to",
    "kinda": "kind of", "sorta": "sort of", "dunno": "do not know", "lemme": "let me", "gimme": "give me",
    "coulda": "could have", "shoulda": "should have", "woulda": "would have", "u": "you", "ur": "your", "r": "are",
    "y": "why", "ya": "you", "n": "and", "wat": "what", "wut": "what", "wot": "what", "wht": "what", "bc": "because",
    "cuz": "because", "coz": "because", "cos": "because", "bcoz": "because", "becuz": "because", "cus": "because",
    "pls": "please", "plz": "please", "plss": "please", "thx": "thanks", "tnx": "thanks", "ty": "thanks",
    "tysm": "thanks", "thanx": "thanks", "idk": "i do not know", "ppl": "people", "smth": "something",
    "sth": "something", "smt": "something", "sm1": "someone", "b4": "before", "tho": "though", "thru": "through",
    "da": "the", "dat": "that", "dis": "this", "dem": "them", "em": "them", "tf": "what", "wtf": "what",
    "wth": "what", "wdym": "what do you mean", "wym": "what do you mean", "eli5": "explain", "diff": "difference",
    "diffs": "differences", "def": "definition", "info": "information", "abt": "about", "bout": "about",
    "vs": "versus", "w": "with", "wo": "without", "esp": "especially", "prob": "probably", "probs": "probably",
    "obv": "obviously", "rly": "really", "srsly": "seriously", "tmrw": "tomorrow", "ofc": "of course",
    "alot": "a lot", "hv": "have", "hav": "have", "shud": "should", "cud": "could", "wud": "would", "coud": "could",
    "aye": "yes", "yep": "yes", "yeah": "yes", "yup": "yes", "naw": "no", "nah": "no", "nope": "no",
    "iz": "is", "wen": "when", "wer": "where", "hw": "how", "luv": "love", "gr8": "great", "2day": "today",
    "bcuz": "because", "bcs": "because", "becoz": "because", "becos": "because", "dey": "they", "den": "then",
    "tha": "the", "teh": "the", "hte": "the", "wuz": "was", "az": "as", "summat": "something",
    "smthn": "something", "sumthing": "something", "sumthin": "something", "summin": "something", "owt": "anything",
    "nowt": "nothing", "yous": "you", "youse": "you", "yinz": "you", "yer": "your", "doin": "doing", "goin": "going",
    "bein": "being", "tryna": "trying to", "finna": "going to", "boutta": "about to", "imma": "i am going to",
    "ima": "i am going to", "wana": "want to", "gona": "going to", "hafta": "have to", "oughta": "ought to",
    "musta": "must have", "outta": "out of", "lotta": "lot of", "whaddya": "what do you", "whatcha": "what are you",
    "dya": "do you", "dyou": "do you", "nd": "and", "jus": "just", "gud": "good", "prolly": "probably",
    "rlly": "really", "obvs": "obviously", "defo": "definitely", "whn": "when", "whr": "where", "dnt": "do not",
    "dint": "did not", "sis": "sister", "itll": "it will", "thatll": "that will", "abit": "a bit", "aswell": "as well",
    "infact": "in fact", "noone": "no one", "incase": "in case", "eachother": "each other", "sry": "sorry",
    "srry": "sorry", "danke": "thanks", "merci": "thanks", "gracias": "thanks", "grazie": "thanks",
    "obrigado": "thanks", "obrigada": "thanks", "bedankt": "thanks",
}  # fmt: skip

# Said around a question; dropped unless nothing else is left.
FILLERS: frozenset[str] = frozenset(
    "yo ngl lol lmao lmfao rofl tbh bruh fr ok okay okey hey hi hello hiya um umm uh uhh hmm hm er erm please thanks "
    "thank btw imo imho fyi rn haha hahaha xd omg omfg smh pretty kinda basically literally actually honestly anyway "
    "anyways anyone anybody yall sorry jk asap lowkey highkey legit deadass ikr istg frfr welp innit oi iirc afaik oh "
    "ohh ooh ah aha ahh wow whoa gosh geez jeez cheers phew whew ugh argh aw aww eek quick quickly question stupid "
    "dumb silly noob curious random wondering wonder kindly firstly secondly hii heyy helloo obviously definitely "
    "seriously apparently supposedly clearly totally frankly truthfully essentially".split()
)

# Whom a message is addressed to: said around a question as well, unless it is about them, after one of these words.
ADDRESSES: frozenset[str] = frozenset("guys dude dudes bro bros folks man mate".split())
BEFORE_PERSONS: frozenset[str] = frozenset(
    "do does did can could will would are is a an the of for in to with about than us and or most many some more young "
    "old older younger other these those".split()
)

QUESTION_WORDS: frozenset[str] = frozenset("what why how who whom whose which when where".split())

AUXILIARIES: frozenset[str] = frozenset(
    "is are was were be been being am do does did done doing can could will would shall should may might must has have "
    "had having".split()
)

STOP_WORDS: frozenset[str] = (
    QUESTION_WORDS
    | AUXILIARIES
    | frozenset(
        "a an the and or but if so of to in on at by for from with without about as into than then that this these "
        "those there here it its i me my mine you your yours he him his she her hers we us our they them their one "
        "some any all no not nor yes just also too very really only even still again more most much many lot such "
        "same own because though although while during up down out over under off get gets got let lets go going "
        "know think thought say said says tell explain explanation request mean means please someone something thing "
        "things stuff kind sort way like right ok well now ever never always maybe".split()
    )
)

NEGATIONS: frozenset[str] = frozenset("not no never none nor neither without nothing nobody".split())

# What can be asked for only of something else: "what's the difference?", "or is it a myth".
OF_ANOTHER: frozenset[str] = frozenset(
    "difference differences reason reasons cause causes example examples myth truth point answer job jobs work role "
    "purpose function meaning deal story use".split()
)

# What a thing may be called by its kind: "what causes this disease".
KINDS: frozenset[str] = frozenset("disease illness condition sickness disorder ailment problem thing".split())

# "X <verb> Y" says that X acts on Y.
CAUSAL_VERBS: frozenset[str] = frozenset(
    "cause make trigger produce create lead bring drive start provoke induce affect influence impact hit change alter "
    "attack damage hurt harm destroy eat kill weaken worsen accelerate speed increase raise boost stimulate activate "
    "push promote result contribute turn become cure prevent stop reduce lower slow fuel spark spur ruin "
    "break wake regulate control target mess thin build remove dissolve release give".split()
)

# Everyday verbs that say what is done or goes on, and name nothing.
VERBS: frozenset[str] = frozenset(
    "happen go come give take play mean call involve matter work differ share keep relate connect count say see look "
    "find need want use help ask answer put set tell show name talk speak deal stay live belong include contain "
    "describe define explain compare know understand think believe suffer fit interact".split()
)

# "X is the result of Y", "the effect of X on Y".
CAUSAL_NOUNS: frozenset[str] = frozenset("result effect consequence outcome product impact influence".split())

# "Does X cause Y, or the other way round": the direction that was not named.
OTHER_WAY: tuple[str, ...] = (
    "other way round", "other way around", "other way about", "vice versa", "the opposite", "the reverse", "backwards",
)  # fmt: skip

# After these the roles are swapped: "Y is caused by X", "Y because of X", "Y comes from X".
PASSIVE_MARKERS: frozenset[str] = frozenset("by from due because".split())

FIRST_PERSON: frozenset[str] = frozenset("i me my mine myself".split())

# Who a question may be about rather than about a thing.
PERSONS: frozenset[str] = FIRST_PERSON | frozenset("we us our ours he him his she her hers".split())

# Whom somebody may call theirs: "my mother's bones" are not one's own.
THEIRS: frozenset[str] = frozenset(
    "mom mum mam mother mommy mummy dad father papa parents grandma grandmother gran granny nan nana grandpa "
    "grandfather grandad gramps wife husband hubby partner girlfriend boyfriend gf bf sister brother twin son daughter "
    "aunt auntie aunty uncle cousin child kid kids children baby friend mate buddy neighbour neighbor niece nephew "
    "grandson granddaughter patient patients colleague coworker roommate flatmate doctor gp rheumatologist nurse "
    "teacher tutor professor prof lecturer class".split()
)
