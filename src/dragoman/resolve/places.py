"""Where a place name is on Earth: a gazetteer in memory, the meaning of one name, and the place names of a text.

Namesakes are told apart by what stands beside them ("Paris, Texas"), the countries and places of the document, and their
size. `rule` says what decided; precision is that of the thing found: site, city, district, division, region or country.
"""

from __future__ import annotations

import hashlib
import math
import re
from bisect import bisect_left
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dragoman.records import Place
from dragoman.resolve.names import Word, split_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    import numpy.typing as npt

    from dragoman.resolve.table import ActorTable, Named

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
    return int.from_bytes(_digest(key), "little")


def _digest(key: str) -> bytes:
    return hashlib.blake2b(key.encode(), digest_size=8).digest()


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
        hashes = np.frombuffer(b"".join(map(_digest, keys)), dtype="<u8")
        at = np.minimum(np.searchsorted(self._hashes, hashes), len(self._hashes) - 1)
        return (self._hashes[at] == hashes).tolist()  # type: ignore[no-any-return]

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

    def is_only(self, key: str) -> bool:
        """Whether a folded name is that of a town or more, and of nothing near as large in another country."""
        found = sorted(self.candidates(key), key=lambda place: -place.weight)
        rival = next((place.weight for place in found if place.country != found[0].country), 0.0)
        return bool(found) and found[0].weight > max(TOWN, rival + 1.0)

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
    def peopled(self) -> frozenset[tuple[str | None, str | None]]:
        """Divisions (country and name) that cities are known to lie in."""
        cities = pa.table({name: self._text[name] for name in ("kind", "country", "admin1")})
        cities = cities.filter(pc.equal(cities["kind"], "city")).group_by(["country", "admin1"]).aggregate([])
        return frozenset(zip(cities["country"].to_pylist(), cities["admin1"].to_pylist(), strict=True))

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
    "nearby neighbouring neighboring war torn occupied nord sud est ouest centre norte sul oeste noroeste nordeste sudeste "
    "sudoeste noroccidente occidental oriental".split()
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
_OF_PLACES = _TYPE_WORDS | _SITES
_PUBLIC = frozenset("square park plaza street avenue bridge market stadium palace tower".split())
_AROUND = _DIRECTIONS | _TYPE_WORDS | _LEADING
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
    "up": "Uttar Pradesh", "mp": "Madhya Pradesh", "hp": "Himachal Pradesh", "j k": "Jammu and Kashmir",
    "ab": "Alberta", "qc": "Quebec", "nb": "New Brunswick", "ns": "Nova Scotia",
}  # fmt: skip
_MATTER = re.compile(r"(?P<body>\b[Cc]ourt) of (?:Justice|Appeals?|Human Rights|First Instance)\b")  # no places
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


TOWN = 4.0  # weight of ten thousand people; ten times as many add one
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
    parts = _joined([part for part in _PARTS.split(_MATTER.sub(r"\g<body>", text)) if part and part.strip()], gazetteer)
    return _resolve_parts(parts, context, gazetteer) if len(parts) > 1 else whole and gazetteer.identity(*whole)


def _joined(parts: Sequence[str], gazetteer: Gazetteer) -> list[str]:
    """Parts of which two that are one name together are one: "Bogota, D.C."."""
    joined: list[str] = []
    for part in parts:
        if joined and _known(split_words(f"{joined[-1]} {part}"), gazetteer):
            joined[-1] = f"{joined[-1]} {part}"
        else:
            joined.append(part)
    return joined


def _resolve_parts(parts: Sequence[str], context: _Context, gazetteer: Gazetteer) -> PlaceIdentity | None:
    """Each part within the one behind it; a container is the likeliest of its namesakes that holds a part before."""
    found: tuple[Candidate, str] | None = None
    for position in range(len(parts) - 1, -1, -1):
        inner = _resolve_part(parts[position], found[0] if found else None, context, gazetteer)
        if found is None and position:
            inner = _outermost(parts[: position + 1], inner, context, gazetteer)
        if inner is None or (found and _rank(inner[0]) > _rank(found[0])):
            continue  # unknown, or "Iraq's Anbar province, the country's largest": the finer one stays
        found = (inner[0], f"{inner[1]}, inside {gazetteer.identity(found[0], '').name}") if found else inner
    return gazetteer.identity(*found) if found else None


def _outermost(
    parts: Sequence[str], alone: tuple[Candidate, str] | None, context: _Context, gazetteer: Gazetteer
) -> tuple[Candidate, str] | None:
    """What the last part means as a container of those before it.

    None where it holds none of them and is foreign here, while one of them is at home: then it is no place, or unknown.
    """
    for inner in reversed(parts[:-1]):
        if held := _holder(parts[-1], inner, context, gazetteer):
            return held
    if alone is None or alone[0].country in context.countries:
        return alone
    if not any(_resolve_part(part, None, context, gazetteer) for part in parts[:-1]):
        return _area(parts[-1], context, gazetteer) or alone
    return None if any(_is_sure(part, alone[0], context, gazetteer) for part in parts[:-1]) else alone


def _is_sure(part: str, than: Candidate, context: _Context, gazetteer: Gazetteer) -> bool:
    """Whether a part names a place in a country of the document, or by its whole name a much larger one."""
    found = _resolve_part(part, None, context, gazetteer)
    if found is None or found[0].kind in {"country", "region"}:
        return False
    return found[0].country in context.countries or (found[1] == "name" and found[0].weight > than.weight + 1.0)


def _area(part: str, context: _Context, gazetteer: Gazetteer) -> tuple[Candidate, str] | None:
    """The country or division of a name: as a container it is likelier meant than a city."""
    key = " ".join(word.key for word in split_words(part))
    areas = [option for option in _named(key, gazetteer) if option.kind in {"country", "division"}]
    return (max(areas, key=context.score), "name") if areas else None


def _holder(outer: str, inner: str, context: _Context, gazetteer: Gazetteer) -> tuple[Candidate, str] | None:
    """The state, province or country behind a comma that has a place of the name before it: "Birmingham, Ala."."""
    words = split_words(outer)
    while len(words) > 1 and words[-1].key in _TYPE_WORDS:
        words = words[:-1]
    key = " ".join(word.key for word in words)
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
        candidates = _within(gazetteer.candidates(key) or gazetteer.spelled(key), inside, gazetteer)
        if not candidates or (last - first == 1 and _is_plain(words[first], whole=len(words) == 1)):
            continue
        if inside is None and _is_general(words[first:last]):
            told = context.countries
            candidates = [o for o in candidates if o.kind != "site" or not told or o.country in told]
            if not candidates:
                continue
        typed = wanted if last - first < len(words) else None
        best = max(candidates, key=lambda place: context.score(place) + 4.0 * (place.kind == typed))
        if rule == "name" or inside or best.weight >= _LARGE or best.country in context.countries:
            torn = rule != "name" and not inside and _is_torn(words, first, last)
            return (
                None
                if torn and best.country != max(context.countries, key=context.countries.__getitem__, default=None)
                else (best, rule)
            )
    return None


def _is_torn(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether a part of a name stands beside another word of it: "Soto" in "Soto Cano"."""
    beside = (*words[max(0, first - 1) : first], *words[last : last + 1])
    return any(
        word.text[0].isupper() and not word.text.isupper() and word.key not in _AROUND | _OF_PLACES for word in beside
    )


def _is_plain(word: Word, *, whole: bool) -> bool:
    """A word that names no place, or none as a part of a name: "bridge", "the National Congress"."""
    return word.key in _OF_PLACES or (not whole and (word.key in _NEVER or word.key in _DIRECTIONS))


def _is_general(words: Sequence[Word]) -> bool:
    """Whether a name could be that of a square or park of many cities: "Independence Square"."""
    return len(words) > 1 and words[-1].key in _PUBLIC and all(word.key in _OF_PLACES | _NEVER for word in words)


def _known(words: Sequence[Word], gazetteer: Gazetteer) -> bool:
    return bool(gazetteer.candidates(" ".join(word.key for word in words)))


def _spans(words: Sequence[Word]) -> Iterable[tuple[int, int, str]]:
    """Stretches of a name worth a look: all of it, then shorter ones from the longest, capitalised ones only."""
    if any(not word.text.islower() for word in words):
        yield 0, len(words), "name"
    for size in range(min(len(words) - 1, _LONGEST), 0, -1):
        for first in range(len(words) - size + 1):
            if words[first].text[0].isupper() or words[first].text[0].isdigit():
                plain = all(w.key in _AROUND for w in (*words[:first], *words[first + size :]))
                yield first, first + size, "name" if plain else "part of the name"


def _named(key: str, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """Places with a name as it stands behind a comma, where it may be short for a state of America."""
    state = _STATES.get(key)
    return gazetteer.candidates(key) + (gazetteer.candidates(state.lower()) if state else ())


def _within(candidates: Sequence[Candidate], inside: Candidate | None, gazetteer: Gazetteer) -> Sequence[Candidate]:
    """Those that a container holds: by country, by division, or within reach of a district or city."""
    if inside is None:
        return candidates
    if inside.kind == "country":
        return [place for place in candidates if place.country == inside.country and place.kind != "country"]
    reach = _REACHES[inside.kind]
    if inside.kind == "division" and (inside.country, inside.admin1) in gazetteer.peopled:
        reach = _BORDER_KM
    held = [
        place
        for place in candidates
        if place.row != inside.row
        and (place.country == inside.country or inside.country is None)
        and (_is_kin(place, inside) or distance_km((place.lat, place.lon), (inside.lat, inside.lon)) < reach)
    ]
    return [place for place in held if _is_kin(place, inside)] or held


def _is_kin(place: Candidate, division: Candidate) -> bool:
    """Whether a place belongs to a division by its own record."""
    return division.kind == "division" and place.admin1 is not None and place.admin1 == division.admin1


_REACHES = {"division": 400.0, "region": 900.0, "district": 120.0, "city": 60.0, "site": 60.0}
_BORDER_KM = (
    60.0  # around the middle of a division whose places are known: those that another list gives to a neighbour
)


_PARTICLES = frozenset("al el ul ez az de del da do dos das du des sur sous la las los le les bin wa en".split())
_KINDS = frozenset("estado ciudad cidade provincia departamento republica municipio distrito puerto porto isla".split())
_BACKED = frozenset(
    "backed led allied aligned linked affiliated funded supported sponsored trained armed equipped made".split()
)
_THINGS = frozenset({"Day", "Week", "Accord", "Accords", "Agreement", "Agreements", "Treaty", "Protocol"})
_BEFORE = frozenset(
    "in at near from to of outside around between toward towards through across into via off inside near beyond throughout leaving reached visited".split()
)
_OPENERS = frozenset(
    "the a an in on at as and but or for from to by with when while after before since if this that these those it he she we "
    "they i you his her their our its my there here what who how why where which no not now then also both each all some "
    "many most more one two three four five six seven eight nine ten last next first former many several police".split()
)
_NEVER = frozenset(
    "gulf balkan front bureau "
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
    fixed: bool = False  # by a container behind it
    lent: bool = False  # unknown where its container is: the options are those of the container


def find_places(
    text: str, gazetteer: Gazetteer, table: ActorTable, named: Sequence[Named] | None = None
) -> tuple[Place, ...]:
    """Place names of a running text, each with the place it most likely means here, in text order.

    `named` are the known actors among its words, where they have been looked up.
    """
    scan = _Scan(text, gazetteer, table, table.named(split_words(text)) if named is None else named)
    places = []
    names, shares = scan.names(), scan.country_shares()
    chosen = _choose(names, shares)
    meant = [name for name, best, gain in chosen if scan.believable(name, best, gain)]
    if len(meant) < len(names):
        chosen = _choose(meant, shares)  # again, without the words that are no places
    for name, best, gain in chosen:
        rule = _LENT if name.lent else "container" if name.fixed else "context" if gain > 1 else "size"
        places.append(_place(text, scan.words, name, gazetteer.identity(best, rule)))
    return tuple(places)


def _place(text: str, words: Sequence[Word], name: _Found, known: PlaceIdentity) -> Place:
    start, end = words[name.first].start, words[name.last - 1].end
    return Place(text=text[start:end], start=start, end=end, **known._asdict())


class _Scan:
    """One text being searched for place names."""

    def __init__(self, text: str, gazetteer: Gazetteer, table: ActorTable, named: Sequence[Named]) -> None:
        self.text = text
        self.words = split_words(text)
        self._gazetteer = gazetteer
        self._table = table
        self._shouted = sum([w.text.isupper() for w in self.words]) > 0.7 * len(self.words)  # wire reports in capitals
        self._actors = named
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
        self._told = 0.0  # how often the country is told that is told most
        self._ends_of_names: set[int] = set()
        self._holders: dict[int, _Found] = {}  # containers found behind a name, by their first word

    def names(self) -> list[_Found]:
        """Names of places, the longest at each point, with the places that bear them."""
        ends = self._known_ends()
        self._surnames = {self.words[i].key for i in ends if self._after_given_name(i)}
        i = 0
        while i < len(self.words):
            last = next((last for last in ends[i] if self._is_free(i, last)), None) if i in ends else None
            i = self._add(i, last or i + 1) if last or i in self._holders else i + 1
        return self._names

    def _add(self, first: int, last: int) -> int:
        if first in self._holders:
            self._names.append(self._holders[first])
            return self._holders[first].last
        options = self._meant(first, last, self._gazetteer.candidates(self._key(first, last)))
        if self._seats.get(first) == last:
            if all(option.kind == "site" for option in options):
                return last  # the White House as a body
            if not self._is_typed(last):  # Washington is the capital, unless it is called a state
                options = tuple(option for option in options if option.kind not in _WIDE) or options
        self._names.append(self._held(first, last, options))
        self._ends_of_names.add(last)
        return last

    def _meant(self, first: int, last: int, options: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """Options of the kind that the word behind a name or the brackets around it tell, or all where none is."""
        kinds: AbstractSet[str] = frozenset()
        if first in self._in_brackets:
            kinds = _WIDE | {"country"}
        elif self._is_typed(last):
            kinds = {_TYPES.get(self.words[last].key, "")}
            if kinds & _WIDE:
                kinds = _WIDE
        return tuple(option for option in options if option.kind in kinds) or options

    @cached_property
    def _in_brackets(self) -> frozenset[int]:
        """First words of names in brackets, which tell where the name before them lies."""
        starts = [word.start for word in self.words]
        opened = {bisect_left(starts, bracket.end()) for bracket in re.finditer(r"\(", self.text)}
        opened = {i for i in opened if 0 < i < len(starts) and self._gap(i).endswith("(")}
        return frozenset(first for i in opened for first, _ in self._bracketed(i))

    def _held(self, first: int, last: int, options: tuple[Candidate, ...]) -> _Found:
        """A name with those of its options that the containers behind it hold, or else with the container itself."""
        behind = last + 1 if self._is_typed(last) and self.words[last].text.islower() else last
        found, outers, holding = _Found(first, last, options), self._outers(behind), 0
        for outer in outers:
            kept = [(o, held) for o in outer.options if (held := self._inside(found.options, o))]
            kept = [pair for pair in kept if pair[0].kind != "district"] or kept
            if kept:
                inside = tuple(dict.fromkeys(place for _, places in kept for place in places))
                found, holding = _Found(first, last, inside, fixed=True), holding + 1
                self._holders[outer.first] = outer._replace(options=tuple(o for o, _ in kept), fixed=True)
        lent = None if holding else next((outer for outer in outers if self._is_lent(found, outer)), None)
        return found if lent is None else self._lend(found, lent)

    def _lend(self, name: _Found, outer: _Found) -> _Found:
        """A name put where the finest container behind it is that the outermost one holds."""
        behind = name.last + self._is_typed(name.last)
        for span in self._bracketed(behind) if "(" in self._gap(behind) else []:
            if span[0] < outer.first and (inner := self._in_any(self._called(*span), outer.options)):
                self._holders[span[0]] = _Found(*span, inner, fixed=True)
                return name._replace(options=inner, lent=True)
        return name._replace(options=outer.options, lent=True)

    def _in_any(self, options: Sequence[Candidate], outers: Sequence[Candidate]) -> tuple[Candidate, ...]:
        return tuple(dict.fromkeys(place for outer in outers for place in self._inside(options, outer)))

    def _inside(self, options: Sequence[Candidate], outer: Candidate) -> list[Candidate]:
        return [o for o in _within(options, outer, self._gazetteer) if o.kind not in {"country", "region"}]

    def _is_lent(self, name: _Found, outer: _Found) -> bool:
        """Whether a name that its container does not hold is one more place of that name, which no table knows."""
        short = self._shouted and self.words[outer.first].key in _STATES  # "IN" is no Indiana in a text of capitals
        if (
            short
            or self.words[outer.first].key in _DIRECTIONS
            or any(option.kind == "country" for option in name.options)
        ):
            return False
        cities = [option.weight for option in name.options if option.kind == "city"]
        if "(" in self._gap(name.last + self._is_typed(name.last)):
            return max(cities, default=0.0) < _CITY
        listed = any(o.kind == "city" and o.weight > _TOWN for o in self._called(outer.first, outer.last))
        small = all(option.kind in {"city", "district"} for option in name.options)
        return small and max(cities, default=0.0) < (_TOWN if listed else _CITY)

    def _outers(self, last: int) -> list[_Found]:
        """What stands behind a name as its container, the outermost first: a name behind a comma or those in brackets."""
        if last >= len(self.words) or not _OUTER.fullmatch(self._gap(last)):
            return []
        spans = self._bracketed(last) if "(" in self._gap(last) else self._next(last)
        found = [_Found(*span, self._areas(*span, bare="(" not in self._gap(last))) for span in spans[::-1]]
        return [outer for outer in found if outer.options]

    def _next(self, first: int) -> list[tuple[int, int]]:
        """The longest name at a word that may hold another."""
        if not self.words[first].text[0].isupper():
            return []
        for end in range(min(first + 3, len(self.words)), first, -1):
            if all(_JOINT.fullmatch(self._gap(i)) for i in range(first + 1, end)) and self._areas(
                first, end, bare=True
            ):
                return [(first, end)]
        return []

    def _bracketed(self, first: int) -> list[tuple[int, int]]:
        """Names in brackets that begin at a word, parted by commas; none where other words stand among them."""
        spans, start = [], first
        for i in range(first, min(first + _BRACKETED, len(self.words))):
            after = self.text[self.words[i].end : self.words[i].end + 2]
            if after[:1] in {",", ")"}:
                spans.append((start, i + 1))
                start = i + 1
            if after[:1] == ")":
                return [span for span in spans if self.words[span[0]].text[0].isupper()]
        return []

    def _areas(self, first: int, last: int, *, bare: bool) -> tuple[Candidate, ...]:
        """Countries and divisions of a name, also districts where it stands in brackets or is called one."""
        typed = last > first + 1 and self.words[last - 1].key in _TYPE_WORDS
        kinds = {"country", "division"} if bare and not typed else {"country", "division", "district"}
        return tuple(option for option in self._called(first, last) if option.kind in kinds)

    def _called(self, first: int, last: int) -> tuple[Candidate, ...]:
        """Places of a name, which may have its type behind it."""
        plain = last
        while plain > first + 1 and self.words[plain - 1].key in _TYPE_WORDS:
            plain -= 1
        return _named(self._key(first, last), self._gazetteer) or _named(self._key(first, plain), self._gazetteer)

    def _key(self, first: int, last: int) -> str:
        return " ".join([word.key for word in self.words[first:last]])

    def _gap(self, i: int) -> str:
        """What stands between word i and the one before it."""
        return self.text[self.words[i - 1].end : self.words[i].start] if 0 < i < len(self.words) else "\n"

    def _known_ends(self) -> dict[int, list[int]]:
        """Ends of known names by the word they begin with, the longest first."""
        begins = [i for i, word in enumerate(self.words) if _begins_name(word)]
        spans = [(i, last) for i in begins for last in self._ends(i)]
        known = self._gazetteer.known([self._key(*span) for span in spans]) if spans else []
        ends: dict[int, list[int]] = {}
        for (first, last), good in zip(spans, known, strict=True):
            if good:
                ends.setdefault(first, []).append(last)
        return ends

    def _ends(self, first: int) -> list[int]:
        """Where a name that begins at a word may end: within the phrase, at a capital or a word such as "district"."""
        word = self.words[first]
        ends = []
        for last in range(first + 1, min(first + _LONGEST, len(self.words)) + 1):
            if last > first + 1 and (gap := self._gap(last - 1)) != " " and not _JOINT.fullmatch(gap):
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
        if all(key in _PLAIN_WORDS for key in keys) or (len(keys) == 1 and (keys[0] in _NEVER or keys[0] in _SURNAMES)):
            return False
        if keys in (["us"], ["uk"], ["u", "s"]) and not (first and self.words[first - 1].key in _BEFORE | {"the"}):
            return False
        word = self.words[first].text
        if len(keys) == 1 and not self._shouted and word.isupper() and len(word) < _ACRONYM and keys[0] not in _STATES:
            return "." in word or keys[0] in {"usa", "uae", "uk", "us"}
        return not self._is_cut(first, last) and (self._shouted or not self._part_of_larger(first, last))

    def _is_cut(self, first: int, last: int) -> bool:
        """True for a part of a compound: "Sud" of "Sud-Ubangi", "Ain" of "Ain al-Arab", "Paris" of "Paris Agreement"."""
        return (
            self._tied(last, last, last + 1)
            or self._tied(first, first - 1, first - 2)
            or (last < len(self.words) and self._is_titled(last))
        )

    def _tied(self, gap: int, neighbour: int, beyond: int) -> bool:
        """Whether the word beside a name belongs to it: "de" or "al" with a capital, a plain word or a side behind a hyphen."""
        if not 0 <= neighbour < len(self.words) or self._gap(gap) not in {" ", "-"}:
            return False
        word = self.words[neighbour]
        if word.key in _PARTICLES and word.text.islower():
            ahead = 0 <= beyond < len(self.words) and self._gap(max(neighbour, beyond)) in {" ", "-"}
            return ahead and self.words[beyond].text[0].isupper() and self.words[beyond].key not in _KINDS
        if self._gap(gap) != "-":
            return False
        if not word.text[0].isupper():
            return neighbour >= gap and word.key in _BACKED
        own = self.words[gap - 1 if neighbour >= gap else gap].key
        return own in _DIRECTIONS or (word.key in _NEVER and word.key not in _DIRECTIONS)

    def _is_titled(self, last: int) -> bool:
        """True before "Day", "International Day" and "Accords", which make a name that of a thing."""
        ahead = [word.text for word in self.words[last : last + 2]]
        return self._gap(last) == " " and (
            ahead[0] in _THINGS or (ahead[0] == "International" and ahead[-1] in _THINGS)
        )

    def _after_given_name(self, i: int) -> bool:
        """True for the last word of "Marion Welch", but not of "Iraqi Kurdistan" or "Mayor Smith"."""
        before = self.words[i - 1] if i else None
        return bool(
            before and self._gap(i) == " " and before.text[0].isupper() and not before.text.isupper() and not before.possessive
            and before.key not in _PLAIN_WORDS and before.key not in _NEVER
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
        return last - first == 1 and self._runs_on(last)

    def country_shares(self) -> Mapping[str, float]:
        """Share of each country in what the text names: demonyms, bodies, containers, states and large cities."""
        counts: dict[str, float] = {}
        for actor in self._actors:
            if actor.entity.kind != "state" or actor.role != "name":
                share = 0.5 if actor.entity.kind == "state" else 0.3
                counts[actor.entity.country] = counts.get(actor.entity.country, 0.0) + share
        for place in self._names:
            best = max(place.options, key=lambda option: option.weight)
            if self._is_anywhere(place, best):
                continue
            if best.country and (place.fixed or best.kind in {"country", "division"} or best.weight > _LARGE + 0.7):
                rivals = {option.country for option in place.options if option.weight > _TOWN} | {best.country}
                near = {
                    option.country for option in place.options if option.country and option.weight > best.weight - 0.5
                }
                for country in near | {best.country}:
                    counts[country] = counts.get(country, 0.0) + self._say_so(place, best) / len(rivals) / len(near)
        self._shares = _shares(counts)
        self._told = max(counts.values(), default=0.0)
        return self._shares

    def _say_so(self, name: _Found, best: Candidate) -> float:
        """How much a name tells of the country: less if it is a state that acts, and nothing is told to be there."""
        if name.fixed:
            return 2.0
        return ACTS if best.kind == "country" and not self._is_located(name.first) else 1.0

    def _is_anywhere(self, name: _Found, best: Candidate) -> bool:
        """Whether a name is one that squares and parks of many cities have, and no place behind it tells which."""
        return best.kind == "site" and not name.fixed and _is_general(self.words[name.first : name.last])

    def _is_foreign(self, name: _Found, best: Candidate) -> bool:
        """Whether a small place is a mere namesake, of another country than those that the text speaks of."""
        if not self._shares or best.country in self._shares:
            return False
        if best.weight >= _TOWN and self._is_located(name.first):
            return False
        return self._told >= 1.0 or (not self._shouted and self._runs_on(name.last))

    def _is_located(self, first: int) -> bool:
        """Whether a preposition of place stands before a name."""
        return first > 0 and self.words[first - 1].key in _BEFORE and "." not in self._gap(first)

    def _is_surname(self, name: _Found) -> bool:
        """Whether a city's name is that of somebody whom the text names in full, and nothing is told to be there."""
        key = self.words[name.first].key
        alone = name.last - name.first == 1 and key in self._surnames and not self._shouted
        return alone and not any(
            self.words[other.first].key == key
            and (other.fixed or self._is_located(other.first) or self._is_typed(other.last))
            for other in self._names
        )

    def _is_typed(self, last: int) -> bool:
        """Whether a word such as "district" follows a name."""
        return last < len(self.words) and self.words[last].key in _TYPE_WORDS and self._gap(last) == " "

    def _runs_on(self, last: int) -> bool:
        """Whether an unknown capitalised word follows in the same phrase."""
        if last >= len(self.words) or self._gap(last) != " " or self.words[last - 1].possessive:
            return False
        after = self.words[last]
        return after.text[0].isupper() and not self._is_plain(after)

    def _is_plain(self, word: Word) -> bool:
        """A word that may follow a place's name without being part of it."""
        known = word.key in _OF_PLACES or word.key in _OPENERS or word.key in _NEVER
        return known or self._table.has_noun(word.key) or word.key in self._table.compiled.names

    def believable(self, name: _Found, best: Candidate, gain: float) -> bool:
        """Whether a name is meant as a place: larger ones always, small ones with a preposition or with neighbours."""
        if self._is_anywhere(name, best):
            return best.country in self._shares
        if name.fixed or name.lent or best.kind in {"country", "region", "site"}:
            return True
        if best.kind == "division":
            return self._is_located(name.first) or not self._is_foreign(name, best)
        if best.weight >= _LARGE:
            if self._shares.get(best.country or "", 0.0) < ABOUT and self._is_surname(name):
                return False
            return name.last - name.first == 1 or not self._runs_on(name.last) or not self._is_foreign(name, best)
        if best.kind == "district" and (best.weight >= _DISTRICT or self._is_typed(name.last)):
            return self.words[name.last - 1].key in _TYPE_WORDS or not self._is_foreign(name, best)
        if name.last - name.first > 1:
            return not self._is_foreign(name, best)
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
        located = self._is_located(i) or self._gap(i).endswith("(") or i in self._in_brackets
        located |= self._gap(i) == ", " and i in self._ends_of_names
        typed = self._is_typed(name.last)
        alone = not self._shares or best.country in self._shares
        much = gain > _MUCH and not self._shouted  # in capitals any word looks like a name
        return much or ((located or typed) and (gain > _SOME or (alone and best.weight > _VILLAGE)))


def _begins_name(word: Word) -> bool:
    return word.text[0].isupper() or not word.text[0].isascii() or word.key in {"al", "el"}


_WIDE = frozenset({"division", "district"})
_PLAIN_WORDS = _OPENERS | _TYPE_WORDS | _DIRECTIONS
_JOINT = re.compile(r"[ \-–’'ʻ]{1,2}|\. ")  # between the words of one name
_OUTER = re.compile(r"\s*,\s*|\s+\(|\s+in\s+(the\s+)?")
_LENT = "container-named-after-it"
_BRACKETED = 12  # words in brackets behind a name
DOUBT = 0.5  # how fast an option tells less of where the others are, as it is smaller than its largest namesake
ACTS = 0.4  # what a state that acts tells of where the places of a text are, beside one in which something is
FAMOUS = 0.9  # by how much the weight of a famous city is greater: eight times as many people
ABOUT = 0.3  # share of a country that a text is about
LIKELY = 0.6  # how likely an option must be, beside the largest of its name, to tell of the others
BESIDE = 0.45  # support of a name nearby that a small namesake of a famous city needs
ALONE = 0.8  # share of the country of a text that is about no other
_ACRONYM = 5  # letters: a shorter word in capitals is no place name in mixed text
_CITY, _TOWN, _VILLAGE = 6.0, 4.0, 3.4  # weights of places of 1,000,000, of 10,000 and of 2,500
_SOME, _MUCH = 1.0, 3.0  # gain from the document that a small place needs, with a preposition before it and without
_DISTRICT = 1.5  # weight of a district that counts without more; those of our own list need a word for it
_REACH_KM = 100.0
_OPTIONS = 25  # of one name, the largest ones


def _choose(found: Sequence[_Found], countries: Mapping[str, float]) -> list[tuple[_Found, Candidate, float]]:
    """The place meant by each name, and what the document adds to its size: its country and the places around.

    Names support one another: each adds up to 1 to an option for its own nearest option, less if it has many, and if
    that option is small beside its namesakes. Namesakes
    thus settle where most of the names are close together. Gain is at most 3 for the country and 5 for neighbours.
    """
    names = [name._replace(options=tuple(sorted(name.options, key=lambda o: -o.weight)[:_OPTIONS])) for name in found]
    if not names:
        return []
    options = [option for name in names for option in name.options]
    owner = np.repeat(np.arange(len(names)), [len(name.options) for name in names])
    weights = np.array([option.weight for option in options])
    starts = np.searchsorted(owner, np.arange(len(names)))
    likely = np.exp(DOUBT * (weights - np.maximum.reduceat(weights, starts)[owner]))
    near = _nearness(options) * likely[None, :]
    best = np.maximum.reduceat(near, starts, axis=1)  # options x names
    say = np.array([_say(name) for name in names])
    keys = np.array([hash(tuple(o.row for o in name.options)) for name in names])
    first_of_key = np.zeros(len(names), dtype=bool)
    first_of_key[np.unique(keys, return_index=True)[1]] = True
    others = first_of_key[None, :] & (keys[None, :] != keys[owner][:, None])
    support = (best * say[None, :] * others).sum(axis=1)
    home = np.array([countries.get(o.country or "", 0.0) for o in options])
    gains = 5.0 * (1.0 - np.exp(-support)) + 3.0 * home
    plain = np.maximum.reduceat(near * (likely > LIKELY)[None, :], starts, axis=1)  # to places that are no namesakes
    beside = (plain * say[None, :] * others).sum(axis=1) >= BESIDE
    outshone = np.array([_is_outshone(o, names[i].options) for o, i in zip(options, owner, strict=True)])
    gains[outshone & ~beside & (home < ALONE)] = 0.0
    scores = weights + gains
    chosen = []
    for name, start in zip(names, starts, strict=True):
        at = int(start) + int(np.argmax(scores[start : start + len(name.options)]))
        chosen.append((name, options[at], float(gains[at])))
    return chosen


def _is_outshone(option: Candidate, options: Sequence[Candidate]) -> bool:
    """Whether a namesake abroad is a city many times as large, so that its country alone does not tell that it is meant."""
    largest = max((o for o in options if o.kind == "city"), key=lambda o: o.weight, default=option)
    return largest.weight > max(_LARGE, option.weight + FAMOUS) and largest.country != option.country


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
