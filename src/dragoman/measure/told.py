"""What the same document tells of the fate of a commitment, next to it or right behind it.

Only what the grammar ties to the commitment counts, since a wrong fate is worse than none:

* a refusal or a consent whose object is the commitment ("turned down a request", "a demand that the ministry dismissed"),
  or that stands in the next clause or sentence with nothing else to refer to ("asked them to leave, but they refused",
  "Beijing rejected that", "rejected the ultimatum");
* a refusal or a consent of the same matter between the same sides, turned round;
* words on the commitment itself ("kept the promise", "a step it never took", "and so it did", "heeded a call");
* a deed done "as promised" by the one who promised it.

An answer to an offer or a demand is `refused` or `accepted`; a promise that is accepted is still to be kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, TypeAlias

import duckdb

from dragoman.measure.parties import identities

Row: TypeAlias = dict[str, Any]

ANSWERS = {"REJECT": "refused", "AGREE": "accepted", "CONCEDE": "accepted"}
SURE = 0.5  # least confidence of an event that answers
NEAR, FAR = 1, 4  # sentences between the two, where it is named by a pronoun or by a noun
AFTER = 900  # letters behind the sentence in which its fate is looked for

_NOUNS = {
    "demand": r"demands?|requests?|calls?|appeals?|pleas?|ultimatum|deadline|invitations?|petitions?|summons",
    "promise": r"promises?|pledges?|offers?|proposals?|undertakings?|commitments?|assurances?|word",
    "threat": r"threats?|ultimatum|deadline|warnings?",
}
_NOUNS["concession"] = _NOUNS["promise"]
_ANY = "|".join(dict.fromkeys(_NOUNS.values()))
_WORD = r"[\w'’.-]+"
_TIME = (
    r"(?:\s+(?:within (?:hours|days|minutes)|(?:hours|days|a day|the same day|a week|weeks) later|later|at once|immediately|"
    r"outright|flatly|again|on (?:\w+day|[A-Z]\w+ \d+)|(?:\w+day)|the (?:same|next) day))*"
)
_END = rf"{_TIME}\s*(?:[,.;!”\"]|$|\s(?:and|but|while|as|saying)\b)"
_NO = r"refused|declined|rejected|dismissed|turned down|turned away|rebuffed|spurned|said no|brushed aside"
_YES = r"agreed|accepted|consented|complied|obliged"
_CONSENT = re.compile(rf"\b(?:{_YES})$")
_PRONOUN = r"(?:it|that|this|both|him|her|them)"
_SHORT = re.compile(  # an answer with nothing of its own to be about
    rf"(?:(?:has|have|had|also|later|since|promptly|at once|both|flatly)\s+)*(?:{_NO}|{_YES})(?:\s+(?:to )?{_PRONOUN})?{_END}"
)
_NAMING = re.compile(  # an answer to "the demand"
    rf"(?:\w+\s+){{0,2}}?(?:{_NO}|{_YES}|agreed to|bowed to|turned)\s+(?:the|that|this|these|those|his|her|its|their|both)\s+(?:\w+\s+)?"
    rf"(?P<noun>{_ANY})\b(?!\s+(?:of|by|from|for|to|that)\b)"
)
_OBJECT = re.compile(rf"\s+(?:an?|the|his|her|its|their|this|that|any|one|{_WORD}['’]s?)?\s*(?:{_WORD}\s+){{0,3}}$")
_NOUN_END = re.compile(rf"\b(?:{_ANY})$", re.IGNORECASE)
_RELATIVE = re.compile(rf"(?:\s+(?:by|from|for|of|on|to) [^,;:]{{1,60}})?,?\s+(?:that|which)\s+(?:{_WORD}\s+){{1,6}}$")
_PASSIVE = re.compile(
    rf"(?:\s+(?:by|from|for|of|to) [^,;:]{{1,60}}?)?\s+(?:was|were|has been|have been|had been)\s+(?:\w+ly\s+)?(?:{_NO}|{_YES})"
)
_CLAUSE = re.compile(rf"[^;:]*(?:\b(?:and|but|which|who|though|although)|;|:)\s+(?:{_WORD}\s+){{0,6}}$")
_SUBJECT = re.compile(rf"[“\"]?(?:{_WORD},?\s+){{0,7}}$")
_HEEDED = re.compile(
    r"\b(?:heed(?:ed|ing)|complied with|complying with|obeyed|obeying|granted|granting|bowed to|bowing to|gave in to|"
    rf"acceded to|honou?red|met|fulfilled)\s+(?:an?|the|its|his|her|their|{_WORD}['’]s?)?\s*(?:{_WORD}\s+){{0,2}}$"
    rf"|\b(?:in answer to|in response to|following|answering)\s+(?:an?|the)\s+(?:{_WORD}\s+){{0,2}}$",
    re.IGNORECASE,
)
_CALL = re.compile(r"\b(?:calls?|appeals?|pleas?|summons)$")
_UNTRUE = re.compile(  # what goes before in the clause leaves open whether it is so
    r"\b(?:not|never|no|nobody|none|few|without|doubt\w*|den(?:y|ied|ies)|claim\w*|hop(?:e|ed|es)|if|unless|would|could|"
    r"should|accus\w+|alleg\w+|says?|said|until|whether|may|might)\b[^.;]*$",
    re.IGNORECASE,
)

_UNDONE = re.compile(  # what follows takes it back
    r"[^.;]{0,60}\b(?:but|before|until|only)\b[^.;]*\b(?:overturn|revers|annul|quash|revok|suspend|block|withdr[ae]w|struck|set aside|undo)"
)
_IT = rf"(?:it|he|she|they|the {_WORD}|[A-Z]{_WORD})"
_ITS = r"(?:its|his|her|their|the|that|this)"
_DOES = r"(?:has |have |had |later |then |duly )*"


def _phrase(words: str) -> re.Pattern[str]:
    return re.compile(words.replace("ITS", _ITS).replace("IT", _IT).replace("DOES", _DOES))


def _named(verbs: str, kind: str) -> re.Pattern[str]:
    """Words on a commitment that name it: "kept its promise", but not "kept its promise to leave", which says which."""
    return _phrase(rf"\bDOES(?:{verbs}) ITS (?:\w+ )?(?:{_NOUNS[kind]})\b(?! (?:to|of|that|by|from|for)\b)")


_NAMED = {  # in the sentences behind it
    "promise": (
        ("kept", _named("kept|honou?red|fulfilled|made good on|lived up to", "promise")),
        ("broken", _named("broke|broken|reneged on|went back on|gone back on|failed to keep|never kept", "promise")),
        ("withdrawn", _named("withdrew|withdrawn|took back|taken back|dropped|retracted", "promise")),
    ),
    "demand": (
        ("kept", _named("heeded|complied with|obeyed|granted|bowed to|met", "demand")),
        ("refused", _named("ignored|defied|disregarded", "demand")),
        ("withdrawn", _named("withdrew|withdrawn|dropped|took back|taken back", "demand")),
    ),
    "threat": (
        ("kept", _named("carried out|made good on|acted on", "threat")),
        ("withdrawn", _named("withdrew|withdrawn|dropped|took back|taken back|lifted|backed away from", "threat")),
    ),
}
_STEP = r",? (?:a|something|which)(?: \w+)?(?: that| which)? ?IT DOES"
_ASIDE = {  # in its own sentence
    "promise": (
        (
            "kept",
            _phrase(r"(?:,? and so|, which|, and) IT DOES(?:did so|did|kept)(?= on\b|[.,;]|$)|" + _STEP + r"kept\b"),
        ),
        ("broken", _phrase(rf",? but (?:IT )?never did\b|{_STEP}(?:never (?:took|kept|did)|broke)\b")),
    ),
    "demand": (
        ("kept", _phrase(r"(?:,? and so|, which|, and) IT DOES(?:did so|did|complied)(?= on\b|[.,;]|$)")),
        ("refused", _phrase(rf"{_STEP}(?:never took|never did|refused to take|declined to take)\b")),
    ),
    "threat": (("withdrawn", _phrase(rf"{_STEP}(?:suspended|dropped|abandoned|withdrew|took back|called off)\b")),),
}
_NAMED["concession"], _ASIDE["concession"] = _NAMED["promise"], _ASIDE["promise"]
_STOP = re.compile(r"[.!?][”\"]?\s+")
_AS_PROMISED = re.compile(rf"\bas (?:{_IT} (?:had |has )?)?(?:promised|pledged|agreed|undertaken)\b")
_ALIKE = {frozenset({"RETREAT", "CONCEDE"}), frozenset({"AID", "COOPERATE"})}  # a deed is coded as either


class Told:
    """The fates that documents tell of their own commitments, and what else is promised or asked in a sentence."""

    def __init__(self, link: duckdb.DuckDBPyConnection, kinds: Mapping[str, str]) -> None:
        self._kinds = kinds
        self.fates: dict[str, list[Row]] = {}
        self.places: dict[str, tuple[int, list[int]]] = {}  # where an event stands in its sentence, and where all do
        for _, events in groupby(_events(link, kinds), key=lambda event: event["doc_id"]):
            self._read(list(events))

    def _read(self, events: list[Row]) -> None:
        for sentence, group in groupby(events, key=lambda e: e["start"]):
            at = {e["event_id"]: e["at"] - sentence for e in group if e["type"] in self._kinds}
            self.places |= {identity: (place, list(at.values())) for identity, place in at.items()}
        open_ = [e for e in events if e["type"] in self._kinds and e["status"] != "negated"]
        for event in events:
            for commitment, outcome in self._decides(event, open_):
                self.fates.setdefault(commitment["event_id"], []).append(_fate(event, outcome))
        for commitment in open_:
            self.fates.setdefault(commitment["event_id"], []).extend(self._words(commitment, open_))

    def _decides(self, event: Row, open_: list[Row]) -> Iterator[tuple[Row, str]]:
        """The commitments of the document that an event decides, and how."""
        sure = event["confidence"] >= SURE and event["status"] in {"actual", "historical"}
        if sure and event["type"] in ANSWERS:
            answered = self._answered(event, open_)
            if answered:
                yield answered, ANSWERS[event["type"]]
        if sure and _AS_PROMISED.search(event["text"], event["at"] - event["start"]):
            promised = (
                c for c in open_ if self._kinds[c["type"]] in {"promise", "concession"} and c["at"] < event["at"]
            )
            for commitment in reversed([c for c in promised if self._is_the_deed(event, c)][-1:]):
                yield commitment, "kept"

    def _is_the_deed(self, event: Row, commitment: Row) -> bool:
        about = commitment["about"] and commitment["about"]["type"]
        alike = about == event["type"] or frozenset({about, event["type"]}) in _ALIKE
        return alike and bool(identities(event["actors"], fine=False) & identities(commitment["actors"], fine=False))

    def _answered(self, answer: Row, open_: list[Row]) -> Row | None:
        """The demand or offer that somebody refuses or accepts."""
        for commitment in (c for c in open_ if c["at"] > answer["at"] and c["start"] == answer["start"]):
            between = answer["text"][_end(answer) : commitment["at"] - answer["start"]]
            if _NOUN_END.search(commitment["words"]) and self._may(answer, commitment) and _OBJECT.fullmatch(between):
                return commitment
        asked = [c for c in open_ if c["at"] < answer["at"] and self._may(answer, c)]
        for commitment in reversed(asked):
            gap = _gap(commitment, answer)
            if gap > FAR:
                break
            if self._ties(commitment, answer, gap, last=commitment is asked[-1]):
                return commitment
        return None

    def _may(self, answer: Row, commitment: Row) -> bool:
        """Whether it is a thing to be refused or accepted."""
        kind = self._kinds[commitment["type"]]
        if _CONSENT.search(commitment["words"]):
            return False  # it is an answer itself
        ultimatum = kind == "threat" and answer["type"] == "REJECT" and "ultimatum" in answer["words"]
        return commitment["event_id"] != answer["event_id"] and (kind in {"demand", "promise"} or ultimatum)

    def _ties(self, commitment: Row, answer: Row, gap: int, *, last: bool) -> bool:
        tail, head = answer["text"][answer["at"] - answer["start"] :], answer["text"][: answer["at"] - answer["start"]]
        if gap == 0:
            between = answer["text"][_end(commitment) : answer["at"] - answer["start"]]
            noun = _NOUN_END.search(commitment["words"])
            if noun and _PASSIVE.match(answer["text"], _end(commitment), _end(answer)):
                return True
            if noun and _RELATIVE.fullmatch(between) and _SHORT.match(tail):
                return True
            if last and _CLAUSE.fullmatch(between) and _SHORT.match(tail) and self._other(answer, commitment):
                return True
        elif (
            last and gap <= NEAR and _SUBJECT.fullmatch(head) and _SHORT.match(tail) and self._other(answer, commitment)
        ):
            return True
        named = _NAMING.match(tail)
        if named and re.fullmatch(_NOUNS[self._kinds[commitment["type"]]], named["noun"]):
            return self._other(answer, commitment)
        return gap < FAR and self._turned(answer, commitment)

    def _other(self, answer: Row, commitment: Row) -> bool:
        """Whether the one who answers may be the one who was asked, and is not the one who asked."""
        fine = bool(identities(commitment["actors"], fine=False) & identities(commitment["recipients"], fine=False))
        answers, makers, asked = (
            identities(side, fine=fine) for side in (answer["actors"], commitment["actors"], commitment["recipients"])
        )
        same_country = not fine and not asked and answers & makers
        return (
            not same_country
            and not (answers and answers <= makers)
            and (not asked or not answers or bool(answers & asked))
        )

    def _turned(self, answer: Row, commitment: Row) -> bool:
        """Whether it is of the same matter between the same sides, the other way round."""
        about = commitment["about"] and commitment["about"]["type"]
        each_its_own = answer["type"] != "REJECT" and self._kinds[commitment["type"]] != "demand"
        if each_its_own or not about or not answer["about"] or answer["about"]["type"] != about:
            return False
        a, b = (identities(commitment[side], fine=False) for side in ("actors", "recipients"))
        return (
            bool(a and b)
            and not a & b
            and (identities(answer["actors"], fine=False), identities(answer["recipients"], fine=False)) == (b, a)
        )

    def _words(self, commitment: Row, open_: list[Row]) -> Iterator[Row]:
        """What is said of the commitment itself, up to the next one of its kind."""
        kind = self._kinds[commitment["type"]]
        before = commitment["text"][: commitment["at"] - commitment["start"]]
        heeded = kind == "demand" and _NOUN_END.search(commitment["words"]) and _HEEDED.search(before)
        if heeded and not _UNTRUE.search(before[: heeded.start()]) and _is_done(heeded[0], commitment):
            yield _fate(commitment, "kept", heeded[0].strip())
        if kind == "concession" and commitment["status"] != "planned":
            return  # it is done
        behind = [c for c in open_ if c["at"] > commitment["at"]]
        same = [c for c in behind if self._kinds[c["type"]] == kind]
        story = commitment["text"] + commitment["after"]
        yield from _phrases(commitment, commitment["text"], _ASIDE.get(kind, ()), behind)
        yield from _phrases(commitment, story, _NAMED.get(kind, ()), same)


def _is_done(words: str, commitment: Row) -> bool:
    """Whether what was asked is done: "in answer to" may begin a refusal, but a call is answered by coming."""
    loose = words.lower().startswith(("in ", "following", "answering"))
    about = commitment["about"]
    return not loose or bool(_CALL.search(commitment["words"]) and (not about or about["type"] == "PROTEST"))


def _phrases(
    commitment: Row, story: str, phrases: Iterable[tuple[str, re.Pattern[str]]], nexts: Iterable[Row]
) -> Iterator[Row]:
    """What is said of a commitment in the text behind it, before the next one."""
    start = _end(commitment)
    for outcome, pattern in phrases:
        found = pattern.search(story, start)
        if not found or any(c["at"] - commitment["start"] < found.start() for c in nexts):
            continue
        stops = [mark.end() for mark in _STOP.finditer(story, start, found.start())]
        if (
            len(stops) < FAR
            and not _UNDONE.match(story, found.end())
            and not _UNTRUE.search(story[max([start, *stops]) : found.start()])
        ):
            yield _fate(commitment, outcome, found[0].strip(" ,"), _around(story, found.start()))


def _events(link: duckdb.DuckDBPyConnection, kinds: Iterable[str]) -> Iterator[Row]:
    """The events that commit, answer or do as promised, with the text behind them, document by document."""
    types = ", ".join(f"'{name}'" for name in kinds)
    rows = link.sql(
        "SELECT e.event_id, e.doc_id, e.type, e.status, e.actors, e.recipients, e.about, e.confidence, e.trigger.text AS words, "
        "e.sentence.text AS text, e.sentence.start AS start, e.trigger.start AS at, d.publisher, d.published, "
        'CASE WHEN e."when" IS NULL THEN NULL ELSE e."when"."to" END AS day, '
        f'substr(d.text, e.sentence."end" + 1, {AFTER}) AS after '
        f"FROM events e JOIN documents d USING (doc_id) WHERE e.type IN ({types}) "
        "OR regexp_matches(e.sentence.text, '\\bas (\\S+ ){0,4}(promised|pledged|agreed|undertaken)\\b') "
        "ORDER BY e.doc_id, e.sentence.start, e.trigger.start, e.event_id"
    )
    for batch in rows.to_arrow_reader(10_000):
        yield from batch.to_pylist()


def _end(event: Row) -> int:
    """The end of the words of an event in its sentence."""
    return int(event["at"] - event["start"] + len(event["words"]))


def _gap(first: Row, second: Row) -> int:
    """How many sentences the second stands behind the first."""
    if first["start"] == second["start"]:
        return 0
    behind = first["after"][: max(second["start"] - first["start"] - len(first["text"]), 0)]
    return 1 + len(re.findall(r"[.!?][”\"]?\s", behind)) if len(behind) < AFTER else FAR + 1


def _around(story: str, at: int) -> str:
    """The sentence around an offset, roughly."""
    first = max((mark.end() for mark in _STOP.finditer(story, 0, at)), default=0)
    last = _STOP.search(story, at)
    return story[first : last.start() + 1 if last else len(story)].strip()


def _fate(event: Row, outcome: str, words: str | None = None, sentence: str | None = None) -> Row:
    """A row of `later`; words on the commitment itself are no event."""
    shared = {key: event[key] for key in ("doc_id", "publisher", "published")}
    if words is None:
        said = {
            "event_id": event["event_id"],
            "type": event["type"],
            "words": event["words"],
            "sentence": event["text"],
        }
    else:
        said = {"event_id": event["event_id"], "type": "told", "words": words, "sentence": sentence or event["text"]}
    return shared | said | {"outcome": outcome, "day": event["day"] or event["published"]}
