"""Words of speech, thought and stance, by how they take their content."""

from __future__ import annotations


def _forms(base: str) -> set[str]:
    """A regular verb in all its forms: argue, argues, argued, arguing."""
    stem = base.removesuffix("e")
    if base.endswith("y") and base[-2] not in "aeiou":
        return {base, f"{base[:-1]}ies", f"{base[:-1]}ied", f"{base}ing"}
    ending = "es" if base.endswith(("s", "sh", "ch", "x")) else "s"
    return {base, f"{base}{ending}", f"{stem}ed", f"{stem}ing"}


def _verbs(irregular: str, regular: str) -> frozenset[str]:
    return frozenset(irregular.split()).union(*map(_forms, regular.split()))


# Verbs of speech and thought, whose object is a clause or words in quotation marks.
SAYING = _verbs(
    "admit admits admitted admitting began begins bet bets feel feels felt find finds forbids foresaw foresees "
    "foretold forgot found fretted hear heard hears inferred knew know knows maintains means meant quip quipped "
    "quipping quips read reads said sang saw say saying says sees show showed shown shows swears swore "
    "tell telling tells think thinking thinks thought told understand understands understood wept write writes "
    "writing wrote",
    "accept acknowledge add advise advocate affirm agree allege announce answer anticipate apologise apologize "
    "appeal argue ask assert assess assume assure attest believe blog boast brag caution certify chant charge "
    "cheer claim clarify comment complain concede conclude confess confirm contend continue counter decide "
    "declare deduce demand deny describe disclose discover document doubt dream echo elaborate emphasise "
    "emphasize estimate exclaim expect explain fear forecast fret grumble guarantee guess hint hope hypothesize "
    "imagine imply indicate infer inform insinuate insist instruct joke lament learn maintain mention murmur muse "
    "mutter note notice observe opine order plead pledge point post pray predict proclaim project promise propose "
    "protest question reaffirm realise realize recall reckon recognise recognize recommend reiterate remark "
    "remember remind repeat reply report respond retort reveal rule scoff scream shout signal specify "
    "speculate state stipulate stress suggest surmise suspect testify theorize tweet underline underscore urge "
    "verify vow warn whisper wish wonder worry yell",
)
# Verbs of taking a stand, whose object is a thing, a person or a deed.
STANDING = _verbs(
    "chose plan planned planning plans quoted regrets regretted seek seeking seeks sought swore upheld want "
    "wanted wanting wants withdrew",
    "accuse admire agree applaud approve back bash bemoan berate blame brand call celebrate "
    "challenge characterize chastise chide cite commend compare condemn congratulate consider criticise criticize "
    "decline decry defend demand denounce depict deplore deride disavow discuss dismiss dispute downplay dub "
    "embrace encourage endorse exhort express favor favour hail highlight implore intend invite label lambast "
    "laud liken mock object offer oppose order outline portray praise prefer press propose question rebuff rebuke "
    "refuse refute regard reiterate reject renounce request resent ridicule scold slam support tease thank "
    "threaten tout trust urge value welcome",
)
# Words of mind that say what somebody holds: "is sure that".
SURE = frozenset(
    "sure certain confident convinced aware worried concerned afraid hopeful optimistic adamant proud sorry glad "
    "doubtful sceptical skeptical clear positive satisfied unsure uncertain unaware".split()
)
# Verbs of the senses and the mind whose object is often a thing: they report only with a clause or words in marks.
WEAK = frozenset(
    "see sees saw find found feel feels felt know knows knew read reads reading write writes wrote writing hear hears "
    "heard hearing learn learns learned mean means meant notice notices noticed discover discovers discovered post "
    "posts posted project projects projected began begins sang protest protests protested conclude concludes "
    "concluded concluding answer answers answered answering reply replies replied replying protesting bet point "
    "points pointed pointing add adds added adding observe observes observed observing accept accepts accepted "
    "accepting recognise recognises recognised recognising recognize recognizes recognized recognizing approve "
    "approves approved approving decide decides decided deciding rule rules ruled ruling".split()
)
# Verbs of manner and of beginning, which report only words in quotation marks, or a clause with "that".
MANNER = frozenset(
    "began begins wept sang cheer cheers cheered cheering pray prays prayed praying chant chants chanted chanting "
    "yell yells yelled yelling scream screams screamed screaming scoff scoffs scoffed scoffing fret frets fretted "
    "fretting".split()
)
# Participles of the passive that do not end as regular ones do.
PARTICIPLES = frozenset("said told thought known seen found shown understood written felt meant".split())
# Verbs that name whom they speak to before what is said.
TELLING = _verbs("tell tells told telling", "advise assure inform remind warn")
# Nouns of speech with a clause: "the claim that".
NOUNS_THAT = frozenset(
    "claim claims warning warnings promise promises pledge vow allegation allegations accusation accusations "
    "belief report reports suggestion suggestions assertion assertions admission announcement argument arguments "
    "assurance assurances complaint complaints concern concerns conclusion declaration denial fear fears "
    "guarantee hint hints hope hopes idea impression insistence notion opinion prediction predictions rumour "
    "rumours rumor rumors speculation suspicion suspicions testimony threat threats view conviction contention "
    "word statement statements".split()
)
# Nouns of speech whose owner speaks: "his call for".
NOUNS_TO = frozenset(
    "vow vows pledge pledges promise promises threat threats offer offers refusal call calls demand demands plea "
    "pleas plan plans decision intention desire wish appeal appeals request requests proposal proposals "
    "opposition criticism condemnation denial rejection praise insistence accusations allegations claims warning "
    "warnings".split()
)
# Words that are read as verbs only behind a pronoun, an adverb or a name, or before their object.
NOUNS = frozenset(
    "state states plan plans support back show shows question questions rule rules comment comments point points "
    "report reports answer answers claim claims press call calls tweet tweets remark remarks pledge pledges offer "
    "offers demand demands document documents charge charges vow vows doubt doubts fear fears hope hopes worry joke "
    "jokes signal signals estimate estimates challenge challenges cheer cheers post thought hail reply shout shouts "
    "promise promises blame regard mention mentions note notes dispute disputes tout praise means indicate reads "
    "read felt thinking suspect suspects chant warning boast intend order orders posts project projects label labels "
    "brand brands value values trust request requests guess dream dreams forecast forecasts bet bets wish wishes "
    "protest protests notice notices murmur scream bash advocate advocates wonder wonders guarantee guarantees "
    "caution echo muse counter blog blogs appeal appeals".split()
)
CUES = SAYING | STANDING | SURE | NOUNS_THAT | NOUNS_TO

# Words on when and where that stand between a word of speech and what is said.
_OCCASION = (
    r"(?:statement|interview|speech|letter|tweet|post|report|briefing|message|note|video|conference|address|broadcast|call|"
    r"email|hearing|rally|ceremony|meeting|summit|debate|memo|release|television|radio|Twitter|Facebook)"
)
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
WHEN = (
    r"(?:\s+(?:(?:late|early|earlier|later)\s+)?(?:on\s+)?(?:\w+day|yesterday|today|again|later)"
    r"(?:\s+(?:morning|evening|night|afternoon))?"
    r"|\s+(?:(?:late|early|earlier|later)\s+)?(?:(?:in (?:the )?)?(?:last|this)|in) "
    rf"(?:week|month|year|\d{{4}}|{_MONTH})\b(?: \d{{4}})?"
    r"|\s+(?:early|earlier|late|later) in the (?:day|week|month|year)"
    r"|\s+(?:an?|two|three|four|five|six|ten|some|\d+) (?:minute|hour|day|week|month|year)s? (?:later|earlier|before)"
    rf"|\s+(?:in|at|during|on|via|through)\s+(?:[\w’'-]+\s+){{0,3}}?{_OCCASION})"
)
