"""Arrow schemas of the project folder: the only place that spells column names."""

from __future__ import annotations

import pyarrow as pa

ACTOR = pa.struct(
    [
        ("text", pa.string()),
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("name", pa.string()),
        ("actor_id", pa.string()),
    ]
    + [("country", pa.string()), ("sectors", pa.list_(pa.string())), ("code", pa.string()), ("rule", pa.string())]
    + [("confidence", pa.float64()), ("alleged", pa.bool_())]
)
SPAN = pa.struct([("text", pa.string()), ("start", pa.int32()), ("end", pa.int32())])
TIME = pa.struct(
    [("text", pa.string()), ("start", pa.int32()), ("end", pa.int32()), ("value", pa.string()), ("from", pa.date32())]
    + [("to", pa.date32()), ("precision", pa.string()), ("basis", pa.string()), ("rule", pa.string())]
)
PLACE = pa.struct(
    [("text", pa.string()), ("start", pa.int32()), ("end", pa.int32()), ("name", pa.string()), ("country", pa.string())]
    + [("admin1", pa.string()), ("lat", pa.float64()), ("lon", pa.float64()), ("geonameid", pa.int64())]
    + [("precision", pa.string()), ("rule", pa.string())]
)
QUANTITY = pa.struct(
    [("text", pa.string()), ("start", pa.int32()), ("end", pa.int32()), ("low", pa.float64()), ("high", pa.float64())]
    + [("unit", pa.string())]
)
ABOUT = pa.struct([("type", pa.string()), ("modes", pa.list_(pa.string()))])
COUNTS = pa.struct([(name, QUANTITY) for name in ("killed", "injured", "detained", "displaced")])
FURNITURE = pa.struct([("kind", pa.string()), ("start", pa.int32()), ("end", pa.int32())])
STRINGS = pa.list_(pa.string())

SCHEMAS: dict[str, pa.Schema] = {
    "documents": pa.schema(
        [(n, pa.string()) for n in ("doc_id", "text", "title")]
        + [("published", pa.date32())]
        + [(n, pa.string()) for n in ("published_from", "publisher", "url", "language", "source")]
        + [("furniture", pa.list_(FURNITURE)), ("coder", pa.string())]
    ),
    "events": pa.schema(
        [
            ("event_id", pa.string()),
            ("doc_id", pa.string()),
            ("sentence", SPAN),
            ("type", pa.string()),
            ("modes", STRINGS),
        ]
        + [("about", ABOUT), ("status", pa.string()), ("trigger", SPAN), ("actors", pa.list_(ACTOR))]
        + [("recipients", pa.list_(ACTOR)), ("said_by", pa.list_(ACTOR)), ("when", TIME), ("where", PLACE)]
        + [
            ("counts", COUNTS),
            ("contexts", STRINGS),
            ("quad", pa.int8()),
            ("score", pa.float64()),
            ("cameo", pa.string()),
        ]
        + [("confidence", pa.float64()), ("coder", pa.string()), ("rules", STRINGS), ("review", pa.bool_())]
    ),
    "figures": pa.schema(
        [("figure_id", pa.string()), ("doc_id", pa.string()), ("sentence", SPAN), ("kind", pa.string())]
        + [("value", QUANTITY), ("holders", pa.list_(ACTOR)), ("where", PLACE), ("when", TIME)]
        + [("confidence", pa.float64()), ("coder", pa.string())]
    ),
    "relations": pa.schema(
        [("relation_id", pa.string()), ("doc_id", pa.string()), ("sentence", SPAN), ("direction", pa.string())]
        + [
            ("trigger", SPAN),
            ("sides", pa.list_(ACTOR)),
            ("when", TIME),
            ("confidence", pa.float64()),
            ("coder", pa.string()),
            ("rule", pa.string()),
        ]
    ),
    "quotes": pa.schema(
        [("quote_id", pa.string()), ("doc_id", pa.string()), ("content", SPAN), ("speaker", ACTOR), ("cue", SPAN)]
        + [("direct", pa.bool_())]
    ),
    "labels": pa.schema(
        [(n, pa.string()) for n in ("label_id", "doc_id", "label")]
        + [("confidence", pa.float64()), ("coder", pa.string())]
    ),
    "failures": pa.schema([(n, pa.string()) for n in ("source", "room", "code", "message")]),
}

CONFLICT = pa.struct(
    [("field", pa.string()), ("values", pa.list_(pa.struct([("value", pa.string()), ("events", STRINGS)])))]
)
RELATED: dict[str, pa.Schema] = {  # made from the tables above, and replaced as a whole
    "duplicates": pa.schema(
        [("doc_id", pa.string()), ("original", pa.string()), ("kind", pa.string()), ("likeness", pa.float64())]
        + [("added", STRINGS), ("dropped", STRINGS)]
    ),
    "groups": pa.schema(
        [("group_id", pa.string()), ("type", pa.string()), ("modes", STRINGS), ("status", pa.string())]
        + [("quad", pa.int8()), ("score", pa.float64()), ("actors", pa.list_(ACTOR)), ("recipients", pa.list_(ACTOR))]
        + [("day_from", pa.date32()), ("day_to", pa.date32()), ("where", PLACE), ("counts", COUNTS)]
        + [("representative", pa.string()), ("events", STRINGS), ("documents", STRINGS), ("copies", pa.int32())]
        + [("publishers", STRINGS), ("first_published", pa.date32()), ("last_published", pa.date32())]
        + [("confidence", pa.float64()), ("conflicts", pa.list_(CONFLICT))]
        + [("actor_keys", STRINGS), ("recipient_keys", STRINGS)]  # what a side can be asked for by
    ),
    "stories": pa.schema(
        [("story_id", pa.string()), ("title", pa.string()), ("documents", STRINGS)]
        + [("publishers", pa.list_(pa.struct([("publisher", pa.string()), ("documents", pa.int32())])))]
        + [("first_seen", pa.date32()), ("last_seen", pa.date32())]
    ),
}
