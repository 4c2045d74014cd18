"""Dates and times as lists hold them: day first, never month first; a year alone is no date.

Lists hold them typed (30/6/2024, 14 giờ 30 ngày 30/6/2024), as ISO, and as Excel keeps them: days
counted from 30/12/1899. Where a text leaves a doubt, nothing is guessed. The forms: docs/datasets.md (dates).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kpi.i18n.messages import _
from kpi.vietnamese.text import clean_text

# One sign between all three parts: "1-3/2024" is the first quarter, no day.
_DAY_FIRST = r"(?P<day>[0-9]{1,2})(?P<sign>[/.\-])(?P<month>[0-9]{1,2})(?P=sign)(?P<year>[0-9]{4}|[0-9]{2})"
_ISO = r"(?P<iso_year>[0-9]{4})(?P<iso_sign>[/-])(?P<iso_month>[0-9]{1,2})(?P=iso_sign)(?P<iso_day>[0-9]{1,2})"
_DATE = rf"(?:{_DAY_FIRST}|{_ISO})"
_TIME = (
    r"(?P<hour>[0-9]{1,2})\s*(?::|h|giờ|gio)\s*"
    r"(?:(?P<minute>[0-9]{1,2})\s*(?:'|phút|phut|:(?P<second>[0-9]{2}(?:\.[0-9]+)?))?)?"
    r"(?:\s*(?P<half>AM|PM|SA|CH))?"
)
_MIDNIGHT = r"0?0:00(?::00(?:\.0+)?)?"
_ANY_DATE = re.compile(rf"(?:ngày\s*)?{_DATE}(?:[ T]{_MIDNIGHT})?", re.IGNORECASE)
_DATE_ALONE = re.compile(rf"(?:ngày\s*)?{_DATE}(?: {_MIDNIGHT})?", re.IGNORECASE)
_DATE_TIME = re.compile(
    rf"(?:ngày\s*)?{_DATE}(?:T|[ ,]+)(?:lúc\s*)?{_TIME}\s*(?P<offset>Z|(?:GMT|UTC)?[+-][0-9:]+)?", re.IGNORECASE
)
_TIME_DATE = re.compile(rf"{_TIME}[ ,]+(?:ngày\s*)?{_DATE}", re.IGNORECASE)
_TIME_ALONE = re.compile(_TIME, re.IGNORECASE)
_AT_MIDNIGHT = re.compile(rf"[ T]{_MIDNIGHT}$")
# Forms on the web write "GMT+7".
_OFFSET = re.compile(r"(?:GMT|UTC)?([+-])([01]?[0-9])(?::?([0-5][0-9]))?", re.IGNORECASE)
_SERIAL = re.compile(r"([2-7][0-9]{4}|80000)(?:[.,]([0-9]+))?")
_EXCEL_EPOCH = datetime(1899, 12, 30)

_IN_WORDS = re.compile(
    r"(?:ng[àa]y\s*|(?:^|(?:t[ừu]|[đd][ếe]n|h[ếe]t)\s+)(?=[0-9]{1,2}\s*th))(?P<day>[0-9]{1,2})\s*(?:th[áa]ng|[/.\-])\s*"
    r"(?P<month>[0-9]{1,2})\s*(?:n[ăa]m|[/.\-])\s*(?P<year>[0-9]{4})(?![0-9])",
    re.IGNORECASE,
)


def is_time(text: str) -> bool:
    """Whether a text is a time of day and nothing else: "08:00", "14h30", "7 giờ"."""
    return _TIME_ALONE.fullmatch(clean_text(text)) is not None


def with_time(day: str, hour: str) -> str:
    """A day with the time that stands in a cell of its own; the day as it is where that is no time, or the day has one already."""
    alone = _AT_MIDNIGHT.sub("", clean_text(day))
    return f"{alone} {clean_text(hour)}" if is_time(hour) and _DATE_ALONE.fullmatch(alone) else day


def _inside(signs: str) -> re.Pattern[str]:
    """A full date inside other text, its parts joined by one of the signs; of 1-7-2024-06-30 it takes the second."""
    number, again = "(?P<{}>[0-9]{{1,2}})", rf"[{signs}][0-9]{{1,2}}"
    day_first = (
        rf"(?<![0-9]){number.format('day')}(?P<sign>[{signs}]){number.format('month')}(?P=sign)(?P<year>[0-9]{{4}})"
        rf"(?![0-9])(?!{again}{again}(?![0-9]))"
    )
    iso = (
        rf"(?<![0-9])(?P<iso_year>[0-9]{{4}})(?P<iso_sign>[{signs}]){number.format('iso_month')}"
        rf"(?P=iso_sign){number.format('iso_day')}(?![0-9])"
    )
    return re.compile(f"{day_first}|{iso}")


_IN_TITLE, _IN_FILE_NAME = _inside(r"/.\-"), _inside(r"/.\-_ ")
_SPAN = re.compile(r"\b(?:từ|tu)\s.*?[0-9].*?\s(?:đến|den)\s(.*[0-9].*)", re.IGNORECASE)
# "Kỳ báo cáo: 01/6/2024 - 30/6/2024", in which a sign stands between the ends.
_DASHED = re.compile(
    r"[0-9]{1,2}([/.])[0-9]{1,2}\1[0-9]{4}\s*[-–—]\s*([0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{4}(?![0-9]).*)"
)
# "01/4", "ngày 01 tháng 4": a day whose year stands with the other end of its span.
_WITHOUT_YEAR = re.compile(
    r"(?<![0-9/.\-])(?P<day>[0-9]{1,2})\s*(?:[/.\-]|th[áa]ng)\s*(?P<month>[0-9]{1,2})(?![0-9/.\-])", re.IGNORECASE
)
_EIGHT_DIGITS = re.compile(r"(?<![0-9])[0-9]{8}(?![0-9])")

_YEARS = range(1900, 2200)
_YEARS_OF_FILES = range(1990, 2101)
_LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True, slots=True)
class Moment:
    """A local time without a zone; ``has_time`` False: only the day is known, and ``at`` is its beginning."""

    at: datetime
    has_time: bool


def parse_date(text: str) -> date:
    """The day a cell names; ValueError says in the user's words what is expected.

    A year of two digits is read as dates on computers are (69–99 → 1969–1999, 00–68 → 2000–2068).
    """
    words = clean_text(text)
    if match := _ANY_DATE.fullmatch(words) or _IN_WORDS.fullmatch(words):
        return _day(words, match)
    at = _serial(words)
    if at is not None and at.time() == time.min:
        return at.date()
    raise ValueError(_('"{text}" is not a date; expected day/month/year as in 30/6/2024', text=words))


def parse_moment(text: str) -> Moment:
    """The day a cell names, with the time of day where it says it; an offset is brought to Vietnam's time.

    Excel shows a day without a time as midnight; only "T", an offset or words ("0 giờ 00") make midnight a time.
    """
    words = clean_text(text)
    if match := _DATE_ALONE.fullmatch(words) or _IN_WORDS.fullmatch(words):
        return Moment(datetime.combine(_day(words, match), time.min), False)
    if match := _DATE_TIME.fullmatch(words):
        return Moment(_localised(words, _at(words, match), match["offset"]), True)
    if match := _TIME_DATE.fullmatch(words):
        return Moment(_at(words, match), True)
    at = _serial(words)
    if at is not None:
        return Moment(at, at.time() != time.min)
    raise _not_a_moment(words)


def find_date(text: str) -> date | None:
    """The one full date inside a title; None where there is none, where two differ, where one is no day (31/6/2024).

    Of "từ ngày … đến ngày …", or of two days with a dash between them, it is the end: by then the list speaks.
    """
    words = clean_text(text)
    if span := _SPAN.search(words) or _DASHED.search(words):
        words = span[span.re.groups]
    found = {_calendar_day(match) for pattern in (_IN_WORDS, _IN_TITLE) for match in pattern.finditer(words)}
    return found.pop() if len(found) == 1 else None


def find_beginning(text: str) -> date | None:
    """The first day of the span that a title names ("từ ngày … đến ngày …", or two days with a dash between them); None where it
    names none, or no day that is one. Of "từ ngày 01/4 đến ngày 30/6/2024" the year of the end is the first day's, too."""
    words = clean_text(text)
    span = _SPAN.search(words) or _DASHED.search(words)
    if span is None:
        return None
    before = words[span.start() : span.start(span.re.groups)]
    found = {_calendar_day(match) for pattern in (_IN_WORDS, _IN_TITLE) for match in pattern.finditer(before)}
    end = find_date(text)
    if not found and end is not None:
        found = {_try(str(end.year), match["month"], match["day"]) for match in _WITHOUT_YEAR.finditer(before)}
        found = {day for day in found if day is None or day <= end}
    return found.pop() if len(found) == 1 else None


def find_date_in_file_name(name: str) -> date | None:
    """The one full date in a file's name: 2024-06-30, 30-6-2024, 30.6.2024, 20240630 or 30062024.

    Eight digits count where one reading of them is a day between 1990 and 2100; else they are some other number.
    """
    words = clean_text(name)
    found = {_calendar_day(match) for match in _IN_FILE_NAME.finditer(words)}
    for match in _EIGHT_DIGITS.finditer(words):
        digits = match.group()
        readings = (_try(digits[:4], digits[4:6], digits[6:]), _try(digits[4:], digits[2:4], digits[:2]))
        found |= {day for day in readings if day is not None and day.year in _YEARS_OF_FILES}
    return found.pop() if len(found) == 1 else None


def _calendar_day(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    if parts.get("iso_year"):
        return _try(parts["iso_year"], parts["iso_month"], parts["iso_day"])
    return _try(parts["year"], parts["month"], parts["day"])


def _try(year: str, month: str, day: str) -> date | None:
    number = int(year)
    if len(year) == 2:
        number += 2000 if number < 69 else 1900
    try:
        return date(number, int(month), int(day)) if number in _YEARS else None
    except ValueError:
        return None


def _day(words: str, match: re.Match[str]) -> date:
    day = _calendar_day(match)
    if day is None:
        raise ValueError(
            _('"{text}" is not a day of the calendar; expected day/month/year as in 30/6/2024', text=words)
        )
    return day


def _at(words: str, match: re.Match[str]) -> datetime:
    """The day and time of a match, to the nearest second."""
    day = _day(words, match)
    hour, half = int(match["hour"]), (match["half"] or "").upper()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half in ("PM", "CH") else 0)
    minute, second = int(match["minute"] or 0), float(match["second"] or 0)
    if hour > 23 or minute > 59 or second >= 60:
        raise ValueError(_('"{text}" is not a time of day; expected hours:minutes as in 14:30', text=words))
    return datetime.combine(day, time(hour, minute)) + timedelta(seconds=int(second + 0.5))


def _serial(words: str) -> datetime | None:
    """A day as Excel counts it, the time of day as its fraction, to the nearest second."""
    match = _SERIAL.fullmatch(words)
    if match is None:
        return None
    seconds = int(float(f"0.{match[2] or 0}") * 86400 + 0.5)
    return _EXCEL_EPOCH + timedelta(days=int(match[1]), seconds=seconds)


def _localised(words: str, at: datetime, offset: str | None) -> datetime:
    if not offset:
        return at
    zone = _OFFSET.fullmatch("+00:00" if offset in "Zz" else offset)
    if zone is None:
        raise _not_a_moment(words)
    ahead = timedelta(hours=int(zone[2]), minutes=int(zone[3] or 0))
    utc = at - ahead if zone[1] == "+" else at + ahead
    return utc.replace(tzinfo=ZoneInfo("UTC")).astimezone(_LOCAL).replace(tzinfo=None)


def _not_a_moment(words: str) -> ValueError:
    return ValueError(
        _('"{text}" is not a date; expected day/month/year as in 30/6/2024, or 30/6/2024 14:30', text=words)
    )
