"""The picture of a period, as Markdown or HTML: what weighed most, what changed, what was promised, who stands where.

Every line is a fixed frame filled with values of the tables and with the words of a story, and names its source.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from typing import Any, Literal, TypeAlias

import duckdb

from dragoman.errors import SettingError
from dragoman.measure.claims import claims
from dragoman.measure.commitments import commitments
from dragoman.measure.parties import label
from dragoman.measure.periods import DAY
from dragoman.measure.presence import levels, presence
from dragoman.measure.relations import COUNTED

Row: TypeAlias = dict[str, Any]

_REPORT = "e.sentence.text AS sentence, e.doc_id, d.publisher, d.published, d.url"
_COUNTRIES = "list_distinct(list_filter({}, lambda key: length(key) = 3))"  # of the keys of sides
_JOINED = "JOIN events e ON e.event_id = g.representative JOIN documents d ON d.doc_id = e.doc_id"


@dataclass(frozen=True, slots=True)
class Line:
    """A statement: values in a frame, the words, and where they stand."""

    lead: str
    quote: str
    publisher: str | None
    published: date | None
    doc_id: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what it holds; `rule` says how the lines were chosen."""

    title: str
    rule: str
    lines: Sequence[Line]


def brief(
    link: duckdb.DuckDBPyConnection,
    since: date,
    until: date,
    *,
    form: Literal["md", "html"] = "md",
    top: int = 10,
    caption: str = "",
    decisions: Sequence[Mapping[str, Any]] = (),
) -> str:
    """One page on the days from `since` to `until`, both included; sections without a line are left out.

    Raises:
        SettingError: the days are the wrong way round, or there is no such form.
    """
    if until < since:
        raise SettingError(f"The last day, {until}, is before the first, {since}.")
    if form not in {"md", "html"}:
        raise SettingError(f"There is no form {form!r}; there are md and html.")
    register = commitments(link, decisions=decisions, today=until).to_pylist()
    urls = dict(link.execute("SELECT doc_id, url FROM documents WHERE url IS NOT NULL").fetchall())
    sections = [
        _events(link, since, until, top),
        _differences(link, since, until, top),
        _changes(link, since, until, top),
        _new_commitments(register, since, until, urls),
        _fates(register, since, until, urls),
        _deadlines(register, since, until, urls),
        _forces(link, since, until, urls),
        _statements(link, since, until),
        _disputes(link, since, until, urls),
    ]
    head = f"{since} to {until}", _coverage(link, since, until), caption
    return (_markdown if form == "md" else _html)(*head, [s for s in sections if s.lines])


def _rows(link: duckdb.DuckDBPyConnection, sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
    found: list[Row] = link.sql(sql, params=list(parameters)).to_arrow_table().to_pylist()
    return found


def _coverage(link: duckdb.DuckDBPyConnection, since: date, until: date) -> str:
    sql = "SELECT count(*) AS documents, count(DISTINCT publisher) AS publishers FROM documents WHERE published BETWEEN ? AND ?"
    found = _rows(link, sql, [since, until])[0]
    return f"{found['documents']} documents of {found['publishers']} publishers."


def _line(lead: str, row: Row, urls: Mapping[str, str] | None = None) -> Line:
    url = urls.get(row["doc_id"]) if urls is not None else row.get("url")
    return Line(lead, row["sentence"], row["publisher"], row["published"], row["doc_id"], url)


def _in_period(alias: str = "g") -> str:
    return f"{alias}.day BETWEEN ? AND ?"


_PLACED = f"(SELECT *, {DAY} AS day FROM groups)"


def _events(link: duckdb.DuckDBPyConnection, since: date, until: date, top: int) -> Section:
    sql = (
        f"SELECT g.*, abs(g.score) * ln(1 + len(g.documents)) * g.confidence AS weight, {_REPORT} FROM {_PLACED} g "
        f"{_JOINED} WHERE {_in_period()} AND g.status = 'actual' ORDER BY weight DESC, g.group_id LIMIT {top}"
    )
    lines = [
        _line(f"{g['day']}, {_what(g)}: {_who(g)}{_place(g)}, {_count(len(g['documents']), 'document')}", g)
        for g in _rows(link, sql, [since, until])
    ]
    return Section("What weighed most", "By |score| x ln(1 + documents) x confidence; events that happened.", lines)


def _what(group: Row) -> str:
    return "/".join(filter(None, [group["type"], ",".join(group.get("modes") or [])]))


def _who(group: Row) -> str:
    return f"{label(group['actors'])} → {label(group['recipients'])}"


def _place(group: Row) -> str:
    where = group["where"]
    return f", {where['name'] or where['text']}" if where else ""


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _differences(link: duckdb.DuckDBPyConnection, since: date, until: date, top: int) -> Section:
    sql = (
        "WITH told AS (SELECT group_id, type, actors, recipients, day, len(documents) AS n, unnest(conflicts) AS conflict "
        f"FROM {_PLACED} g WHERE {_in_period()}), told_values AS (SELECT * EXCLUDE (conflict), conflict.field AS field, "
        "unnest(conflict.values) AS value FROM told) SELECT g.*, g.value.value AS told, len(g.value.events) AS reports, "
        f"{_REPORT} FROM told_values g JOIN events e ON e.event_id = g.value.events[1] JOIN documents d "
        f"ON d.doc_id = e.doc_id ORDER BY n DESC, g.group_id, field, reports DESC, told LIMIT {3 * top}"
    )
    lines = [
        _line(f"{g['day']}, {g['type']}: {_who(g)}, {g['field']} {g['told']} ({_count(g['reports'], 'report')})", g)
        for g in _rows(link, sql, [since, until])
    ]
    return Section("Where reports differ", "Each value with the first report that gives it.", lines)


def _changes(link: duckdb.DuckDBPyConnection, since: date, until: date, top: int) -> Section:
    before = since - (until - since) - timedelta(days=1)
    sql = (
        f"WITH placed AS (SELECT * FROM {_PLACED} WHERE {COUNTED} AND day BETWEEN ? AND ?), one AS (SELECT *, "
        f"unnest({_COUNTRIES.format('actor_keys')}) AS c1 FROM placed), two AS (SELECT *, "
        f"unnest({_COUNTRIES.format('actor_keys || recipient_keys')}) AS c2 FROM one), pairs AS ("
        "SELECT DISTINCT group_id, representative, score, day, least(c1, c2) AS a, greatest(c1, c2) AS b FROM two "
        "WHERE c1 <> c2), sums AS (SELECT a, b, coalesce(sum(score) FILTER (day >= ?), 0) AS now, "
        "coalesce(sum(score) FILTER (day < ?), 0) AS earlier, "
        "arg_max(representative, abs(score)) FILTER (day >= ?) AS representative FROM pairs GROUP BY ALL) "
        f"SELECT g.*, {_REPORT} FROM sums g {_JOINED} ORDER BY abs(now - earlier) DESC, a, b LIMIT {top // 2}"
    )
    lines = [
        _line(f"{g['a']} and {g['b']}: sum of scores {g['now']:+.1f}, before {g['earlier']:+.1f}", g)
        for g in _rows(link, sql, [before, until, since, since, since])
    ]
    rule = f"Pairs of countries by change of their index against {before} to {since - timedelta(days=1)}; with the strongest event."
    return Section("Relations that moved", rule, lines)


def _commitment(row: Row) -> str:
    to = f" to {row['to']}" if row["to"] else ""
    about = f" about {'/'.join([row['about'], *(row['about_modes'] or [])])}" if row["about"] else ""
    deadline = f", until {row['deadline']}" if row["deadline"] else ""
    condition = f", condition “{row['condition']}”" if row["condition"] else ""
    return f"{row['kind']} by {row['who'] or '–'}{to}{about}{deadline}{condition}"


def _new_commitments(register: Iterable[Row], since: date, until: date, urls: Mapping[str, str]) -> Section:
    found = [row for row in register if since <= row["day"] <= until]
    found.sort(key=lambda row: (-row["documents"], -row["confidence"], row["commitment_id"]))
    lines = [_line(f"{row['day']}, {_commitment(row)}: {row['status']}", row, urls) for row in found[:15]]
    return Section("New commitments, demands and threats", "Most reported first, then surest; at most 15.", lines)


def _fates(register: Iterable[Row], since: date, until: date, urls: Mapping[str, str]) -> Section:
    lines = [
        _line(
            f"{later['day']}, {later['outcome']} ({later['type']}): {_commitment(row)}, said on {row['day']}",
            later,
            urls,
        )
        for row in register
        for later in row["later"][-1:]
        if since <= later["day"] <= until and row["day"] < since
    ]
    return Section("What became of earlier ones", "The latest event that decides each.", lines)


def _deadlines(register: Iterable[Row], since: date, until: date, urls: Mapping[str, str]) -> Section:
    found = [
        row
        for row in register
        if row["deadline"]
        and row["day"] <= until
        and row["deadline"] >= since
        and row["status"] in {"open", "accepted", "overdue"}
    ]
    found.sort(key=lambda row: (row["deadline"], row["commitment_id"]))
    lines = [_line(f"{row['deadline']}, {_commitment(row)}: {row['status']}", row, urls) for row in found]
    return Section("Deadlines", "Open or passed without an event that decides, by day.", lines)


def _forces(link: duckdb.DuckDBPyConnection, since: date, until: date, urls: Mapping[str, str]) -> Section:
    sql = (
        'SELECT DISTINCT unnest(list_transform(holders, lambda a: a.country)) AS holder, f."where".country AS place '
        "FROM figures f JOIN documents d USING (doc_id) WHERE kind = 'forces' AND published BETWEEN ? AND ? ORDER BY ALL"
    )
    lines = []
    for pair in _rows(link, sql, [since, until]):
        holder, place = pair["holder"], pair["place"]
        if holder and place and holder != place:
            course = levels(presence(link, holder, place, since=since, until=until).to_pylist())
            lines += [_level_line(holder, place, level, urls) for level in course]
    return Section("Force levels", "Stated levels of the whole force, by holder, place and day.", lines)


def _level_line(holder: str, place: str, level: Row, urls: Mapping[str, str]) -> Line:
    row = next(r for r in level["rows"] if r["low"] == level["level"])
    others = f", also given as {', '.join(f'{o:,.0f}' for o in level['others'])}" if level["others"] else ""
    planned = " (planned)" if level["status"] == "planned" else ""
    return _line(f"{level['day']}, {holder} in {place}{planned}: {level['level']:,.0f}{others}", row, urls)


def _statements(link: duckdb.DuckDBPyConnection, since: date, until: date) -> Section:
    sql = (
        "SELECT r.direction, r.sides, r.doc_id, r.sentence.text AS sentence, d.publisher, d.published, d.url FROM relations r "
        "JOIN documents d USING (doc_id) WHERE d.published BETWEEN ? AND ? ORDER BY d.published, r.relation_id"
    )
    lines = [
        _line(f"{row['published']}, {row['direction']}: {label(row['sides'])}", row)
        for row in _rows(link, sql, [since, until])
    ]
    return Section("Said of relations", "All statements, by day of publication.", lines)


def _disputes(link: duckdb.DuckDBPyConnection, since: date, until: date, urls: Mapping[str, str]) -> Section:
    lines = [
        _line(
            f"{row['published']}, {row['speaker'] or '–'} {row['claim']} {row['group_type']} of {row['day']}", row, urls
        )
        for row in claims(link).to_pylist()
        if row["disputed"]
        and row["claim"] in {"accuses", "denies"}
        and row["published"]
        and since <= row["published"] <= until
    ]
    return Section("Disputed", "Who accuses and who denies, of events with both or with reports that differ.", lines)


def _markdown(period: str, coverage: str, caption: str, sections: Sequence[Section]) -> str:
    parts = [f"# {period}", " ".join(filter(None, [coverage, caption]))]
    for section in sections:
        lines = "\n".join(f"- {_md(x.lead)}. “{_md(x.quote)}” ({_md(_source(x))})" for x in section.lines)
        parts.append(f"## {section.title}\n\n*{section.rule}*\n\n{lines}")
    return "\n\n".join(parts) + "\n"


def _md(text: str) -> str:
    """Text on one line, without what Markdown would read as mark-up."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>" else c for c in " ".join(text.split()))


def _source(line: Line) -> str:
    return ", ".join(filter(None, [line.publisher, str(line.published or ""), line.doc_id]))


_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}"
    "h2{margin:2rem 0 .2rem}.rule,.source{color:#595959;font-size:.85em}li{margin:.6rem 0}q{display:block}"
    "@media print{body{margin:0}}"
)


def _html(period: str, coverage: str, caption: str, sections: Sequence[Section]) -> str:
    body = "".join(
        f"<section><h2>{escape(s.title)}</h2><p class=rule>{escape(s.rule)}</p><ul>"
        + "".join(_html_line(x) for x in s.lines)
        + "</ul></section>"
        for s in sections
    )
    return (
        f"<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>"
        f"<title>{escape(period)}</title><style>{_STYLE}</style><h1>{escape(period)}</h1>"
        f"<p>{escape(' '.join(filter(None, [coverage, caption])))}</p>{body}</html>\n"
    )


def _html_line(line: Line) -> str:
    source = escape(_source(line))
    web = line.url is not None and line.url.startswith(("http://", "https://"))
    cited = f"<a href='{escape(line.url or '')}'>{source}</a>" if web else source
    return f"<li>{escape(line.lead)} <q>{escape(line.quote)}</q> <span class=source>{cited}</span></li>"
