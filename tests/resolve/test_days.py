"""Times told by another one, months that go on from an earlier year, and whose day a day of the sentence is."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.records import Coded, Document, Event, Sentence, Span, Time
from dragoman.resolve.dates import counted, is_counted, month_after, resolve_time
from dragoman.resolve.document import resolve
from dragoman.resolve.resources import Resources

RESOURCES = Resources.load()
FRIDAY = date(2020, 6, 12)
DAYS = st.dates(date(1950, 1, 1), date(2080, 12, 31))
MONTHS = "January February March April May June July August September October November December".split()


def when(text, trigger, words=None, *, kind="ASSAULT", status="actual", others=(), published=FRIDAY):
    """The time of an event, told or left to the sentence, in a story of paragraphs."""
    ends = [*(m.end() for m in re.finditer(r"\.(?=\s+[A-Z])", text)), len(text)]
    starts = [0, *(end + len(re.match(r"\s+", text[end:])[0]) for end in ends[:-1])]
    sentences = [Sentence(start=a, end=b, contexts=()) for a, b in zip(starts, ends, strict=True)]
    events = tuple(
        _event(text, words if one == trigger else None, one, kind, status, sentences) for one in (trigger, *others)
    )
    coded = Coded(document=Document(doc_id="d", text=text, published=published), events=events)
    return resolve(coded, RESOURCES, sentences=sentences).events[0].when


def _event(text, words, trigger, kind, status, sentences):
    at = text.index(trigger)
    here = next(s for s in sentences if s.start <= at < s.end)
    start = text.rindex(words) if words else 0
    return Event(
        event_id=trigger, doc_id="d", sentence=Span(text=text[here.start : here.end], start=here.start, end=here.end),
        type=kind, modes=(), about=None, status=status, trigger=Span(text=trigger, start=at, end=at + len(trigger)),
        actors=(), recipients=(), said_by=(), when=Time(text=words, start=start, end=start + len(words)) if words else None,
        where=None, counts={}, contexts=(), quad=4, score=-9.0, cameo="19", confidence=0.9, coder="test",
    )  # fmt: skip


def days(time):
    return (time.start_day, time.end_day) if time else None


@pytest.mark.parametrize(
    ("text", "words", "start", "end"),
    [
        ("Gunmen took the mill on Monday. The next day the army shelled it.", "The next day", (2020, 6, 9), (2020, 6, 9)),
        ("Gunmen took the mill on Monday.\n\nA day later the army shelled it.", "A day later", (2020, 6, 9), (2020, 6, 9)),
        ("Talks opened on Tuesday. The army shelled the mill two days before that.", "two days before that", (2020, 6, 7), (2020, 6, 7)),
        ("Gunmen took the mill in March 2018. Two months later the army shelled it.", "Two months later", (2018, 5, 1), (2018, 5, 31)),
        ("Gunmen took the mill in March 2018; the army shelled it the following month.", "the following month", (2018, 4, 1), (2018, 4, 30)),
        ("Gunmen took the mill on March 9, 2018. The army shelled it that month.", "that month", (2018, 3, 1), (2018, 3, 31)),
        ("Gunmen took the mill on Monday. The army shelled it the same day.", "the same day", (2020, 6, 8), (2020, 6, 8)),
        ("Gunmen took the mill in 2017. The army shelled it two years later.", "two years later", (2019, 1, 1), (2019, 12, 31)),
        ("Gunmen took the mill on Monday. The army shelled it later in the day.", "later in the day", (2020, 6, 8), (2020, 6, 8)),
        ("Gunmen took the mill on Monday.\n\nNobody knew.\n\nThe next day the army shelled it.", "The next day", (2020, 6, 9), (2020, 6, 9)),
        ("Talks ended on Monday. The envoy, who came on June 5, shelled the idea the same day.", "the same day", (2020, 6, 8), (2020, 6, 8)),
        ("Talks ended on Monday. The envoy, a judge whom all backed on June 5, shelled the idea the same day.", "the same day", (2020, 6, 8), (2020, 6, 8)),
        ("Gunmen took the mill before dawn on Monday. The army shelled it the next day.", "the next day", (2020, 6, 9), (2020, 6, 9)),
        ("Gunmen took the mill on Monday. The army shelled it at nightfall.", "nightfall", (2020, 6, 8), (2020, 6, 8)),
        ("Gunmen took the mill in March 2018, an aide said on Monday. A month later the army shelled it.", "A month later", (2018, 4, 1), (2018, 4, 30)),
    ],
)  # fmt: skip
def test_what_is_counted_goes_on_from_the_last_time_told(text, words, start, end):
    assert days(when(text, "shelled", words)) == (date(*start), date(*end))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The next day the army shelled the mill.", "The next day"),
        ("The army shelled the mill that month.", "that month"),
        ("Three weeks later the army shelled the mill.", "Three weeks later"),
        ("Gunmen hold the mill since Monday. Two days later the army shelled it.", "Two days later"),
        ("Gunmen took the mill in May 2018.\n\nNobody knew.\n\nA day later the army shelled it.", "A day later"),
        ("Gunmen left on Monday. The army shelled the mill two days before they did.", "two days before"),
        ("Gunmen took the mill in May. Nine months later the army shelled it.", "Nine months later"),
    ],
)
def test_what_is_counted_from_nothing_or_lies_behind_the_story_has_no_day(text, words):
    found = when(text, "shelled", words)
    assert (days(found), found.rule) == ((None, None), "counted-from-a-time-not-told")


def test_a_story_without_a_date_counts_from_its_own_first_day():
    text = "A day later the army shelled the mill. It had been taken on June 8, 2020."
    assert when(text, "shelled", "A day later", published=None).start_day == date(2020, 6, 9)


def test_hours_later_are_of_no_day_but_stay_behind_or_ahead():
    assert (
        when("Gunmen took the mill. The army shelled it hours later.", "shelled", "hours later").value == "FUTURE_REF"
    )


@pytest.mark.parametrize(("words", "start"), [("next month", date(2020, 7, 1)), ("the next month", date(2020, 7, 1))])
def test_what_is_next_from_now_is_counted_from_the_story(words, start):
    text = f"Gunmen took the mill in March 2018. The army is to leave it over {words}."
    assert when(text, "leave", words, kind="RETREAT", status="planned").start_day == start


@pytest.mark.parametrize(
    ("text", "words", "start"),
    [
        ("Gunmen took the mill in March 2018. In May the army shelled it.", "May", date(2018, 5, 1)),
        ("Gunmen took the mill in March 2018. In January the army shelled it.", "January", date(2019, 1, 1)),
        ("Gunmen took the mill in March 2018. Weeks passed. On May 3 the army shelled it.", "May 3", date(2018, 5, 3)),
        ("Gunmen took the mill in March 2018. A month later it fell. In May the army shelled it.", "May", date(2018, 5, 1)),
        ("Gunmen took the mill in March 2018. In 2019 it was quiet. In May the army shelled it.", "May", date(2020, 5, 1)),
        ("Gunmen took the mill in March 2018. This April it was quiet. In May the army shelled it.", "May", date(2020, 5, 1)),
        ("Gunmen took the mill in March 2018.\n\nIn May the army shelled it.", "May", date(2020, 5, 1)),
        ("Gunmen hold the mill since March 2018. In May the army shelled it.", "May", date(2020, 5, 1)),
        ("The general, who rose in March 2018, is ill. In May the army shelled the mill.", "May", date(2020, 5, 1)),
    ],
)  # fmt: skip
def test_a_month_without_a_year_goes_on_from_an_earlier_one_of_its_paragraph(text, words, start):
    assert when(text, "shelled", words).start_day == start


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Gunmen stormed the mill and burned the barn on Monday.", date(2020, 6, 8)),
        ("Gunmen stormed the mill, the barn and the dam on Monday.", date(2020, 6, 8)),
        ("On Monday gunmen stormed the mill, and the army shelled a dam.", date(2020, 6, 8)),
        ("Gunmen stormed the mill when its guards left on Monday.", date(2020, 6, 8)),
        ("Gunmen stormed the mill, and the army will answer on Monday.", None),
        ("The army shelled a dam on Monday, while gunmen stormed the mill.", None),
        ("Gunmen stormed the mill and vowed to burn it if the army stayed on Monday.", None),
        ("Gunmen stormed the mill and vowed to go by Monday.", None),
        ("Gunmen stormed the mill before a vote planned for Monday.", None),
        ("Gunmen stormed the mill, which the army had taken on Monday.", None),
        ("The general, whose men stormed the mill, will speak on Monday.", None),
        ("Gunmen stormed the mill of a farmer who had fled on Monday.", None),
    ],
)
def test_a_day_of_another_clause_is_not_that_of_the_deed(text, day):
    found = when(text, "stormed")
    assert (found and found.start_day) == day


def test_a_deadline_is_that_of_the_planned_deed_right_before_it():
    text = "The army will quit the mill by Monday."
    assert when(text, "quit", kind="RETREAT", status="planned").start_day == date(2020, 6, 15)
    text = "The army plans to quit the mill and to disarm the guards by Monday."
    assert when(text, "quit", kind="RETREAT", status="planned", others=["disarm"]) is None


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("The army vowed to have shelled the mill by July 1.", "July 1", date(2020, 7, 1)),
        ("The army offered to have shelled the mill before July 1.", "before July 1", date(2020, 7, 1)),
        ("A raid that shelled the mill was planned for July 1.", "July 1", date(2020, 7, 1)),
        ("The army had shelled the mill by Monday.", "Monday", date(2020, 6, 8)),
    ],
)
def test_a_deadline_stays_ahead_and_what_had_happened_by_then_lies_behind(text, words, day):
    status = "actual" if " had " in text else "planned"
    assert when(text, "shelled", words, status=status).end_day == day


@pytest.mark.parametrize(
    ("text", "trigger", "words"),
    [
        ("The envoy asked that the army end the blockade by July 1.", "blockade", "July 1"),
        ("The envoy asked that the blockade end before July 1.", "blockade", "before July 1"),
        ("A lull in the shelling, which begins at dawn on Sunday, was won by the envoy.", "shelling", "dawn on Sunday"),
        ("Gunmen shelled the mill and will burn it if nobody pays them on Monday.", "shelled", "Monday"),
    ],
)
def test_a_done_deed_has_no_day_of_what_is_to_come(text, trigger, words):
    assert when(text, trigger, words) is None


@pytest.mark.parametrize(
    ("text", "trigger", "words", "kind", "day"),
    [
        ("The general promised to open the road from Monday.", "promised", "Monday", "AGREE", (2020, 6, 15)),
        ("The general vowed to shell the mill if it was held at the end of July.", "vowed", "end of July", "THREATEN", (2020, 7, 31)),
        ("The kingdom pledged 40 more lorries before Easter.", "pledged", "before Easter", "AGREE", (2021, 4, 4)),
        ("The two sides agreed before dawn on Monday to open the road.", "agreed", "dawn on Monday", "AGREE", (2020, 6, 8)),
        ("The general promised on Monday to open the road.", "promised", "Monday", "AGREE", (2020, 6, 8)),
    ],
)  # fmt: skip
def test_the_time_of_what_is_promised_or_threatened_lies_ahead(text, trigger, words, kind, day):
    assert when(text, trigger, words, kind=kind).end_day == date(*day)


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("Gunmen took the mill on Monday. Hours later the army shelled it.", "Hours later", date(2020, 6, 8)),
        ("Gunmen took the mill on Monday, and within hours the army shelled it.", "within hours", date(2020, 6, 8)),
        ("Gunmen took the mill on Monday evening. Hours later the army shelled it.", "Hours later", None),
        ("Gunmen took the mill on Monday. The army shelled it within hours of the vote.", "within hours", None),
        ("Gunmen took the mill in May. Hours later the army shelled it.", "Hours later", None),
        ("The army shelled the mill within hours.", "within hours", None),
        ("Gunmen took the mill on Monday.\n\nBy nightfall the army had shelled it.", "nightfall", date(2020, 6, 8)),
        ("Gunmen took the mill on Monday and fled on Tuesday.\n\nBy nightfall the army had shelled it.", "nightfall", FRIDAY),
        ("Few trust the army since June 2009, when it shelled the mill at dawn.", "dawn", date(2009, 6, 1)),
    ],
)  # fmt: skip
def test_hours_and_parts_of_a_day_are_of_the_day_told_before(text, words, day):
    assert when(text, "shelled", words).start_day == day


@pytest.mark.parametrize(
    ("text", "trigger", "day"),
    [
        ("The envoy said on Tuesday that talks had failed. He accused the army of lies.", "accused", date(2020, 6, 9)),
        ("The envoy said on Tuesday that talks had failed. He blamed the army and demanded an answer.", "demanded", date(2020, 6, 9)),
        ("The envoy met the general on Tuesday.\n\nThe hall was full. He accused the army of lies.", "accused", date(2020, 6, 9)),
        ("The envoy said on Tuesday that talks had failed. The army accused him of lies.", "accused", None),
        ("The envoy said on Tuesday that talks had failed. He has accused the army of lies.", "has accused", None),
        ("The envoy said on Tuesday that talks had failed. He accused the army in May of lies.", "accused", None),
        ("The envoy will speak on Tuesday. He accused the army of lies.", "accused", None),
        ("The envoy came on Tuesday and left on Wednesday. He accused the army of lies.", "accused", None),
        ("The envoy met the general on Tuesday.\n\nTalks began on Thursday.\n\nHe accused the army of lies.", "accused", None),
    ],
)  # fmt: skip
def test_who_goes_on_in_the_next_sentence_does_so_on_its_day(text, trigger, day):
    found = when(text, trigger, kind="ACCUSE")
    assert (found and found.start_day) == day


@pytest.mark.parametrize(("published", "day"), [(FRIDAY, None), (date(2020, 6, 9), date(2020, 6, 9))])
def test_what_is_said_of_an_attack_may_be_of_a_later_day(published, day):
    text = "Gunmen shelled the mill on Tuesday, the mayor said. He accused the army of lies."
    end = text.index(" He")
    sentences = [Sentence(start=0, end=end, contexts=()), Sentence(start=end + 1, end=len(text), contexts=())]
    events = (
        _event(text, "Tuesday", "shelled", "ASSAULT", "actual", sentences),
        _event(text, None, "accused", "ACCUSE", "actual", sentences),
    )
    coded = Coded(document=Document(doc_id="d", text=text, published=published), events=events)
    found = resolve(coded, RESOURCES, sentences=sentences).events[1].when
    assert (found and found.start_day) == day


@given(DAYS, st.integers(0, 400))
def test_days_are_counted_from_the_day_told(told, number):
    published = told + timedelta(days=1000)
    text = f"Gunmen took the mill on {MONTHS[told.month - 1]} {told.day}, {told.year}. The army shelled it {number} days later."
    assert when(text, "shelled", f"{number} days later", published=published).start_day == told + timedelta(days=number)


@given(DAYS, st.integers(1, 30), st.sampled_from(["day", "week", "month"]), st.sampled_from(["later", "earlier"]))
def test_what_is_counted_from_a_month_holds_what_is_counted_from_its_days(day, number, unit, way):
    words = f"{number} {unit}s {way}"
    month = resolve_time(f"{MONTHS[day.month - 1]} {day.year}", None)
    told = Time(text="", start=0, end=0, start_day=month.start_day, end_day=month.end_day, precision=month.precision)
    found, exact = counted(words, told), resolve_time(words, None, reference=day)
    assert is_counted(words)
    assert found.start_day <= exact.start_day <= exact.end_day <= found.end_day
    assert found.precision == "month"


@given(DAYS, st.sampled_from(MONTHS))
def test_a_month_after_a_time_begins_within_a_year_of_it(day, name):
    told = Time(text="", start=0, end=0, start_day=day, end_day=day, precision="day")
    found = month_after(name, told)
    assert found.start_day.month == MONTHS.index(name) + 1
    assert day.replace(day=1) <= found.start_day <= day + timedelta(days=366)


@pytest.mark.parametrize("words", ["June 2019", "last June", "this March", "Monday", "a week ago", "1999"])
def test_what_names_its_year_or_no_month_is_not_moved(words):
    told = Time(text="", start=0, end=0, start_day=FRIDAY, end_day=FRIDAY, precision="day")
    assert month_after(words, told).value is None
    assert not is_counted(words)


def test_the_day_of_a_deed_in_an_aside_is_not_that_of_the_deed_before():
    text = "Iran fired rockets to avenge a general, killed by a drone on June 3. Talks followed."
    sentences = [Sentence(start=0, end=68, contexts=())]
    deeds = [("fired rockets", None), ("killed", "June 3")]
    events = tuple(_event(text, words, deed, "ASSAULT", "actual", sentences) for deed, words in deeds)
    coded = Coded(document=Document(doc_id="d", text=text, published=FRIDAY), events=events)
    fired, killed = resolve(coded, RESOURCES, sentences=sentences).events
    assert (fired.when, days(killed.when)) == (None, (date(2020, 6, 3), date(2020, 6, 3)))
