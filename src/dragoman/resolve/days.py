"""Which day an event has: of the times that a story tells, read and counted in the order in which it tells them."""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import month_name
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property, partial

from dragoman.coding.rules import ANSWERED
from dragoman.records import Event, Sentence, Span, Time
from dragoman.resolve.clauses import RELATIVE, is_parted
from dragoman.resolve.dates import (
    TimeExpr,
    TimeValue,
    as_time,
    counted,
    find_times,
    is_counted,
    is_part_of_day,
    month_after,
    resolve_time,
    times,
)
from dragoman.resolve.story import BEFORE, NAMED_WITHIN, ON_SITE, YEAR, Story

WEEK = timedelta(days=7)
SEASON = timedelta(days=120)  # a day that is no further behind goes on from a time told before, however old
LONG_PAST = timedelta(days=45)  # the guide says "typically more than a month"
_MONTH = re.compile(rf"(?:(?:early|late|mid)[ -])?(?:{'|'.join(month_name[1:])})", re.IGNORECASE)
_STILL = re.compile(
    r"\b(?:has|have|is|are|am|will|would|may|might|can|could|says?|said|told|adds|added|now|still|today|yesterday|since|this|who|which)\b"
    r"|[\"“”]|['’](?:s|ve|re) (?:\w+ed|been)\b",
    re.IGNORECASE,
)
_RETOLD = re.compile(r"\b(?:had|that|which|who|whose|whom)\b[^,;:]*$", re.IGNORECASE)
_LONG_AGO = re.compile(  # words that a long past time has
    rf"\b(?=[12adfjmnoswy])(?:(?:19|20)\d\d|{'|'.join(month_name[1:])}|months?|years?|decades?|spring|summer|autumn|fall|winter)\b",
    re.IGNORECASE,
)
_DATED = frozenset({"day", "time", "week", "month", "season", "quarter", "year"})
_NUMBER = r"an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|a few|\d+"
_HAD = re.compile(r"\bhad\b")
_LATER = re.compile(rf"\b(?P<span>(?:{_NUMBER}) (?:day|week|month|year)s?) after\b", re.IGNORECASE)
_UNDATED = "counted-from-a-time-not-told"
_FROM_WHAT = re.compile(  # behind "a day after": what it is counted from
    r"\s+(?!(?:that|this|in|on|at|by|with|when|and|or|but|as|to|from|near|for|over|during|while|against|of)\b)\w"
)
_DAYS = frozenset({"day", "time"})
_TOLD = _DAYS | {"week", "month"}  # precise enough to count from
_BOUND = re.compile(r"\b(since|from|until|till|by|before|between|no later than)\s+(?:the\s+)?$", re.IGNORECASE)
_BY = re.compile(r"\b(until|till|by|before|no later than)\s+(?:the\s+)?$", re.IGNORECASE)  # before a deadline
_PLANNED = re.compile(r"\b(?:planned|scheduled|set|due|expected|slated)(?: to \w+)? (?:for|on|in)\s+(?:the\s+)?$")
_OPEN = re.compile(  # before what may still come
    r"\b(?:to(?! (?:the|an?|its|his|her|their|him|it|them|[A-Z]))|[Ii]f|[Uu]nless|will|would|until|till)\b"
)
_SINCE = re.compile(r"\bsince\s+$", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|starting|beginning|effective)(?: on)?\s+(?:the\s+)?$", re.IGNORECASE)
_UNDER = re.compile(r"\b(?:if|unless|in case|as long as|provided(?: that)?)\s[^,;:]*$", re.IGNORECASE)
_WITHIN_HOURS = re.compile(r"\bwithin (?:[\w-]+ ){0,3}(?:hours|minutes|an hour)$", re.IGNORECASE)
_HOURS = re.compile(r"\b(?:hours?|minutes)\b", re.IGNORECASE)
_OF_WHAT = re.compile(r"\b(?:hours|minutes) (?:before|after|of) \w", re.IGNORECASE)  # "hours before the vote"
_HOURS_LATER = re.compile(r"\bhours? (?:later|after(?:wards?)?)$", re.IGNORECASE)
_LATE = re.compile(r"T(?:NI|EV|2[0-4]:\d\d)$")  # values of times after which "hours later" may be the next day
_BEGINS = re.compile(
    r"\b(?:begins|starts|opens|ends|expires|resumes|takes effect|comes into force) (?:(?:on|at|from|in) )?(?:the )?$"
)
_PART_FIRST = re.compile(
    r"(?:the )?(?:dawn|noon|mid\w+|dusk|night\w*|daybreak|sun\w+|\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m)\b"
)
_DAY_FORMS = frozenset({"day", "day-time", "night-of"})
_PERFECT = re.compile(r"\b(?:has|have|had|is|are|would|will|may|might|could)\b", re.IGNORECASE)
_GOES_ON = re.compile(  # up to the verb of who goes on from the sentence before
    r"(?:(?:But|And|Yet|In return|Instead),? )?(?:"
    r"(?:He|She|They|It)(?:,? (?:also|then|in turn|instead|later|again|however|further),?)* "
    r"|(?:He|She|They|It) (?!(?:said|told|has|have|had|is|are|was|were)\b)(?:(?!that\b|wh\w+\b|said\b)[^\s;:]+ )+and (?:(?:he|she|they|it|also) )*"
    r"|(?:The )?[A-Z](?:(?!\bwh\w+\b)[^,;:“”\"]){3,60} also )"
)
SPEECH = frozenset({"AGREE", "CONCEDE", "REQUEST", "THREATEN", "REJECT"})  # said now, of what may come
HEAD = 4  # words before a time that stands at the head of its sentence, and tells the day of all of it
_CONDITION = re.compile(
    r"\b(?:if|unless|whether|in case|as long as|as soon as|once(?! again| more| a))\s", re.IGNORECASE
)
_WHEN = re.compile(r"\bwhen(?:ever)?\s", re.IGNORECASE)
_SAID_ON = re.compile(
    r"\b(?:said|says|told|reported|announced|added|stated)(?: (?:late|early|on|in|a statement))*\s+$", re.IGNORECASE
)


class Days:
    """The times of one story, and which of them is the day of an event."""

    def __init__(self, story: Story) -> None:
        self.story = story

    def time(self, time: Time, ahead: bool | None = None) -> Time:
        """The time read; words that say no time of their own are widened to the expression they touch.

        `ahead` tells whether it belongs to what is still to come (True) or is done (False), where that is known.
        """
        found = self._read(time, ahead)
        if found.value:
            return found
        head = max(0, time.start - BEFORE)
        for wider in find_times(self.story.text[head : time.end + BEFORE]):
            start, end = head + wider.start, head + wider.end
            if start <= time.end + 1 and time.start <= end + 1:
                return self._read(Time(text=self.story.text[start:end], start=start, end=end), ahead)
        return found

    def _read(self, time: Time, ahead: bool | None, told: Sequence[Time] | None = None) -> Time:
        """The time read after those `told` before it, by default all of the story."""
        sentence = self.story.sentence_at(time.start)
        begin = max(sentence.start if sentence else 0, time.start - BEFORE)
        anchor, before = self.story.coded.document.published or self.story.said, self.story.text[begin : time.start]
        if is_counted(time.text, before):
            return self._counted(time, ahead, told)
        if ahead is False and _WITHIN_HOURS.search(before + time.text):
            return self._counted(time, ahead, told, "hours later")
        last = self._day_around(time, told) if is_part_of_day(time.text) else None
        if last and last.precision not in _DAYS:
            return replace(last, text=time.text, start=time.start, end=time.end)
        read = partial(resolve_time, time.text, anchor, reference=last.start_day if last else None)
        found = self._after_told(time, read(before=before), told, done=ahead is False)
        by, due = _BY.search(before + time.text[: time.text.find(" ") + 1]), _PLANNED.search(before)
        if by and ahead is not True and _HAD.search(before) and not _OPEN.search(before):
            ahead, by = False, None  # "had fled by Monday"
        elif by and by[1].lower() == "before" and _OPEN.search(before):
            found = read(before="will ")  # "offered to meet before Easter"
        if anchor and (ahead or by) and (passed := self._due_by_then(time, anchor, told)):
            return as_time(time, passed)
        bound = due or (by and ahead is not True)
        if ahead is None or anchor is None or bound or _fits(found, ahead, anchor):
            return as_time(time, found)
        other = read(before="will " if ahead else "")
        return as_time(time, other if _fits(other, ahead, anchor) else found)

    def _due_by_then(self, time: Time, anchor: date, told: Sequence[Time] | None) -> TimeValue | None:
        """A deadline that has passed: the next such day after the one on which the paragraph has it set."""
        made = self._last_told(time.start, told, _DAYS, paragraphs=1)
        if made is None or made.start_day is None or YEAR.search(time.text):
            return None
        found = resolve_time(time.text, made.start_day, before="will ")
        passed = found.start_day is not None and made.start_day < found.start_day <= anchor
        return found if passed and made.basis != "dateline" else None

    def _day_around(self, time: Time, told: Sequence[Time] | None) -> Time | None:
        """The day that a part of a day is of: the last told, else that of the lead; or what was long ago, "when" it was."""
        here = self._last_told(time.start, told, _DATED, paragraphs=1)
        if here and here.precision not in _DAYS:
            then = re.search(r"\bwhen\b", self.story.text[here.end : time.start])
            same = self.story.sentence_at(here.start) == self.story.sentence_at(time.start)
            return here if then and same and self._is_long_past(here) else None
        overnight = time.text.lower() == "overnight"  # which may be the night before the story, whatever was told
        last = self._last_told(time.start, told, _DAYS, paragraphs=1)
        return last if last or overnight else self._day_of_lead(time.start, told)

    def _day_of_lead(self, at: int, told: Sequence[Time] | None) -> Time | None:
        """The one day of the week before the story on which the first sentence of the story, or item, has it happen."""
        lead = next(
            (s for s in self.story.sentences if s.start >= max(i.start for i in self.story.items if i.start <= at)),
            None,
        )
        if lead is None or lead.end > at:
            return None
        told = [t for t in (self.narrated if told is None else told) if lead.start <= t.start < lead.end]
        days = [t for t in told if t.precision in _DAYS and not self.story.is_filed(t.start)]
        return days[0] if len(days) == 1 and self._is_narrated(days[0]) and self._is_now(days[0]) else None

    def _counted(self, time: Time, ahead: bool | None, told: Sequence[Time] | None, words: str | None = None) -> Time:
        """A time told by its distance to another: of the last told before it, else no day at all.

        A story without a date of its own counts from its first day. What is done lies not after the story. Hours after
        an evening may be the next day. `words` tell the distance, where those of the time do not.
        """
        words = words or time.text
        on = self.story.coded.document.published
        kinds = _DAYS if _HOURS.search(words) else _TOLD | {"year"} if "year" in time.text.lower() else _TOLD
        last = self._last_told(time.start, told, kinds)
        other = bool(_FROM_WHAT.match(self.story.text, time.end)) and time.text.endswith(("before", "after"))
        other = other or bool(_OF_WHAT.search(time.text)) or self.story.text.startswith(" of ", time.end)
        if last and _HOURS_LATER.search(words) and _LATE.search(last.value or ""):
            last = None
        if last is None and on is None and self.story.said:
            return as_time(time, resolve_time(time.text, self.story.said, reference=self.story.said))
        found = counted(words, last) if last and not other else TimeValue()
        if not found.value or (ahead is False and on is not None and not _fits(found, ahead, on)):
            found = replace(resolve_time(time.text, None), rule=_UNDATED)
        return as_time(time, found)

    def _after_told(
        self, time: Time, found: TimeValue, told: Sequence[Time] | None, *, done: bool = False
    ) -> TimeValue:
        """A month without a year as the next after a month of an earlier year, told before it in the paragraph."""
        on = self.story.coded.document.published
        near = ("nearest behind", "nearest ahead") if done else "nearest behind"
        if on is None or found.precision not in {"month", *_DAYS} or not (found.rule or "").endswith(near):
            return found
        last = self._last_told(time.start, told, None, paragraphs=1)
        if last is None or last.basis != "text" or last.precision not in _TOLD or not last.end_day:
            return found
        after = month_after(time.text, last) if last.end_day.year < on.year else TimeValue()
        if after.start_day is None or after.start_day > on:
            return found
        recent = found.precision in _DAYS and found.start_day is not None and on - found.start_day <= LONG_PAST
        return found if recent and after.start_day - last.end_day > SEASON else after

    @cached_property
    def narrated(self) -> list[Time]:
        """Every time that the story tells, in order, each read after those before it."""
        found: list[Time] = []
        for s in self.story.sentences or [Sentence(start=0, end=len(self.story.text), contexts=())]:
            for t in self.story.times(Span(text=self.story.text[s.start : s.end], start=s.start, end=s.end)):
                time = Time(text=t.text, start=s.start + t.start, end=s.start + t.end)
                found.append(self._read(time, None, found))
        return found

    def _last_told(
        self, at: int, told: Sequence[Time] | None, kinds: frozenset[str] | None, *, paragraphs: int = 2
    ) -> Time | None:
        """The last time told before a character: in its sentence, where days come first, its paragraph, the one before.

        A day of the week of the story, if no other time is told after it, stays the one that the story is at.
        """
        told = self.narrated if told is None else told
        sentence = self.story.sentence_at(at)
        begin = sentence.start if sentence else 0
        before = [t for t in told if t.end <= at and t.start_day and (kinds is None or t.precision in kinds)]
        before = [t for t in before if t.start < begin or not self._is_aside(t, self.story.text[t.end : at])]
        here = [t for t in before if t.start >= begin]
        if here and kinds:
            return next((t for t in reversed(here) if t.precision in _DAYS), here[-1])
        item = max(item.start for item in self.story.items if item.start <= at)
        last = next((t for t in reversed(before) if item <= t.start and self._is_narrated(t)), None)
        near = last is not None and last.start >= self.story.paragraphs_before(begin, paragraphs)
        return last if near or (paragraphs > 1 and last and self._is_now(last)) else None

    def _is_now(self, time: Time) -> bool:
        """Whether a time is a day of the week before the story, or after it."""
        on = self.story.coded.document.published
        return bool(time.precision in _DAYS and on and time.start_day and abs(on - time.start_day) <= WEEK)

    def _is_narrated(self, time: Time) -> bool:
        """Whether the story goes on from a time: not from a bound, when it was said, a dateline, or months ago in an aside."""
        sentence = self.story.sentence_at(time.start)
        begin, end = (sentence.start, sentence.end) if sentence else (0, len(self.story.text))
        before = self.story.text[begin : time.start]
        bound = _is_bound(time, before) or _SAID_ON.search(before)
        aside = time.precision not in _DAYS and self._is_aside(time, self.story.text[time.end : end])
        return not (bound or aside or self.story.is_filed(time.start))

    def _day_before(self, start: int, end: int) -> date | None:
        """The last day that a stretch of the text tells."""
        found = times(self.story.text[start:end], self.story.coded.document.published or self.story.said)
        days = [time.start_day for time in found if time.precision in {"day", "time"}]
        return days[-1] if days else None

    def of(self, event: Event) -> tuple[Time | None, bool]:
        """The time of an event, and whether it is told as actual but lies long behind."""
        told = self._told_time(event, _lies_ahead(event, self.story.text))
        told = None if told and self._is_answered(event, told) else told
        found = self._before_others(event) or told
        past = event.status == "actual" and (self._is_long_past(found) or self._is_background(event, found))
        return (found if found or past else self._goes_on(event)), past

    def _told_time(self, event: Event, ahead: bool | None) -> Time | None:
        """The time that the tagger gave an event, read, else the only day of its sentence."""
        own = event.when
        if own is None or self.story.is_filed(own.start):
            return self._day_of(event)
        if not _LATER.match(self.story.text, own.start):
            time = self.time(own, ahead)
            return None if ahead is False and self._is_to_come(event, time) else time
        return self._day_of(event) or replace(own, rule="came-after-another")  # counted from a day that is not told

    def _is_to_come(self, event: Event, time: Time) -> bool:
        """Whether the time of a done deed is that of what may come: a deadline, a condition, "which begins on Monday"."""
        before = self.story.text[event.sentence.start : time.start]
        if event.type in SPEECH:
            return False
        if time.start >= event.trigger.end and _UNDER.search(self.story.text, event.trigger.end, time.start):
            return True
        if _BEGINS.search(before):
            return self._is_ahead(self._read(time, ahead=None))
        by = _BY.search(before) or _BY.search(time.text[: time.text.find(" ") + 1])
        return by is not None and self._is_ahead(time)

    def _is_answered(self, event: Event, when: Time) -> bool:
        """Whether the time is that of a deed which answers this one: "fired on Wednesday in answer to the killing"."""
        return when.end <= event.trigger.start and bool(ANSWERED.search(self.story.text, when.end, event.trigger.start))

    @cached_property
    def _came_after(self) -> list[re.Match[str]]:
        """Where the text tells that something came so long after another."""
        return list(_LATER.finditer(self.story.text))

    def came_after(self, event: Event) -> re.Match[str] | None:
        """Where a sentence says that what it told before came so long after this event."""
        begin, end = event.sentence.start, event.trigger.start
        spans = (m for m in self._came_after if begin <= m.start() and m.end() <= end)
        return next((m for m in spans if "," not in self.story.text[m.end() : end]), None)

    def _before_others(self, event: Event) -> Time | None:
        """The time of what others came "two days after", which was so long before the story."""
        later = self.came_after(event)
        if later is None or (event.when and event.when.start != later.start()):
            return None
        day = self._day_before(event.sentence.start, later.start())
        time = event.when or Time(text=later["span"], start=later.start(), end=later.end("span"))
        if day is None and _HAD.search(self.story.text, event.sentence.start, later.start()):
            return replace(time, rule="others-came-after-it")  # what it is counted from has a day of its own, not told
        found = resolve_time(
            f"{later['span']} ago",
            day or self.story.coded.document.published or self.story.said,
            reference=self.story.said,
        )
        return replace(as_time(time, found), rule="others-came-after-it") if found.value else None

    def _day_of(self, event: Event) -> Time | None:
        """The only day that the sentence of an event names, where the tagger gave it none."""
        begin = event.sentence.start
        found = [
            t
            for t in self.story.times(event.sentence)
            if not self.story.is_filed(begin + t.start) and not _LATER.match(self.story.text, begin + t.start)
        ]
        if len(found) > 1:
            found = self._only_day(event, found)
        if len(found) != 1 or event.status not in {"actual", "planned"} or self.came_after(event):
            return None
        start = begin + found[0].start
        end = start + len(found[0].text)
        if _SAID_ON.search(self.story.text[begin:start]) or self.story.is_of_deed_behind(event, start):
            return None  # "said on Monday": the day of one event of the sentence alone
        behind = self.story.text[end : event.trigger.start]
        owned = not behind or "," in behind or len(behind) > NAMED_WITHIN
        if owned and self.story.text.startswith(("'s", "’s"), end):
            return None  # "Friday's attack" tells the day of the attack alone
        time = self.time(Time(text=found[0].text, start=start, end=end), _lies_ahead(event, self.story.text))
        if time.precision not in _DAYS or self._is_of_another(event, time):
            return None
        return replace(time, rule="only-day-of-sentence")

    def _only_day(self, event: Event, found: Sequence[TimeExpr]) -> list[TimeExpr]:
        """The one day among the times of a sentence, where no time stands nearer to the trigger and all others follow."""
        days = [t for t in found if t.form in _DAY_FORMS]
        own = days and event.trigger.end <= event.sentence.start + days[0].start and days[0] is found[0]
        return days if own and len(days) == 1 and event.status == "actual" else []

    def _goes_on(self, event: Event) -> Time | None:
        """The day of the sentence before, where its doer goes on: "He also accused ..."; else, where none is told, the lead's."""
        start = event.sentence.start
        if event.status != "actual" or not _GOES_ON.fullmatch(self.story.text[start : event.trigger.start]):
            return None
        if _PERFECT.search(event.trigger.text) or any(not self._is_ahead(t) for t in self._narrated_in(event.sentence)):
            return None
        day = self._day_of_paragraph(start)
        if day is None or self._is_ahead(day) or not self._is_now(day) or self._may_answer(event, day):
            return None
        line = self.story.text[max(0, day.start - BEFORE) : day.start]
        return None if _is_bound(day, line) or _PLANNED.search(line) else replace(day, rule="day-goes-on")

    def _day_of_paragraph(self, at: int) -> Time | None:
        """The one time, a day, of the last sentence of the paragraph with any; without, the lead's, if no other came since."""
        paragraph = self.story.paragraphs_before(at, 1)
        before = [s for s in self.story.sentences if paragraph <= s.start and s.end <= at]
        told = next((found for s in reversed(before) if (found := self._narrated_in(s))), None)
        if told:
            alone = len(told) == 1 and told[0].precision in _DAYS and not self.story.is_filed(told[0].start)
            return told[0] if alone else None
        if self._is_long_past(self._last_told(at, None, _DATED)):
            return None
        day, last = self._day_of_lead(at, None), self._last_told(at, None, _DAYS)
        return day if day and last and last.start_day == day.start_day else None

    def _may_answer(self, event: Event, day: Time) -> bool:
        """Whether what is said or done may be an answer, of a later day, to the force that a day before the story saw."""
        on, there = self.story.coded.document.published, self.story.sentence_at(day.start)
        if event.type in ON_SITE or on is None or on == day.start_day or there is None:
            return False
        types = {e.type for e in self.story.coded.events if there.start <= e.trigger.start < there.end}
        return bool(types) and types <= ON_SITE

    def _narrated_in(self, sentence: Span | Sentence) -> list[Time]:
        """The times of a sentence."""
        return [t for t in self.narrated if sentence.start <= t.start < sentence.end]

    def _is_of_another(self, event: Event, time: Time) -> bool:
        """Whether a day of the sentence is that of another clause: a deadline, a condition, one with its own verb."""
        begin = max([event.sentence.start, *(end for _, end in self.story.lines if end <= time.start)])
        lead = self.story.text[begin : time.start]
        first = time.end <= event.trigger.start
        between = (
            self.story.text[time.end : event.trigger.start]
            if first
            else self.story.text[event.trigger.end : time.start]
        )
        if _is_bound(time, lead) or _PLANNED.search(lead):
            nearer = any(event.trigger.end <= e.trigger.start < time.start for e in self.story.coded.events)
            done = event.status != "planned" and not _SINCE.search(lead)
            return first or done or nearer or "," in between
        clause = lead if first else between
        if _CONDITION.search(clause) or (_WHEN.search(clause) and (self._is_ahead(time) or _OPEN.search(lead))):
            return "," in between if first else True
        if first and self._is_aside(time, between):
            return True
        if first:
            return len(lead.split()) > HEAD and is_parted(f"{between}was ")  # the trigger is its verb
        return is_parted(between) or self._is_aside(event.trigger, between)

    def _is_aside(self, span: Span | Time, behind: str) -> bool:
        """Whether a span stands in a relative clause that ends right behind it: "who cut short a trip, will meet"."""
        sentence = self.story.sentence_at(span.start)
        before = self.story.text[sentence.start if sentence else 0 : span.start]
        relative = [*RELATIVE.finditer(before)]
        return bool(relative) and "," not in before[relative[-1].end() :] and "," in behind

    def _is_ahead(self, time: Time) -> bool:
        """Whether a time lies after the story."""
        on = self.story.coded.document.published
        return bool(on and time.start_day and time.start_day > on)

    def _is_long_past(self, when: Time | None) -> bool:
        """Whether a time lies more than `LONG_PAST` before the story: what it tells is background."""
        published = self.story.coded.document.published
        return bool(published and when and when.end_day and published - when.end_day > LONG_PAST)

    @cached_property
    def long_ago(self) -> list[int]:
        """Where words stand that a long past time has."""
        return [words.start() for words in _LONG_AGO.finditer(self.story.text)]

    def _is_background(self, event: Event, when: Time | None) -> bool:
        """Whether an event without a time goes on from one of its paragraph that is long past, in the past tense."""
        start = self.story.text.rfind("\n", 0, event.trigger.start) + 1
        after = bisect_left(self.long_ago, start)
        if (when and when.start_day) or after == bisect_left(self.long_ago, event.trigger.start):
            return False
        if _STILL.search(self.story.text, event.sentence.start, event.sentence.end):
            return False
        last = self._last_told(event.trigger.start, None, _DATED, paragraphs=1)
        if last is None or not self._is_long_past(last):
            return False
        told_in = self.story.sentence_at(last.start)
        here = told_in is None or told_in.start == event.sentence.start
        return here or not _RETOLD.search(self.story.text, told_in.start if told_in else 0, last.start)


def _lies_ahead(event: Event, text: str) -> bool | None:
    """Whether an event is still to come; None where its words tell of a deed that may be either."""
    if event.status in {"planned", "hypothetical", "historical"}:
        return event.status != "historical"
    if event.about and event.when and event.when.start > event.trigger.start and _MONTH.fullmatch(event.when.text):
        return True  # "agreed to meet in September"
    if event.type in SPEECH and event.when and event.when.start >= event.trigger.end:
        lead = text[event.trigger.end : event.when.start + event.when.text.find(" ") + 1]
        due = event.type in {"AGREE", "REQUEST", "THREATEN"} and _BY.search(lead)
        if (
            _FROM.search(lead)
            or _UNDER.search(lead)
            or (due and not _PART_FIRST.match(text, event.trigger.end + due.end()))
        ):
            return True  # "offered to lift the siege from Monday", "threatened to strike if nobody was paid by Monday"
    return None if event.about or event.type in {"AGREE", "THREATEN"} else False


def _fits(found: TimeValue, ahead: bool, anchor: date) -> bool:
    """Whether a time can be that of what is still to come, or of what is done; one that is not known can."""
    if found.start_day is None or found.end_day is None:
        return True
    return found.end_day >= anchor if ahead else found.start_day <= anchor


def _is_bound(time: Time, before: str) -> bool:
    """Whether words make a time the bound of a stretch: "since Monday", and not "before dawn on Monday"."""
    found = _BOUND.search(before)
    return found is not None and not (time.precision == "time" and found[1].lower() in {"before", "by"})
