"""Dates and times as lists hold them: day first, never month first; a year alone is no date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kpi.ingest.text import clean_text
from kpi.language import _

_DAY_FIRST = r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})"
_ISO = r"(\d{4})-(\d{1,2})-(\d{1,2})"
_TIME = r"(\d{1,2})\s*(?::|h|giờ|gio)\s*(\d{1,2})?(?::(\d{2})(?:\.\d+)?|\s*phút)?"
_DATE_ONLY = re.compile(rf"(?:ngày\s*)?(?:{_DAY_FIRST}|{_ISO})(?:[ T]00:00(?::00(?:\.0+)?)?)?", re.IGNORECASE)
_DATE_TIME = re.compile(rf"(?:{_DAY_FIRST}|{_ISO})[ T,]+(?:lúc\s*)?{_TIME}(Z|[+-]\d{{2}}:?\d{{2}})?", re.IGNORECASE)
_TIME_DATE = re.compile(rf"{_TIME}[ ,]+(?:ngày\s*)?(?:{_DAY_FIRST}|{_ISO})", re.IGNORECASE)
_IN_WORDS = re.compile(r"ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})", re.IGNORECASE)
_IN_TITLE = re.compile(rf"(?<!\d)(?:{_DAY_FIRST}|{_ISO})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)\d{8}(?!\d)")
_SERIAL = re.compile(r"([2-7]\d{4})(\.\d+)?")
_EXCEL_EPOCH = date(1899, 12, 30)
_LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True, slots=True)
class Moment:
    """A local time; ``has_time`` False: only the day is known."""

    at: datetime
    has_time: bool


def parse_date(text: str) -> date:
    """The day a cell names; ValueError says in the user's words what is expected."""
    words = clean_text(text)
    serial = _SERIAL.fullmatch(words)
    if serial and not serial.group(2):
        return _EXCEL_EPOCH + timedelta(days=int(serial.group(1)))
    match = _DATE_ONLY.fullmatch(words)
    if match is None:
        raise ValueError(_('"{text}" is not a date; expected day/month/year as in 30/6/2024', text=words))
    return _day(words, match.groups())


def parse_moment(text: str) -> Moment:
    """The day a cell names, with the time of day where it says it; an offset is brought to Vietnam's time."""
    words = clean_text(text)
    try:
        return Moment(datetime.combine(parse_date(words), time.min), False)
    except ValueError:
        pass
    serial = _SERIAL.fullmatch(words)
    if serial:
        at = datetime.combine(_EXCEL_EPOCH, time.min) + timedelta(days=float(words))
        return Moment(at.replace(microsecond=0), True)
    if match := _DATE_TIME.fullmatch(words):
        groups = match.groups()
        at = datetime.combine(_day(words, groups[:6]), _time(words, groups[6:9]))
        return Moment(_localised(at, groups[9]), True)
    if match := _TIME_DATE.fullmatch(words):
        groups = match.groups()
        return Moment(datetime.combine(_day(words, groups[3:9]), _time(words, groups[:3])), True)
    raise ValueError(
        _('"{text}" is not a date; expected day/month/year as in 30/6/2024, or 30/6/2024 14:30', text=words)
    )


def find_date(text: str) -> date | None:
    """The one full date inside a title; two different ones, or none, are None."""
    words = clean_text(text)
    found: set[date] = set()
    for match in _IN_WORDS.finditer(words):
        found |= _try_day((match.group(1), match.group(2), match.group(3), None, None, None))
    for match in _IN_TITLE.finditer(words):
        found |= _try_day(match.groups())
    return found.pop() if len(found) == 1 else None


def find_date_in_file_name(name: str) -> date | None:
    """The one full date in a file's name: 2024-06-30, 30-6-2024, 20240630 or 30062024."""
    found: set[date] = set()
    for match in _IN_TITLE.finditer(name.replace("_", " ")):
        found |= _try_day(match.groups())
    for match in _COMPACT.finditer(name):
        digits = match.group()
        found |= _try_day((None, None, None, digits[:4], digits[4:6], digits[6:]))
        found |= _try_day((digits[:2], digits[2:4], digits[4:], None, None, None))
    plausible = {day for day in found if 1990 <= day.year <= 2100}
    return plausible.pop() if len(plausible) == 1 else None


def _try_day(groups: tuple[str | None, ...]) -> set[date]:
    try:
        return {_day("", groups)}
    except ValueError:
        return set()


def _day(words: str, groups: tuple[str | None, ...]) -> date:
    day, month, year, iso_year, iso_month, iso_day = groups[:6]
    try:
        if iso_year:
            return date(int(iso_year), int(iso_month or 0), int(iso_day or 0))
        full_year = int(year or 0) + (2000 if len(year or "") == 2 else 0)
        return date(full_year, int(month or 0), int(day or 0))
    except ValueError:
        raise ValueError(_('"{text}" is not a day of the calendar; expected day/month/year', text=words)) from None


def _time(words: str, groups: tuple[str | None, ...]) -> time:
    hour, minute, second = groups
    try:
        return time(int(hour or 0), int(minute or 0), int(second or 0))
    except ValueError:
        raise ValueError(_('"{text}" is not a time of day', text=words)) from None


def _localised(at: datetime, offset: str | None) -> datetime:
    if not offset:
        return at
    zone = "+00:00" if offset.upper() == "Z" else offset
    return datetime.fromisoformat(at.isoformat() + zone).astimezone(_LOCAL).replace(tzinfo=None)
