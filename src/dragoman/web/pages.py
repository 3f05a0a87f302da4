"""What each page shows: a snapshot and the filter of the address -> plain values; `rows` is the page's table.

A page's address with `.json` gives these values, with `.csv` its rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
from typing import Any, TypeAlias

import duckdb

from dragoman import measure
from dragoman.errors import ProjectError, SettingError
from dragoman.measure.relations import COUNTED
from dragoman.web.ask import EVENTS, GROUP_DAY, GROUPS, Ask
from dragoman.web.snapshot import Snapshot

Row: TypeAlias = dict[str, Any]
Link: TypeAlias = duckdb.DuckDBPyConnection

PAGE = 50  # rows of a table
DOTS = 2000  # marks of a picture
WINDOW = timedelta(days=30)  # of what moved
FEW = 5  # events of both windows together below which no change is told
REGISTER = 20_000  # groups up to which the overview works the register of commitments out

_NAMES = "array_to_string(list_distinct(list_transform({side}, lambda a: coalesce(a.name, a.text) || if(a.alleged, ' (alleged)', ''))), ', ')"
_GROUP = f"""
SELECT group_id, {GROUP_DAY} AS day, type, modes, status, quad, score, {_NAMES.format(side="actors")} AS who,
  {_NAMES.format(side="recipients")} AS whom, "where".name AS place, "where".country AS country, "where".lat AS lat,
  "where".lon AS lon, "where".precision AS precision, len(events) AS reports, len(documents) + copies AS documents,
  len(conflicts) AS conflicts, confidence, representative AS event_id
FROM groups
"""
_EVENT = "SELECT e.*, d.title, d.published, d.publisher FROM events e JOIN documents d USING (doc_id)"
_PAIRS = """
SELECT least(a, r) AS one, greatest(a, r) AS two, day, score, quad FROM (
  SELECT unnest(actor_keys) AS a, recipient_keys, day, score, quad FROM ({groups})), unnest(recipient_keys) AS t(r)
WHERE length(a) = 3 AND length(r) = 3 AND a <> r
"""


def rows(link: Link, sql: str, values: Sequence[object] = ()) -> list[Row]:
    """The answer to a question as plain rows."""
    found: list[Row] = link.sql(sql, params=list(values)).to_arrow_table().to_pylist()
    return found


def overview(copy: Snapshot, ask: Ask) -> Row:
    """What is in the folder."""
    with copy.cursor() as link:
        [counts] = rows(link, "SELECT " + ", ".join(f"(SELECT count(*) FROM {t}) AS {t}" for t in _TABLES))
        newest = _groups(
            link, ask, order="first_published DESC NULLS LAST, len(events) DESC, confidence DESC, group_id", limit=12
        )
        forces = rows(link, _FORCES)
        failures = rows(link, "SELECT * FROM failures ORDER BY source LIMIT 20")
        found = {"counts": counts, "coverage": _coverage(link), "rows": newest, "movers": _movers(link)}
    register = copy.commitments() if counts["groups"] <= REGISTER else None
    waiting = None if register is None else [c for c in register if c["status"] in {"open", "accepted", "overdue"}]
    pending = waiting and sorted(waiting, key=lambda c: c["day"] or date.min, reverse=True)[:8]
    return found | {"forces": forces, "commitments": pending, "failures": failures}


_TABLES = ("documents", "events", "groups", "stories", "quotes", "figures", "relations", "failures")
_FORCES = """
SELECT f.figure_id, f.value.text AS words, f.value.low AS low, f.value.high AS high, f.sentence.text AS sentence, f.doc_id,
  coalesce(f.holders[1].name, f.holders[1].text) AS holder, f."where".name AS place, d.published, d.publisher
FROM figures f JOIN documents d USING (doc_id) WHERE f.kind = 'forces' AND f.value.low IS NOT NULL
ORDER BY d.published DESC NULLS LAST, f.confidence DESC, f.figure_id LIMIT 8
"""


def _coverage(link: Link) -> list[Row]:
    """Documents by day (by month where they span more than two years) and publisher, the smaller ones together."""
    [(first, last)] = link.execute("SELECT min(published), max(published) FROM documents").fetchall()
    if not first:
        return []
    unit = "day" if last - first < timedelta(days=120) else "week" if last - first < timedelta(days=800) else "month"
    sql = f"""
    WITH large AS (SELECT publisher FROM documents GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 5)
    SELECT CAST(date_trunc('{unit}', published) AS DATE) AS day, '{unit}' AS unit,
      CASE WHEN publisher IN (FROM large) THEN publisher ELSE 'others' END AS publisher, count(*) AS documents
    FROM documents WHERE published IS NOT NULL GROUP BY ALL ORDER BY ALL"""
    return rows(link, sql)


def _movers(link: Link) -> list[Row]:
    """Pairs of countries by how far the sum of their scores moved between the last two windows."""
    [(last,)] = link.execute("SELECT max(published) FROM documents").fetchall()
    if not last:
        return []
    recent = f"SELECT *, {GROUP_DAY} AS day FROM groups WHERE {COUNTED} AND {GROUP_DAY} > $1 AND {GROUP_DAY} <= $2"
    sql = f"""SELECT one, two, sum(score) FILTER (day > $3) AS now, sum(score) FILTER (day <= $3) AS before, count(*) AS events
    FROM ({_PAIRS.format(groups=recent)}) GROUP BY ALL HAVING count(*) >= {FEW}
    ORDER BY abs(coalesce(now, 0) - coalesce(before, 0)) DESC, one, two LIMIT 8"""
    return rows(link, sql, [last - 2 * WINDOW, last, last - WINDOW])


def _groups(link: Link, ask: Ask, *, order: str, limit: int, extra: Sequence[str] = ()) -> list[Row]:
    """Groups that pass the filter, each with the sentence of its representative."""
    clauses, values = ask.sql(GROUPS)
    if ask("text"):
        values.append(ask("text").lower())
        clauses.append(f"representative IN (SELECT event_id FROM sought WHERE contains(words, ${len(values)}))")
    clauses += extra
    where = f" WHERE {' AND '.join(clauses)}" if clauses else ""
    return _told(link, rows(link, f"{_GROUP}{where} ORDER BY {order} LIMIT {limit}", values))


def _told(link: Link, groups: list[Row]) -> list[Row]:
    ids = [g["event_id"] for g in groups]
    words = {
        e["event_id"]: e for e in _by_ids(link, "SELECT event_id, doc_id, sentence.text AS sentence FROM events", ids)
    }
    return [g | {k: words.get(g["event_id"], {}).get(k) for k in ("sentence", "doc_id")} for g in groups]


def _by_ids(link: Link, sql: str, ids: Sequence[str]) -> list[Row]:
    if not ids:
        return []
    return rows(link, f"{sql} WHERE event_id IN ({', '.join('?' for _ in ids)})", ids)


def timeline(copy: Snapshot, ask: Ask) -> Row:
    """The index of a dyad with its events and statements, and each day's events by coverage."""
    choices = copy.once("choices", lambda link: rows(link, _CHOICES))
    with copy.cursor() as link:
        one, two = ask("one").upper(), ask("two").upper()
        if not (one and two):
            if not choices:
                return {"rows": [], "choices": [], "dots": [], "days": [], "one": one, "two": two, "by": "month"}
            one, two = one or choices[0]["one"], two or choices[0]["two"]
        by = ask("by", "month")
        span = {"since": ask.day("since"), "until": ask.day("until")}
        found = measure.relations(link, one, two, by=by, **span).to_pylist()  # type: ignore[arg-type]
        sides = f"(({_has('actor', one)} AND {_has('recipient', two)}) OR ({_has('actor', two)} AND {_has('recipient', one)}))"
        order = "abs(score) DESC, len(documents) DESC, group_id"
        plain = Ask({k: v for k, v in ask.values.items() if k in {"since", "until", "type", "min_confidence"}})
        dots = _groups(link, plain, order=order, limit=DOTS // 2, extra=[sides, COUNTED, f"{GROUP_DAY} IS NOT NULL"])
        days = rows(link, _DAYS.replace("$sides", sides))
    return {"rows": found, "dots": dots, "days": days, "choices": choices, "one": one, "two": two, "by": by}


def _has(side: str, who: str) -> str:
    return f"list_contains({side}_keys, {_literal(who)})"


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


_CHOICES = f"""
SELECT one, two, count(*) AS events FROM ({_PAIRS.format(groups=f"SELECT *, {GROUP_DAY} AS day FROM groups WHERE {COUNTED} USING SAMPLE 100000 ROWS (reservoir, 7)")})
GROUP BY ALL ORDER BY events DESC, one, two LIMIT 30
"""
_DAYS = f"""
SELECT published AS day, count(*) AS documents, any_value(coalesce(n, 0)) AS events FROM documents LEFT JOIN (
  SELECT {GROUP_DAY} AS day, count(*) AS n FROM groups WHERE $sides AND {COUNTED} GROUP BY ALL) g ON g.day = published
WHERE published IS NOT NULL GROUP BY ALL ORDER BY ALL
"""


def world(copy: Snapshot, ask: Ask) -> Row:
    """Groups on the map, and how each country moved against the weeks before."""
    with copy.cursor() as link:
        order = f"len(documents) DESC, {GROUP_DAY} DESC, group_id"
        found = _groups(
            link, ask, order=order, limit=DOTS, extra=['"where".lat IS NOT NULL', f"{GROUP_DAY} IS NOT NULL"]
        )
        until = ask.day("until") or link.execute("SELECT max(published) FROM documents").fetchall()[0][0]
        clauses, values = ask.sql({k: v for k, v in GROUPS.items() if k not in {"since", "until"}})
        where = " AND ".join([*clauses, COUNTED, '"where".country IS NOT NULL'])
        change = (
            rows(link, _CHANGE.replace("$where", where).replace("$until", _literal(str(until))), values)
            if until
            else []
        )
    return {"rows": found, "change": change, "last": until, "weeks": 4}


_CHANGE = f"""
SELECT "where".country AS country, count(*) FILTER (quad >= 3 AND {GROUP_DAY} > DATE $until - 28) AS now,
  count(*) FILTER (quad >= 3 AND {GROUP_DAY} <= DATE $until - 28) / 3.0 AS before,
  (now - before) / sqrt(greatest(now + before, 1)) AS change, now + 3 * before >= {FEW} AS enough
FROM groups WHERE $where AND {GROUP_DAY} > DATE $until - 112 AND {GROUP_DAY} <= DATE $until GROUP BY ALL ORDER BY country
"""


def network(copy: Snapshot, ask: Ask) -> Row:
    """Who deals with whom, with the sum of scores, in a window of time."""
    fine = ask("level", "country") == "sector"
    clauses, values = ask.sql(GROUPS)
    inner = f"SELECT *, {GROUP_DAY} AS day FROM groups WHERE {' AND '.join([*clauses, COUNTED])}"
    pairs = _PAIRS.format(groups=inner)
    if fine:
        pairs = pairs.replace(
            "length(a) = 3 AND length(r) = 3",
            "length(a) IN (3, 7) AND length(r) IN (3, 7) AND a NOT LIKE '%:%:%' AND a[1:3] <> r[1:3]",
        )
    sql = f"SELECT one, two, count(*) AS events, sum(score) AS score, avg(score) AS mean FROM ({pairs}) GROUP BY ALL ORDER BY events DESC, one, two LIMIT 80"
    with copy.cursor() as link:
        return {"rows": rows(link, sql, values)}


def actor(copy: Snapshot, ask: Ask) -> Row:
    """One actor: its names, offices and sectors as the texts gave them, with days, partners and sources."""
    key = _needed(ask, "id")
    side = 'SELECT unnest(actors || recipients || coalesce(said_by, [])) AS a, event_id, doc_id, "when"."from" AS day FROM events'
    meant = "(a.actor_id = $1 OR a.country = $1 OR a.code = replace($1, ':', ''))"
    with copy.cursor() as link:
        found = rows(
            link,
            f"""SELECT a.text AS words, a.name AS name, a.code AS code, a.country AS country, a.sectors AS sectors, a.actor_id AS actor_id, a.rule AS rule,
          count(*) AS times, min(coalesce(s.day, d.published)) AS first, max(coalesce(s.day, d.published)) AS last
          FROM ({side}) s JOIN documents d USING (doc_id) WHERE {meant} GROUP BY ALL ORDER BY times DESC, words LIMIT 200""",
            [key],
        )
        sources = rows(
            link,
            f"SELECT d.publisher, count(DISTINCT doc_id) AS documents FROM ({side}) s JOIN documents d USING (doc_id) WHERE {meant} GROUP BY ALL ORDER BY 2 DESC, 1 LIMIT 20",
            [key],
        )
        newest = _groups(
            link,
            Ask({}),
            order=f"{GROUP_DAY} DESC NULLS LAST, group_id",
            limit=20,
            extra=[f"({_has('actor', key)} OR {_has('recipient', key)})"],
        )
    if not found:
        raise LookupError(f"No actor of this folder has the id {key}.")
    return {"id": key, "rows": found, "sources": sources, "groups": newest}


def article(copy: Snapshot, ask: Ask) -> Row:
    """A story as it is stored, with everything that was found in it and where."""
    doc_id = _needed(ask, "id")
    with copy.cursor() as link:
        documents = rows(link, "SELECT * FROM documents WHERE doc_id = ?", [doc_id])
        if not documents:
            raise LookupError(f"No story of this folder has the id {doc_id}.")
        held = {
            t: rows(link, f"SELECT * FROM {t} WHERE doc_id = ?", [doc_id])
            for t in ("events", "figures", "relations", "quotes")
        }
        groups = rows(
            link, "SELECT group_id, unnest(events) AS event_id FROM groups WHERE list_contains(documents, ?)", [doc_id]
        )
    held["events"].sort(key=lambda e: e["trigger"]["start"])
    return {
        "document": documents[0],
        "rows": held.pop("events"),
        "groups": {g["event_id"]: g["group_id"] for g in groups},
    } | held


def group(copy: Snapshot, ask: Ask) -> Row:
    """All reports of one event side by side, with what became of what was promised in it."""
    group_id = _needed(ask, "id")
    with copy.cursor() as link:
        found = rows(link, "SELECT * FROM groups WHERE group_id = ?", [group_id])
        if not found:
            raise LookupError(f"No group of this folder has the id {group_id}.")
        reports = _by_ids(link, _EVENT, found[0]["events"])
        size = link.execute("SELECT count(*) FROM groups").fetchall()[0][0]
    reports.sort(key=lambda e: (e["published"] or date.max, e["doc_id"], e["trigger"]["start"]))
    register = copy.commitments() if size <= REGISTER else []
    tied = [
        c for c in register if c["group_id"] == group_id or any(x["group_id"] == group_id for x in c["later"] or ())
    ]
    return {"group": found[0], "rows": reports, "commitments": tied}


def commitments(copy: Snapshot, ask: Ask) -> Row:
    """The register of promises, demands, threats and refusals, the newest first.

    Raises:
        SettingError: the folder is so large that the register is a matter of minutes.
    """
    with copy.cursor() as link:
        [(size,)] = link.execute("SELECT count(*) FROM groups").fetchall()
    if size > REGISTER:
        raise SettingError(f"The register of {size:,} groups takes long to work out: use dragoman commitments FOLDER.")
    wanted = {k: ask(k) for k in ("kind", "state") if ask(k)}
    found = [
        c
        for c in copy.commitments()
        if wanted.get("kind", c["kind"]) == c["kind"]
        and wanted.get("state", c["status"]) == c["status"]
        and (not ask("actor") or ask("actor").lower() in f"{c['who']} {c['to']}".lower())
        and (not ask("since") or str(c["day"]) >= ask("since"))
        and (not ask("until") or str(c["day"]) <= ask("until"))
    ]
    found.sort(key=lambda c: (c["day"] or date.min, c["commitment_id"]), reverse=True)
    return _paged(found, ask) | {"kinds": list(measure.KINDS.values()), "states": list(measure.STATES)}


def presence(copy: Snapshot, ask: Ask) -> Row:
    """How large a force is in a country, statement by statement."""
    with copy.cursor() as link:
        choices = rows(
            link,
            """SELECT holders[1].country AS holder, "where".country AS place, count(*) AS figures FROM figures
        WHERE kind = 'forces' AND holders[1].country IS NOT NULL AND "where".country IS NOT NULL AND holder <> place GROUP BY ALL ORDER BY 3 DESC, 1, 2 LIMIT 20""",
        )
        holder, place = ask("holder").upper(), ask("place").upper()
        if not (holder and place):
            if not choices:
                return {"rows": [], "levels": [], "choices": [], "holder": holder, "place": place}
            holder, place = choices[0]["holder"], choices[0]["place"]
        found = measure.presence(link, holder, place, since=ask.day("since"), until=ask.day("until")).to_pylist()
    levels = [{k: v for k, v in row.items() if k != "rows"} for row in measure.levels(found)]
    return {"rows": found, "levels": levels, "choices": choices, "holder": holder, "place": place}


def search(copy: Snapshot, ask: Ask) -> Row:
    """Events by words and filter: whole words weigh more than parts of words, then confidence and day."""
    clauses, values = ask.sql(EVENTS)
    ranks = []
    for word in dict.fromkeys(ask("q").lower().split()[:8]):
        values += [word, rf"(^|[^\pL\pN]){_pattern(word)}($|[^\pL\pN])"]
        clauses.append(f"contains(words, ${len(values) - 1})")
        ranks.append(f"CAST(regexp_matches(words, ${len(values)}) AS INTEGER)")
    where = f" WHERE {' AND '.join(clauses)}" if clauses else ""
    size, page = min(max(1, ask.number("size", PAGE, 1000)), 1000), ask.number("page", 0, 20_000)
    with copy.cursor() as link:
        rank = f"{' + '.join(ranks)} DESC, " if ranks else ""
        sql = f"SELECT event_id, count(*) OVER () AS total FROM sought{where} ORDER BY {rank}day DESC NULLS LAST, confidence DESC, event_id LIMIT {size} OFFSET {size * page}"
        hits = link.execute(sql, values).fetchall()
        order = {event_id: i for i, (event_id, _) in enumerate(hits)}
        found = sorted(_by_ids(link, _EVENT, list(order)), key=lambda e: order[e["event_id"]])
    total = hits[0][1] if hits else 0
    return {"rows": found, "total": total, "page": page, "size": size}


def _pattern(word: str) -> str:
    return "".join(c if c.isalnum() else f"\\x{{{ord(c):x}}}" for c in word)


def review(copy: Snapshot, ask: Ask) -> Row:
    """What a user has not decided on yet, the most doubtful first, as it was coded: a second reviewer sees what the first saw."""
    user = ask("user")
    lines = [line for line in copy.decisions if line.get("kind") == "event"]
    done = {line["id"] for line in lines if not user or line["user"] == user}
    clauses, values = ask.sql(EVENTS)
    values.append(sorted(done))
    clauses.append(f"NOT list_contains(${len(values)}, event_id)")
    sql = f"SELECT event_id FROM flat_events WHERE {' AND '.join(clauses)} ORDER BY abs(confidence - 0.5), event_id LIMIT 20"
    with copy.cursor() as link:
        order = {i: n for n, (i,) in enumerate(link.execute(sql, values).fetchall())}
        found = sorted(
            _by_ids(link, _EVENT.replace("events e", "coded_events e"), list(order)), key=lambda e: order[e["event_id"]]
        )
        [(left,)] = link.execute(f"SELECT count(*) FROM flat_events WHERE {' AND '.join(clauses)}", values).fetchall()
    recent = [line for line in copy.decisions if not user or line.get("user") == user][-10:][::-1]
    return {
        "rows": found,
        "left": left,
        "decided": len(done),
        "recent": recent,
        "agreement": measure.agreement(copy.decisions),
    }


def _needed(ask: Ask, name: str) -> str:
    if not ask(name):
        raise SettingError(f"The address lacks {name}=...")
    return ask(name)


def _paged(found: list[Row], ask: Ask) -> Row:
    size, page = max(1, ask.number("size", PAGE, 1000)), ask.number("page", 0, 20_000)
    return {"rows": found[size * page : size * (page + 1)], "total": len(found), "page": page, "size": size}


PAGES: Mapping[str, Callable[[Snapshot, Ask], Row]] = {
    "overview": overview,
    "timeline": timeline,
    "map": world,
    "network": network,
    "commitments": commitments,
    "presence": presence,
    "search": search,
    "review": review,
    "actor": actor,
    "article": article,
    "group": group,
}


def show(name: str, copy: Snapshot, ask: Ask) -> Row:
    """The values of a page.

    Raises:
        SettingError: the address asks for what cannot be.
        LookupError: nothing has the id.
    """
    with suppress(duckdb.CatalogException):
        return PAGES[name](copy, ask)
    raise ProjectError("The folder is being written; ask again.")
