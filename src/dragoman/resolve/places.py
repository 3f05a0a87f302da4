"""Where a place name is on Earth: a gazetteer in memory, the meaning of one name, and the place names of a text.

Namesakes are told apart by what stands beside them ("Paris, Texas"), the countries and places of the document, and their
size. `rule` says what decided; precision is that of the thing found: site, city, district, division, region or country.
"""

from __future__ import annotations

import hashlib
import math
import re
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow.parquet as pq

from dragoman.records import Place
from dragoman.resolve.names import Word, split_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import numpy.typing as npt
    import pyarrow as pa

    from dragoman.resolve.actors import ActorTable

_COLUMNS = ["geonameid", "name", "kind", "country", "admin1", "lat", "lon", "population", "primary", "keys"]
_EARTH_KM = 6371.0
_LONGEST = 5  # words of a name
_LARGE = 5.0  # weight of a city of 100,000
_ALIAS = 1.2  # what it costs a place to be named by an alternate name


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
            if len(self._known) > 50_000:
                self._known.clear()
            wanted = np.uint64(name_hash(key))
            first, last = np.searchsorted(self._hashes, wanted), np.searchsorted(self._hashes, wanted, side="right")
            found = tuple(
                self._candidate(int(self._rows[i]), primary=bool(self._primary[i])) for i in range(first, last)
            )
            self._known[key] = found
        return found

    def spelled(self, key: str) -> tuple[Candidate, ...]:
        """Places whose name differs by the article alone, which transliterations write in many ways or not at all."""
        article, _, bare = key.partition(" ")
        if article in _ARTICLES and bare:
            return next((found for name in (bare, f"al {bare}") if (found := self.candidates(name))), ())
        return self.candidates(f"al {key}")

    def _candidate(self, row: int, *, primary: bool) -> Candidate:
        kind = self._text["kind"][row].as_py()
        people = math.log10(int(self._population[row]) + 10)
        weight = {
            "city": people,
            "division": 0.75 * people + 0.5,
            "district": 0.55 * people,
            "country": 9.0,
            "region": 7.0,
            "site": 6.2,
        }[kind]
        return Candidate(
            row, kind, self._text["country"][row].as_py(), self._text["admin1"][row].as_py(),
            float(self._lat[row]), float(self._lon[row]), weight if primary else weight - _ALIAS,
        )  # fmt: skip

    @cached_property
    def _countries(self) -> dict[str, int]:
        rows = np.flatnonzero(np.array(self._text["kind"].to_pylist()) == "country")
        return {self._text["country"][row].as_py(): int(row) for row in rows}

    def country(self, code: str) -> PlaceIdentity | None:
        """The country with an ISO 3166-1 alpha-3 code."""
        row = self._countries.get(code)
        return None if row is None else self.identity(self._candidate(row, primary=True), "country")

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
_ARTICLES = frozenset("al el ar as ash ad an at az es ed".split())
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
_TYPE_WORDS = (
    frozenset(_TYPES) | {f"{word}s" for word in _TYPES} | {"cities", "provinces", "counties", "municipalities"}
)
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
    "wash": "Washington", "wv": "West Virginia", "wi": "Wisconsin", "wis": "Wisconsin", "wy": "Wyoming", "wyo": "Wyoming", "dc": "D.C",
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


SHORT = 4  # letters; a word in lower case that is shorter begins no name


def resolve_place(
    text: str, *, countries: Mapping[str, float], near: Sequence[tuple[float, float]], gazetteer: Gazetteer
) -> PlaceIdentity | None:
    """The place that a mention names, or None; `countries` weighs those of the document, `near` are places around.

    What contains it may stand beside it: "Mosul, Iraq", "X village in Y district", "the Iraqi city of Mosul".
    """
    if text.islower() and len(text.split(maxsplit=1)[0]) < SHORT:
        return None  # "of" is a town in Turkey, but not in lower case
    context = _Context(_shares(countries), {}, near)
    whole = _resolve_part(text, None, context, gazetteer)
    if whole and whole[1] == "name":
        return gazetteer.identity(*whole)
    parts = [part for part in _PARTS.split(text) if part and part.strip()]
    return _resolve_parts(parts, context, gazetteer) if len(parts) > 1 else whole and gazetteer.identity(*whole)


def _resolve_parts(parts: Sequence[str], context: _Context, gazetteer: Gazetteer) -> PlaceIdentity | None:
    """Each part within the one behind it; a container is the likeliest of its namesakes that holds the part before."""
    found: tuple[Candidate, str] | None = None
    for position in range(len(parts) - 1, -1, -1):
        inner = _resolve_part(parts[position], found[0] if found else None, context, gazetteer)
        if found is None and position:
            inner = _holder(parts[position], parts[position - 1], context, gazetteer) or inner
        if inner is None or (found and _rank(inner[0]) > _rank(found[0])):
            continue  # unknown, or "Iraq's Anbar province, the country's largest": the finer one stays
        found = (inner[0], f"{inner[1]}, inside {gazetteer.identity(found[0], '').name}") if found else inner
    if found and found[0].country not in context.countries and "inside" not in found[1]:
        found = next((near for near in _alone(parts, context, gazetteer)), found)
    return gazetteer.identity(*found) if found else None


def _alone(parts: Sequence[str], context: _Context, gazetteer: Gazetteer) -> Iterator[tuple[Candidate, str]]:
    """Parts that name a place in a country of the document, where the chain as a whole makes no sense."""
    for part in parts:
        found = _resolve_part(part, None, context, gazetteer)
        if found and found[0].country in context.countries:
            yield found


def _holder(outer: str, inner: str, context: _Context, gazetteer: Gazetteer) -> tuple[Candidate, str] | None:
    """The state, province or country behind a comma that has a place of the name before it: "Birmingham, Ala."."""
    key = " ".join(word.key for word in split_words(outer))
    options = [o for o in _named(key, gazetteer) if o.kind in {"country", "division", "district", "region"}]
    for option in sorted(options, key=context.score, reverse=True):
        if _resolve_part(inner, option, context, gazetteer):
            return option, "name"
    return None


def _rank(place: Candidate) -> int:
    return ("site", "city", "district", "division", "region", "country").index(place.kind)


def _resolve_part(
    part: str, inside: Candidate | None, context: _Context, gazetteer: Gazetteer
) -> tuple[Candidate, str] | None:
    """Best candidate of one part, and the rule: by its whole name, else by the longest name within it."""
    words = split_words(part)
    while len(words) > 1 and words[0].key in _LEADING and not _known(words, gazetteer):
        words = words[1:]
    wanted = next((_TYPES[word.key] for word in reversed(words) if word.key in _TYPES), None)
    for first, last, rule in _spans(words):
        key = " ".join(word.key for word in words[first:last])
        candidates = _nearest_kin(_within(gazetteer.candidates(key) or gazetteer.spelled(key), inside), inside)
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
    if any(not word.text.islower() for word in words):
        yield 0, len(words), "name"
    for size in range(min(len(words) - 1, _LONGEST), 0, -1):
        for first in range(len(words) - size + 1):
            if words[first].text[0].isupper() or words[first].text[0].isdigit():
                plain = all(
                    w.key in _DIRECTIONS | _TYPE_WORDS | _LEADING for w in (*words[:first], *words[first + size :])
                )
                yield first, first + size, "name" if plain else "part of the name"


def _named(key: str, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """Places with a name as it stands behind a comma, where it may be short for a state of America."""
    state = _STATES.get(key)
    return gazetteer.candidates(key) + (gazetteer.candidates(state.lower()) if state else ())


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


def _nearest_kin(candidates: Sequence[Candidate], inside: Candidate | None) -> Sequence[Candidate]:
    """Of those in reach of a division the ones that belong to it, where there are any."""
    if inside is None or inside.kind != "division" or inside.admin1 is None:
        return candidates
    return [place for place in candidates if place.admin1 == inside.admin1] or candidates


_BEFORE = frozenset(
    "in at near from to of outside around between toward towards through across into via off inside near beyond throughout leaving reached visited".split()
)
_OPENERS = frozenset(
    "the a an in on at as and but or for from to by with when while after before since if this that these those it he she we "
    "they i you his her their our its my there here what who how why where which no not now then also both each all some "
    "many most more one two three four five six seven eight nine ten last next first former many several police".split()
)
_NEVER = frozenset(
    "gulf balkan front "
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday police university court council church street road avenue north south east "
    "west central union republic college hospital school sheriff mayor governor mobile reading most of male man "
    "best bar marine price date islam allah christian christmas easter ramadan god lord queen king prince pope "
    "bishop temple media orange rose liberty independence hope young long white black green brown grey gray page "
    "post herald tribune times star sun gazette journal united national international federal state county city "
    "town village district province center centre park lake river mount mountain island bay beach hill hills valley "
    "ridge creek falls springs grove forest garden gardens point heights line lane drive boulevard highway route "
    "interstate square plaza mall station airport bridge tower hall house building hotel company corporation inc "
    "group bank party congress parliament senate assembly ministry department office agency army navy force forces "
    "corps brigade unit team league club cup bowl games festival day week month year spring summer fall autumn "
    "winter english french german spanish russian arab arabic muslim jewish catholic american european asian "
    "african democrat republican democrats republicans mr mrs ms dr sir general colonel captain major sergeant "
    "president minister free said section mart energy electric reserve supreme superior metro many much very well "
    "new old big little great good real mission normal paradise justice enterprise commerce business trade".split()
)
_SURNAMES = frozenset(
    "hunter fisher parker butler carter cooper mason taylor tyler porter baker smith jones wilson johnson davis "
    "miller moore anderson thomas jackson harris martin thompson robinson clark lewis walker allen wright scott "
    "adams nelson campbell mitchell roberts turner phillips evans edwards collins stewart morris rogers reed cook "
    "morgan bell murphy bailey rivera richardson cox howard ward peterson ramirez james watson brooks kelly sanders "
    "bennett wood barnes ross henderson coleman jenkins perry powell patterson hughes simmons foster bryant "
    "alexander russell griffin hayes myers ford hamilton graham sullivan wallace woods cole owens reynolds ellis "
    "marshall gomez murray freeman wells webb simpson stevens tucker henry crawford boyd warren dixon ramos reyes "
    "burns gordon shaw holmes rice robertson hunt daniels palmer mills nichols grant knight ferguson stone dunn "
    "perkins hudson spencer gardner stephens payne pierce berry matthews arnold wagner willis ray watkins olson "
    "carroll duncan snyder hart cunningham bradley andrews ruiz harper fox riley armstrong carpenter weaver greene "
    "lawrence elliott chavez sims austin peters kelley franklin lawson obama bush clinton lincoln trump amber amy "
    "ruby pearl crystal ada eva ella anna maria".split()
)
_TITLES = frozenset(
    "mr mrs ms miss dr sir lord lady judge sheriff sgt lt col capt gen rep sen gov officer deputy detective chief coach pastor rev".split()
)


class _Found(NamedTuple):
    """A place name in a text, before it is known which place is meant."""

    first: int
    last: int
    options: tuple[Candidate, ...]
    fixed: bool  # by a container behind it


def find_places(text: str, gazetteer: Gazetteer, table: ActorTable) -> tuple[Place, ...]:
    """Place names of a running text, each with the place it most likely means here, in text order."""
    scan = _Scan(text, gazetteer, table)
    places = []
    for name, best, gain in _choose(scan.names(), scan.country_shares()):
        if scan.believable(name, best, gain):
            rule = "container" if name.fixed else "context" if gain > 1 else "size"
            places.append(_place(text, scan.words, name, gazetteer.identity(best, rule)))
    return tuple(places)


def _place(text: str, words: Sequence[Word], name: _Found, known: PlaceIdentity) -> Place:
    start, end = words[name.first].start, words[name.last - 1].end
    return Place(text=text[start:end], start=start, end=end, **known._asdict())


class _Scan:
    """One text being searched for place names."""

    def __init__(self, text: str, gazetteer: Gazetteer, table: ActorTable) -> None:
        self.text = text
        self.words = split_words(text)
        self._gazetteer = gazetteer
        self._table = table
        self._shouted = sum(w.text.isupper() for w in self.words) > 0.7 * len(self.words)  # wire reports in capitals
        self._actors = table.named(self.words)
        self._taken = {i for a in self._actors if a.entity.kind != "state" for i in range(a.first, a.last)}
        self._demonyms = {
            i
            for a in self._actors
            if a.role in {"adjective", "people"} and a.entity.kind == "state"
            for i in range(a.first, a.last)
        }
        self._seats = {a.first: a.last for a in self._actors if a.role == "seat"}
        self._surnames: set[str] = set()
        self._names: list[_Found] = []
        self._shares: Mapping[str, float] = {}
        self._ends_of_names: set[int] = set()

    def names(self) -> list[_Found]:
        """Names of places, the longest at each point, with the places that bear them."""
        ends = self._known_ends()
        self._surnames = {self.words[i].key for i in ends if self._after_given_name(i)}
        i = 0
        while i < len(self.words):
            last = next((last for last in ends.get(i, ()) if self._is_free(i, last)), None)
            i = self._add(i, last) if last else i + 1
        return self._names

    def _add(self, first: int, last: int) -> int:
        options = self._gazetteer.candidates(self._key(first, last))
        if self._seats.get(first) == last and all(option.kind == "site" for option in options):
            return last  # the White House as a body
        held, outer, end = self._container(last, options)
        self._names.append(_Found(first, last, held or options, bool(held)))
        self._ends_of_names.add(last)
        if outer:
            self._names.append(_Found(last, end, (outer,), fixed=True))
        return end or last

    def _key(self, first: int, last: int) -> str:
        return " ".join(word.key for word in self.words[first:last])

    def _gap(self, i: int) -> str:
        """What stands between word i and the one before it."""
        return self.text[self.words[i - 1].end : self.words[i].start] if 0 < i < len(self.words) else "\n"

    def _known_ends(self) -> dict[int, list[int]]:
        """Ends of known names by the word they begin with, the longest first."""
        spans = [(i, last) for i in range(len(self.words)) for last in self._ends(i)]
        known = self._gazetteer.known([self._key(*span) for span in spans]) if spans else []
        ends: dict[int, list[int]] = {}
        for (first, last), good in zip(spans, known, strict=True):
            if good:
                ends.setdefault(first, []).append(last)
        return ends

    def _ends(self, first: int) -> list[int]:
        """Where a name that begins at a word may end: within the phrase, at a capital or a word such as "district"."""
        word = self.words[first]
        if not word.text[0].isupper() and word.text[0].isascii() and word.key not in {"al", "el"}:
            return []
        ends = []
        for last in range(first + 1, min(first + _LONGEST, len(self.words)) + 1):
            if last > first + 1 and not _JOINT.fullmatch(self._gap(last - 1)):
                break
            if last > first + 1 and self.words[last - 2].possessive:
                break
            end = self.words[last - 1]
            if end.text[0].isupper() or end.text[0].isdigit() or (end.key in _TYPES and word.key not in _OPENERS):
                ends.append(last)
        return ends[::-1]

    def _is_free(self, first: int, last: int) -> bool:
        inside = range(first, last)
        if self._taken.intersection(inside) or (last == first + 1 and first in self._demonyms):
            return False
        keys = [self.words[i].key for i in inside]
        if all(key in _PLAIN_WORDS for key in keys) or (len(keys) == 1 and keys[0] in _NEVER | _SURNAMES):
            return False
        if keys in (["us"], ["uk"], ["u", "s"]) and not (first and self.words[first - 1].key in _BEFORE | {"the"}):
            return False
        word = self.words[first].text
        if len(keys) == 1 and not self._shouted and word.isupper() and len(word) < _ACRONYM and keys[0] not in _STATES:
            return "." in word or keys[0] in {"usa", "uae", "uk", "us"}
        return self._shouted or not self._part_of_larger(first, last)

    def _after_given_name(self, i: int) -> bool:
        """True for the last word of "Marion Welch", but not of "Iraqi Kurdistan" or "Mayor Smith"."""
        before = self.words[i - 1] if i else None
        return bool(
            before and self._gap(i) == " " and before.text[0].isupper() and not before.text.isupper() and not before.possessive
            and before.key not in _OPENERS | _DIRECTIONS | _TYPE_WORDS and before.key not in _NEVER
            and not self._table.has_noun(before.key) and before.key not in self._table.compiled.names
        )  # fmt: skip

    def _part_of_larger(self, first: int, last: int) -> bool:
        """True where capitalised neighbours make it part of a person's or an organisation's name."""
        before = self.words[first - 1] if first else None
        if before and (
            before.key in _TITLES
            or self._after_given_name(first)
            or (len(before.text) == 1 and self._gap(first) == ". ")
        ):
            return True
        if last >= len(self.words) or last - first > 1 or self._gap(last) != " " or self.words[last - 1].possessive:
            return False
        after = self.words[last]
        known = after.key in _TYPE_WORDS | _SITES | _OPENERS or after.key in _NEVER or self._table.has_noun(after.key)
        return after.text[0].isupper() and not known and after.key not in self._table.compiled.names

    def _container(
        self, last: int, options: Sequence[Candidate]
    ) -> tuple[tuple[Candidate, ...], Candidate | None, int]:
        """Options that the name behind a comma holds ("Alexandria, La."), that name's place, and where it ends."""
        if last >= len(self.words) or not _OUTER.fullmatch(self._gap(last)) or not self.words[last].text[0].isupper():
            return (), None, 0
        for end in range(min(last + 3, len(self.words)), last, -1):
            if any(not _JOINT.fullmatch(self._gap(i)) for i in range(last + 1, end)):
                continue
            for outer in _named(self._key(last, end), self._gazetteer):
                held = (
                    tuple(o for o in _within(options, outer) if o.kind != "country")
                    if outer.kind in {"country", "division"}
                    else ()
                )
                if held:
                    return held, outer, end
        return (), None, 0

    def country_shares(self) -> Mapping[str, float]:
        """Share of each country in what the text names: demonyms, bodies, containers, states and large cities."""
        counts: dict[str, float] = {}
        for actor in self._actors:
            if actor.entity.kind != "state" or actor.role != "name":
                share = 0.5 if actor.entity.kind == "state" else 0.3
                counts[actor.entity.country] = counts.get(actor.entity.country, 0.0) + share
        for place in self._names:
            best = max(place.options, key=lambda option: option.weight)
            if best.country and (place.fixed or best.kind in {"country", "division"} or best.weight > _LARGE + 0.7):
                share = (2.0 if place.fixed else 1.0) / len(
                    {option.country for option in place.options if option.weight > _TOWN} | {best.country}
                )
                counts[best.country] = counts.get(best.country, 0.0) + share
        self._shares = _shares(counts)
        return self._shares

    def believable(self, name: _Found, best: Candidate, gain: float) -> bool:
        """Whether a name is meant as a place: larger ones always, small ones with a preposition or with neighbours."""
        if name.fixed or best.kind in {"country", "region", "site", "district", "division"} or best.weight >= _LARGE:
            return True
        if name.last - name.first > 1:
            return True
        i = name.first
        after = self.words[i + 1] if i + 1 < len(self.words) else None
        if self.words[i].key in self._surnames or self._table.has_noun(self.words[i].key):
            return False
        if (
            not self._shouted
            and after
            and after.text[0].isupper()
            and self._gap(i + 1) == " "
            and after.key not in _TYPE_WORDS
        ):
            return False
        located = i > 0 and self.words[i - 1].key in _BEFORE and "." not in self._gap(i)
        located |= self._gap(i).endswith("(") or (self._gap(i) == ", " and i in self._ends_of_names)
        typed = after is not None and after.key in _TYPE_WORDS and self._gap(i + 1) == " "
        alone = not self._shares or best.country in self._shares
        return gain > _MUCH or ((located or typed) and (gain > _SOME or (alone and best.weight > _VILLAGE)))


_PLAIN_WORDS = _OPENERS | _TYPE_WORDS | _DIRECTIONS
_JOINT = re.compile(r"[ \-–’'ʻ]{1,2}|\. ")  # between the words of one name
_OUTER = re.compile(r"\s*,\s*|\s+\(|\s+in\s+(the\s+)?")
_ACRONYM = 5  # letters: a shorter word in capitals is no place name in mixed text
_TOWN, _VILLAGE = 4.0, 3.4  # weights of places of 10,000 and of 2,500
_SOME, _MUCH = 1.0, 3.0  # gain from the document that a small place needs, with a preposition before it and without
_REACH_KM = 100.0
_OPTIONS = 25  # of one name, the largest ones


def _choose(found: Sequence[_Found], countries: Mapping[str, float]) -> list[tuple[_Found, Candidate, float]]:
    """The place meant by each name, and what the document adds to its size: its country and the places around.

    Names support one another: each adds up to 1 to an option for its own nearest option, less if it has many. Namesakes
    thus settle where most of the names are close together. Gain is at most 3 for the country and 5 for neighbours.
    """
    names = [name._replace(options=tuple(sorted(name.options, key=lambda o: -o.weight)[:_OPTIONS])) for name in found]
    if not names:
        return []
    options = [option for name in names for option in name.options]
    owner = np.repeat(np.arange(len(names)), [len(name.options) for name in names])
    near = _nearness(options)
    starts = np.flatnonzero(np.diff(owner, prepend=-1))
    best = np.maximum.reduceat(near, starts, axis=1)  # options x names
    say = np.array([_say(name) for name in names])
    keys = np.array([hash(tuple(o.row for o in name.options)) for name in names])
    first_of_key = np.zeros(len(names), dtype=bool)
    first_of_key[np.unique(keys, return_index=True)[1]] = True
    others = first_of_key[None, :] & (keys[None, :] != keys[owner][:, None])
    support = (best * say[None, :] * others).sum(axis=1)
    gains = 5.0 * (1.0 - np.exp(-support)) + 3.0 * np.array([countries.get(o.country or "", 0.0) for o in options])
    scores = np.array([o.weight for o in options]) + gains
    chosen = []
    for name, start in zip(names, starts, strict=True):
        at = int(start) + int(np.argmax(scores[start : start + len(name.options)]))
        chosen.append((name, options[at], float(gains[at])))
    return chosen


def _say(name: _Found) -> float:
    """How much a name tells of where the others are: nothing for a country, less for one of many namesakes."""
    if all(option.kind in {"country", "region"} for option in name.options):
        return 0.0
    return 1.0 if name.fixed else 1.0 / (1.0 + math.log(len(name.options)))


def _nearness(options: Sequence[Candidate]) -> npt.NDArray[np.float64]:
    """For each two places 1 at the same point, falling with distance; at least 0.5 within one division."""
    lat = np.radians([option.lat for option in options])
    lon = np.radians([option.lon for option in options])
    points = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
    chord = np.sqrt(np.maximum(0.0, 2.0 - 2.0 * points @ points.T))
    near = np.exp(-chord * _EARTH_KM / _REACH_KM)
    numbers: dict[object, int] = {}
    division = np.array(
        [numbers.setdefault((o.country, o.admin1), len(numbers)) if o.admin1 else -1 - i for i, o in enumerate(options)]
    )
    same = division[:, None] == division[None, :]
    result: npt.NDArray[np.float64] = np.maximum(near, 0.5 * same)
    result[:, [option.kind in {"country", "region"} for option in options]] = 0.0
    return result
