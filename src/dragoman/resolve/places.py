"""Where a place name is on Earth: a gazetteer in memory, the meaning of one name, and the place names of a text.

Namesakes are told apart by what stands beside them ("Paris, Texas"), the countries and places of the document, and their
size. `rule` says what decided; precision is that of the thing found: site, city, district, division, region or country.
"""

from __future__ import annotations

import hashlib
import math
import re
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow.parquet as pq

from dragoman.records import Place
from dragoman.resolve.names import Word, split_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy.typing as npt
    import pyarrow as pa

    from dragoman.resolve.actors import ActorTable

_COLUMNS = ["geonameid", "name", "kind", "country", "admin1", "lat", "lon", "population", "primary", "keys"]
_EARTH_KM = 6371.0
_LONGEST = 5  # words of a name
_LARGE = 5.0  # weight of a city of 100,000


class PlaceIdentity(NamedTuple):
    """A place and where it is (WGS 84 degrees)."""

    name: str
    country: str | None  # ISO 3166-1 alpha-3; null at sea and across borders
    admin1: str | None
    lat: float
    lon: float
    geonameid: int | None
    precision: str
    rule: str


class Candidate(NamedTuple):
    """A place that bears a name, and how well it may be meant without any context (log of people, about 0 to 12)."""

    row: int
    kind: str
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    weight: float


def name_hash(key: str) -> int:
    """64-bit hash of a folded name, the same on any machine."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "little")


class Gazetteer:
    """Places as columns, with an index of hashed names sorted for binary search."""

    def __init__(self, table: pa.Table) -> None:
        keys = table["keys"].combine_chunks()
        counts = np.diff(keys.offsets.to_numpy())
        rows = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
        place_in_list = np.arange(len(rows)) - np.repeat(keys.offsets.to_numpy()[:-1], counts)
        hashes = keys.values.to_numpy()
        order = np.argsort(hashes, kind="stable")
        self._hashes: npt.NDArray[np.uint64] = hashes[order]
        self._rows: npt.NDArray[np.int32] = rows[order]
        self._primary: npt.NDArray[np.bool_] = (place_in_list < table["primary"].to_numpy()[rows])[order]
        self._text = {name: table[name].combine_chunks() for name in ("name", "kind", "country", "admin1")}
        self._lat = table["lat"].to_numpy()
        self._lon = table["lon"].to_numpy()
        self._population = table["population"].to_numpy()
        self._ids = table["geonameid"].combine_chunks()
        self._known: dict[str, tuple[Candidate, ...]] = {}

    @classmethod
    def load(cls) -> Gazetteer:
        """The gazetteer that the package carries."""
        with (files("dragoman") / "data" / "gazetteer.parquet").open("rb") as source:
            return cls(pq.read_table(source, columns=_COLUMNS))

    def __len__(self) -> int:
        return len(self._lat)

    def known(self, keys: Sequence[str]) -> list[bool]:
        """Which of the folded names are names of a place."""
        hashes = np.array([name_hash(key) for key in keys], dtype=np.uint64)
        at = np.minimum(np.searchsorted(self._hashes, hashes), len(self._hashes) - 1)
        return list(self._hashes[at] == hashes)

    def candidates(self, key: str) -> tuple[Candidate, ...]:
        """Places with a folded name."""
        found = self._known.get(key)
        if found is None:
            if len(self._known) > 50_000:  # noqa: PLR2004 - a bound for long runs, some 50 MB
                self._known.clear()
            wanted = np.uint64(name_hash(key))
            first, last = np.searchsorted(self._hashes, wanted), np.searchsorted(self._hashes, wanted, side="right")
            found = tuple(self._candidate(int(self._rows[i]), primary=bool(self._primary[i])) for i in range(first, last))
            self._known[key] = found
        return found

    def _candidate(self, row: int, *, primary: bool) -> Candidate:
        kind = self._text["kind"][row].as_py()
        people = math.log10(int(self._population[row]) + 10)
        weight = {"city": people, "division": 0.75 * people + 0.5, "district": 0.55 * people, "country": 12.0, "region": 7.0, "site": 6.2}[kind]
        return Candidate(
            row, kind, self._text["country"][row].as_py(), self._text["admin1"][row].as_py(),
            float(self._lat[row]), float(self._lon[row]), weight if primary else min(weight - 1.2, 6.0),
        )  # fmt: skip

    def identity(self, place: Candidate, rule: str) -> PlaceIdentity:
        """What is known of a candidate."""
        name = self._text["name"][place.row].as_py()
        geonameid = self._ids[place.row].as_py()
        lat, lon = round(place.lat, 4), round(place.lon, 4)
        return PlaceIdentity(name, place.country, place.admin1, lat, lon, geonameid, place.kind, rule)


_DIRECTIONS = frozenset(
    "northern southern eastern western central north south east west northeast northwest southeast southwest northeastern "
    "northwestern southeastern southwestern upper lower mid downtown greater outer inner far mainland rural coastal "
    "nearby neighbouring neighboring war torn occupied".split()
)
_LEADING = frozenset(
    "the a an in at near outside around inside into from to towards toward off along across over between on of by "
    "throughout via within beyond above through parts part outskirts suburb suburbs edge capital border region area "
    "areas coast shore shores north south east west km kilometres kilometers miles mi former entire whole".split()
)
_TYPES = {
    "province": "division", "governorate": "division", "oblast": "division", "state": "division", "prefecture": "division",
    "region": "division", "department": "division", "territory": "division", "district": "district", "county": "district",
    "parish": "district", "municipality": "district", "subdistrict": "district", "upazila": "district", "tehsil": "district",
    "commune": "district", "cercle": "district", "zone": "district", "woreda": "district", "township": "district", "lga": "district",
    "city": "city", "town": "city", "village": "city", "hamlet": "city", "neighbourhood": "city", "neighborhood": "city",
    "suburb": "city", "port": "city", "capital": "city", "settlement": "city", "kebele": "city", "locality": "city", "ward": "city", "area": "city",
}  # fmt: skip
_TYPE_WORDS = frozenset(_TYPES) | {f"{word}s" for word in _TYPES} | {"cities", "provinces", "counties", "municipalities"}
_SITES = frozenset(
    "airport airfield base airbase prison jail hospital university college school checkpoint crossing bridge market mosque "
    "church temple square street road highway avenue boulevard headquarters stadium court courthouse barracks garrison "
    "refinery oilfield mine dam station port harbour harbor camp compound embassy consulate palace international air "
    "military naval central police border hotel park forest mountains mountain valley river island islands bay lake beach "
    "metropolitan general local government area constituency axis front line frontier refugee".split()
)
_STATES = {
    "al": "Alabama", "ala": "Alabama", "ak": "Alaska", "az": "Arizona", "ariz": "Arizona", "ar": "Arkansas", "ark": "Arkansas",
    "ca": "California", "calif": "California", "co": "Colorado", "colo": "Colorado", "ct": "Connecticut", "conn": "Connecticut",
    "de": "Delaware", "del": "Delaware", "fl": "Florida", "fla": "Florida", "ga": "Georgia", "georgia": "Georgia", "id": "Idaho", "il": "Illinois", "ill": "Illinois",
    "in": "Indiana", "ind": "Indiana", "ia": "Iowa", "ks": "Kansas", "kan": "Kansas", "ky": "Kentucky", "la": "Louisiana", "me": "Maine",
    "md": "Maryland", "ma": "Massachusetts", "mass": "Massachusetts", "mi": "Michigan", "mich": "Michigan", "mn": "Minnesota",
    "minn": "Minnesota", "ms": "Mississippi", "miss": "Mississippi", "mo": "Missouri", "mt": "Montana", "mont": "Montana",
    "ne": "Nebraska", "neb": "Nebraska", "nv": "Nevada", "nev": "Nevada", "nh": "New Hampshire", "nj": "New Jersey", "nm": "New Mexico",
    "ny": "New York", "nc": "North Carolina", "nd": "North Dakota", "oh": "Ohio", "ok": "Oklahoma", "okla": "Oklahoma", "or": "Oregon",
    "ore": "Oregon", "pa": "Pennsylvania", "penn": "Pennsylvania", "ri": "Rhode Island", "sc": "South Carolina", "sd": "South Dakota",
    "tn": "Tennessee", "tenn": "Tennessee", "tx": "Texas", "tex": "Texas", "ut": "Utah", "vt": "Vermont", "va": "Virginia", "wa": "Washington",
    "wash": "Washington", "wv": "West Virginia", "wi": "Wisconsin", "wis": "Wisconsin", "wy": "Wyoming", "wyo": "Wyoming", "dc": "Washington, D.C.",
    "new york": "New York", "washington": "Washington", "ont": "Ontario", "on": "Ontario", "que": "Quebec", "bc": "British Columbia", "alta": "Alberta", "sask": "Saskatchewan",
    "ab": "Alberta", "qc": "Quebec", "nb": "New Brunswick", "ns": "Nova Scotia",
}  # fmt: skip
_PARTS = re.compile(r"\s*[,;(]\s*|\s+(?:in|of|near|within|at|outside)\s+(?:the\s+)?|\)|['’]s\s+", re.IGNORECASE)


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two points in degrees (haversine)."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*a, *b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(1.0, h)))


class _Context(NamedTuple):
    """What a document tells: shares of countries and of divisions, and points of its other places."""

    countries: Mapping[str, float]
    divisions: Mapping[tuple[str | None, str | None], float]
    near: Sequence[tuple[float, float]]

    def score(self, place: Candidate) -> float:
        """Weight of a candidate here: its size, then up to 3 for its country, 2 for its division, 2 for neighbours."""
        gain = 3.0 * self.countries.get(place.country or "", 0.0)
        gain += 2.0 * self.divisions.get((place.country, place.admin1), 0.0) if place.admin1 else 0.0
        if self.near and place.kind != "country":
            gain += 2.0 * math.exp(-min(distance_km((place.lat, place.lon), point) for point in self.near) / 150)
        return place.weight + gain


def _shares(counts: Mapping[str, float]) -> dict[str, float]:
    total = sum(counts.values())
    return {key: value / total for key, value in counts.items()} if total else {}


def resolve_place(
    text: str, *, countries: Mapping[str, float], near: Sequence[tuple[float, float]], gazetteer: Gazetteer
) -> PlaceIdentity | None:
    """The place that a mention names, or None; `countries` weighs those of the document, `near` are places around.

    What contains it may stand beside it: "Mosul, Iraq", "X village in Y district", "the Iraqi city of Mosul".
    """
    context = _Context(_shares(countries), {}, near)
    return _resolve_parts([part for part in _PARTS.split(text) if part and part.strip()], context, gazetteer)


def _resolve_parts(parts: Sequence[str], context: _Context, gazetteer: Gazetteer) -> PlaceIdentity | None:
    inside: Candidate | None = None
    last: tuple[Candidate, str] | None = None
    for position, part in enumerate(reversed(parts)):
        found = _resolve_part(part, inside, context, gazetteer, alone=position == 0)
        if found is None:
            continue
        if inside and found[0].kind in {"country", "division"} and _rank(found[0]) > _rank(inside):
            continue  # "Iraq's Anbar province, the country's largest": the finer one stays
        last = found if inside is None else (found[0], f"{found[1]}, inside {gazetteer.identity(inside, '').name}")
        inside = found[0]
    return gazetteer.identity(*last) if last else None


def _rank(place: Candidate) -> int:
    return ("site", "city", "district", "division", "region", "country").index(place.kind)


def _resolve_part(
    part: str, inside: Candidate | None, context: _Context, gazetteer: Gazetteer, *, alone: bool
) -> tuple[Candidate, str] | None:
    """Best candidate of one part, and the rule: by its whole name, else by the longest name within it."""
    words = split_words(part)
    while len(words) > 1 and words[0].key in _LEADING and not _known(words, gazetteer):
        words = words[1:]
    wanted = next((_TYPES[word.key] for word in reversed(words) if word.key in _TYPES), None)
    for first, last, rule in _spans(words):
        key = " ".join(word.key for word in words[first:last])
        candidates = _within(_named(key, gazetteer, state=inside is None and alone), inside)
        if not candidates or (last - first == 1 and words[first].key in _TYPE_WORDS | _SITES):
            continue
        typed = wanted if last - first < len(words) else None
        best = max(candidates, key=lambda place: context.score(place) + 4.0 * (place.kind == typed))
        if rule == "name" or inside or best.weight >= _LARGE or best.country in context.countries:
            return best, rule
    return None


def _known(words: Sequence[Word], gazetteer: Gazetteer) -> bool:
    return bool(gazetteer.candidates(" ".join(word.key for word in words)))


def _spans(words: Sequence[Word]) -> Iterable[tuple[int, int, str]]:
    """Stretches of a name worth a look: all of it, then shorter ones from the longest, capitalised ones only."""
    yield 0, len(words), "name"
    for size in range(min(len(words) - 1, _LONGEST), 0, -1):
        for first in range(len(words) - size + 1):
            if words[first].text[0].isupper() or words[first].text[0].isdigit():
                plain = all(w.key in _DIRECTIONS | _TYPE_WORDS | _LEADING for w in (*words[:first], *words[first + size :]))
                yield first, first + size, "name" if plain else "part of the name"


def _named(key: str, gazetteer: Gazetteer, *, state: bool = False) -> tuple[Candidate, ...]:
    found = gazetteer.candidates(key)
    if key in _STATES and (state is False or not found):
        return found + tuple(place for place in gazetteer.candidates(_STATES[key].lower().replace(", d.c.", "")) if place not in found)
    return found


def _within(candidates: Sequence[Candidate], inside: Candidate | None) -> Sequence[Candidate]:
    """Those that a container holds: by country, by division, or within reach of a district or city."""
    if inside is None:
        return candidates
    if inside.kind == "country":
        return [place for place in candidates if place.country == inside.country and place.kind != "country"]
    reach = {"division": 400.0, "region": 900.0, "district": 120.0, "city": 60.0, "site": 60.0}[inside.kind]
    return [
        place
        for place in candidates
        if place.row != inside.row
        and (place.country == inside.country or inside.country is None)
        and (
            (inside.kind == "division" and place.admin1 is not None and place.admin1 == inside.admin1)
            or distance_km((place.lat, place.lon), (inside.lat, inside.lon)) < reach
        )
    ]


_BEFORE = frozenset("in at near from to of outside around between toward towards through across into via off inside near beyond throughout leaving reached visited".split())
_OPENERS = frozenset(
    "the a an in on at as and but or for from to by with when while after before since if this that these those it he she we "
    "they i you his her their our its my there here what who how why where which no not now then also both each all some "
    "many most more one two three four five six seven eight nine ten last next first former many several police".split()
)
_NEVER = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday thursday "
    "friday saturday sunday police university court council church street road avenue north south east west central union "
    "republic college hospital school police sheriff mayor governor mobile reading most of male man best bar marine price date "
    "islam allah christian christmas easter ramadan god lord queen king prince pope bishop temple university media orange rose "
    "liberty independence hope young long white black green brown grey gray page post herald tribune times star sun gazette journal "
    "united national international federal state county city town village district province center centre park lake river "
    "mount mountain island bay beach hill hills valley ridge creek falls springs grove forest garden gardens point heights line "
    "lane drive boulevard highway route interstate square plaza mall station airport bridge tower hall house building hotel "
    "company corporation inc group bank party congress parliament senate assembly ministry department office agency "
    "army navy force forces corps brigade unit team league club cup bowl games festival day week month year spring summer fall "
    "autumn winter english french german spanish russian arab arabic muslim jewish catholic american european asian african "
    "democrat republican democrats republicans mr mrs ms dr sir general colonel captain major sergeant president minister "
    "many much very well new old big little great good real mission normal paradise justice enterprise commerce business trade "
    "hunter fisher parker butler carter cooper mason taylor tyler porter baker smith jones wilson johnson davis miller moore "
    "anderson thomas jackson harris martin thompson robinson clark lewis walker allen wright scott adams nelson campbell mitchell "
    "roberts turner phillips evans edwards collins stewart morris rogers reed cook morgan bell murphy bailey rivera richardson cox "
    "howard ward peterson ramirez james watson brooks kelly sanders bennett wood barnes ross henderson coleman jenkins perry "
    "powell patterson hughes butler simmons foster bryant alexander russell griffin hayes myers ford hamilton graham sullivan "
    "wallace woods cole owens reynolds ellis marshall gomez murray freeman wells webb simpson stevens tucker henry crawford boyd "
    "warren dixon ramos reyes burns gordon shaw holmes rice robertson hunt daniels palmer mills nichols grant knight ferguson "
    "stone dunn perkins hudson spencer gardner stephens payne pierce berry matthews arnold wagner willis ray watkins olson carroll "
    "duncan snyder hart cunningham bradley andrews ruiz harper fox riley armstrong carpenter weaver greene lawrence elliott chavez "
    "sims austin peters kelley franklin lawson obama bush clinton lincoln trump amber amy ruby pearl crystal ada eva ella anna maria".split()
)
_TITLES = frozenset("mr mrs ms miss dr sir lord lady judge sheriff sgt lt col capt gen rep sen gov officer deputy detective chief coach pastor rev".split())


class _Found(NamedTuple):
    """A place name in a text, before it is known which place is meant."""

    first: int
    last: int
    options: tuple[Candidate, ...]
    fixed: bool  # by a container behind it


def find_places(text: str, gazetteer: Gazetteer, table: ActorTable) -> tuple[Place, ...]:
    """Place names of a running text, each with the place it most likely means here, in text order."""
    words = split_words(text)
    found = _names_of_places(text, words, gazetteer, table)
    context = _document_context(found, text, words, table)
    chosen = _choose(found, context)
    context = _Context(context.countries, _divisions(chosen), _points(chosen))
    places = []
    for name, best in zip(found, _choose(found, context), strict=True):
        if _believable(name, best, text, words, context):
            start, end = words[name.first].start, words[name.last - 1].end
            rule = "container" if name.fixed else "context" if context.score(best) > best.weight + 1 else "size"
            known = gazetteer.identity(best, rule)
            places.append(
                Place(
                    text=text[start:end], start=start, end=end, name=known.name, country=known.country, admin1=known.admin1,
                    lat=known.lat, lon=known.lon, geonameid=known.geonameid, precision=known.precision, rule=rule,
                )
            )  # fmt: skip
    return tuple(places)


def _names_of_places(text: str, words: Sequence[Word], gazetteer: Gazetteer, table: ActorTable) -> list[_Found]:
    shouted = sum(w.text.isupper() for w in words) > 0.7 * len(words)  # noqa: PLR2004 - wire reports in capitals
    taken, demonyms = _other_names(words, table)
    spans = _known_spans(text, words, gazetteer, shouted=shouted)
    found: list[_Found] = []
    i = 0
    while i < len(words):
        last = next((last for last in spans.get(i, ()) if not taken & set(range(i, last))), None)
        if last is None or (last == i + 1 and (i in demonyms or words[i].key in _NEVER)) or (
            not shouted and _part_of_larger(text, words, i, last, table)
        ):
            i += 1
            continue
        options = gazetteer.candidates(" ".join(word.key for word in words[i:last]))
        held, end = _container(text, words, last, options, gazetteer)
        found.append(_Found(i, last, held or options, bool(held)))
        i = last if not end else last
    return found


def _other_names(words: Sequence[Word], table: ActorTable) -> tuple[set[int], set[int]]:
    """Words of persons, organisations and groups; and demonyms."""
    taken: set[int] = set()
    demonyms: set[int] = set()
    for name in table.named(words):
        inside = set(range(name.first, name.last))
        if name.entity.kind != "state":
            taken |= inside
        elif name.role in {"adjective", "people"}:
            demonyms |= inside
    return taken, demonyms


def _known_spans(text: str, words: Sequence[Word], gazetteer: Gazetteer, *, shouted: bool) -> dict[int, list[int]]:
    """Ends of known names by the word they begin with, the longest first."""
    spans = []
    for first, word in enumerate(words):
        if not (word.text[0].isupper() or not word.text[0].isascii() or word.key in {"al", "el"}):
            continue
        for last in range(min(first + _LONGEST, len(words)), first, -1):
            inside = words[first:last]
            if any(re.search(r"[.,;:!?()\"“”\n]", text[a.end : b.start]) and not (len(a.key) <= 2 or a.key in {"fort", "mount"}) for a, b in zip(inside, inside[1:], strict=False)):  # noqa: PLR2004
                continue
            if any(word.possessive for word in inside[:-1]):
                continue
            if shouted or inside[-1].text[0].isupper() or inside[-1].text[0].isdigit() or inside[-1].key in _TYPES:
                spans.append((first, last))
    known = gazetteer.known([" ".join(w.key for w in words[a:b]) for a, b in spans]) if spans else []
    ends: dict[int, list[int]] = {}
    for (first, last), good in zip(spans, known, strict=True):
        if good:
            ends.setdefault(first, []).append(last)
    return ends


def _part_of_larger(text: str, words: Sequence[Word], first: int, last: int, table: ActorTable) -> bool:
    """True where capitalised neighbours make it part of a person's or an organisation's name."""
    before = words[first - 1] if first else None
    after = words[last] if last < len(words) else None
    if before and text[before.end : words[first].start] in {" ", ". "}:
        gap = text[before.end : words[first].start]
        if before.key in _TITLES:
            return True
        if gap == " " and before.text[0].isupper() and before.key not in _OPENERS | _DIRECTIONS | _TYPE_WORDS and not table.has_noun(before.key):
            adjective = table.compiled.names.get(before.key)
            if not adjective and not before.text.isupper():
                return True
        if gap == ". " and len(before.text) == 1:
            return True  # an initial: "John D. Marion"
    if after and text[words[last - 1].end : after.start] == " " and after.text[0].isupper() and not words[last - 1].possessive:
        return last - first == 1 and after.key not in _TYPE_WORDS | _SITES and not table.has_noun(after.key) and (
            after.key not in _OPENERS and after.key not in _NEVER and after.key not in table.compiled.names
        )
    return False


def _container(
    text: str, words: Sequence[Word], last: int, options: Sequence[Candidate], gazetteer: Gazetteer
) -> tuple[tuple[Candidate, ...], int]:
    """Options that the name behind a comma holds ("Alexandria, La."), and where that name ends."""
    if last >= len(words) or not re.fullmatch(r"\s*,\s*|\s+\(|\s+in\s+(the\s+)?", text[words[last - 1].end : words[last].start]):
        return (), 0
    for end in range(min(last + 3, len(words)), last, -1):
        if not words[last].text[0].isupper():
            break
        for outer in _named(" ".join(word.key for word in words[last:end]), gazetteer):
            if outer.kind in {"country", "division"}:
                held = tuple(place for place in _within(options, outer) if place.kind not in {"country"})
                if held:
                    return held, end
    return (), 0


def _document_context(found: Sequence[_Found], text: str, words: Sequence[Word], table: ActorTable) -> _Context:
    """Countries that the text names or implies: states, demonyms, containers and large cities."""
    counts: dict[str, float] = {}
    for name in table.named(words):
        if name.entity.kind == "state":
            counts[name.entity.country] = counts.get(name.entity.country, 0.0) + 1.0
    for place in found:
        best = max(place.options, key=lambda option: option.weight)
        if best.country and (place.fixed or best.kind in {"division", "district"} or best.weight > _LARGE + 0.7):
            counts[best.country] = counts.get(best.country, 0.0) + (2.0 if place.fixed else 1.0)
    fixed = [max(place.options, key=lambda option: option.weight) for place in found if place.fixed]
    return _Context(_shares(counts), _divisions(fixed), [(place.lat, place.lon) for place in fixed])


def _choose(found: Sequence[_Found], context: _Context) -> list[Candidate]:
    return [max(place.options, key=context.score) for place in found]


def _divisions(chosen: Sequence[Candidate]) -> dict[tuple[str | None, str | None], float]:
    counts: dict[tuple[str | None, str | None], float] = {}
    for place in chosen:
        if place.admin1:
            counts[place.country, place.admin1] = counts.get((place.country, place.admin1), 0.0) + 1.0
    total = sum(counts.values())
    return {key: value / total for key, value in counts.items()}


def _points(chosen: Sequence[Candidate]) -> list[tuple[float, float]]:
    return [(place.lat, place.lon) for place in chosen if place.kind in {"district", "division"} or place.weight > _LARGE]


def _believable(name: _Found, best: Candidate, text: str, words: Sequence[Word], context: _Context) -> bool:
    """Whether a name is meant as a place: larger ones always, small ones with a preposition, a container or neighbours."""
    if name.fixed or best.kind in {"country", "region", "site", "district", "division"} or name.last - name.first > 1:
        return True
    before = words[name.first - 1] if name.first else None
    located = before is not None and before.key in _BEFORE and "." not in text[before.end : words[name.first].start]
    if best.weight >= _LARGE:
        return True
    return located and context.score(best) > 4.0 or context.score(best) - best.weight > 2.0 + 0.2 * (5 - best.weight)
