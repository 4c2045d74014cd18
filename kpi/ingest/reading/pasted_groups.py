"""Where a text copied from Zalo's screen goes on with the list of another group, whose name is no member's.

A group's name is a line like a member's. It is known by what it says ("Nhóm: ANTT Thôn 1"), by the heading below it and by how many
members the group above has; where these leave it open, nobody is counted and a person is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kpi.domain.errors import UserError
from kpi.i18n.messages import _
from kpi.ingest.reading.pasted_lines import LineKind, ScreenLine
from kpi.vietnamese.places import UNIT_WORDS
from kpi.vietnamese.text import fold

_MOST_TITLES = 3  # so many lines may name the next group, above its heading
_MOST_ABOVE = 3  # so many names above the first heading are its title, and no members
_GROUP_WORDS = frozenset(("nhom", "zalo", "group"))
_OWNER = frozenset(("truong nhom", "chu nhom", "truong cong dong", "chu cong dong"))
_BEGINS = ("danh sach thanh vien", "thanh vien nhom", "thanh vien cong dong")


@dataclass(frozen=True, slots=True)
class GroupPart:
    """What a text says of one group: the lines above its members, and those from the first of them on."""

    title: Sequence[ScreenLine]
    body: Sequence[ScreenLine]

    @property
    def lines(self) -> Sequence[ScreenLine]:
        return (*self.title, *self.body)


def parts_of(name: str, lines: Sequence[ScreenLine]) -> list[GroupPart]:
    """The lines of each group; a text of which nobody could say where the next group begins is refused."""
    starts, bodies = [0], [_first_member(lines)]
    for place, line in enumerate(lines):
        above = lines[starts[-1] : place]
        if not _names(above):
            continue
        begin, body = None, place
        if line.names_group or _heads_numbers(lines, place, above):
            begin, body = place, place + 1
        elif _is_heading(line) and any(map(_is_headed, above)) and not _is_its_own(above):
            begin = _begins_at(name, lines, above, line, is_again=line.count == _total(above))
        elif _is_owner(lines, place) and any(_is_owner(above, one) for one in range(len(above))):
            begin = _begins_at(name, lines, above, line, is_again=False)
        if begin is not None:
            starts.append(begin)
            bodies.append(body)
    ends = [*starts[1:], len(lines)]
    return [
        GroupPart(lines[start:body], lines[body:end]) for start, body, end in zip(starts, bodies, ends, strict=True)
    ]


def _first_member(lines: Sequence[ScreenLine]) -> int:
    """Where the members of the first group begin: below the line that names it, or below the first heading where a few lines of title
    stand above it, else at once."""
    above = lines[:_MOST_TITLES]
    named = next(
        (place for place, line in enumerate(above) if line.names_group or _heads_numbers(lines, place, ())), None
    )
    if named is not None:
        return named + 1
    first = next((place for place, line in enumerate(lines) if line.kind in (LineKind.COUNT, LineKind.HEADING)), 0)
    is_title = first <= _MOST_TITLES and not any(line.kind is LineKind.ROLE for line in lines[:first])
    return first if is_title else 0


def _heads_numbers(lines: Sequence[ScreenLine], place: int, above: Sequence[ScreenLine]) -> bool:
    """Whether a name without a number stands where the numbers of the members begin, or begin anew below these lines."""
    if (
        lines[place].kind is not LineKind.NAME
        or lines[place].number
        or not (any(line.number for line in above) or not above)
    ):
        return False
    below = next((line for line in lines[place + 1 :] if line.kind is LineKind.NAME), None)
    return below is not None and below.number == 1


def _is_owner(lines: Sequence[ScreenLine], place: int) -> bool:
    """Whether a name bears the mark of who owns the group, of whom each has one."""
    return place + 1 < len(lines) and fold(lines[place + 1].text) in _OWNER


def _total(lines: Sequence[ScreenLine]) -> str:
    return next((line.count for line in lines if line.count), "")


def _is_heading(line: ScreenLine) -> bool:
    return line.kind is LineKind.COUNT or fold(line.text) in _BEGINS


def _is_its_own(above: Sequence[ScreenLine]) -> bool:
    """Whether a heading below these lines is of their group: it has none yet, and names but those who run the group."""
    ran_by = all(above[one + 1].kind is LineKind.ROLE for one in _names(above) if one + 1 < len(above))
    return ran_by and above[-1].kind is LineKind.ROLE and not any(map(_is_heading, above))


def _is_headed(line: ScreenLine) -> bool:
    return _is_heading(line) or line.names_group


def _names(lines: Sequence[ScreenLine]) -> list[int]:
    """The places of names below what heads a group's list."""
    first = next((place for place, line in enumerate(lines) if _is_headed(line)), -1)
    if sum(line.kind is LineKind.NAME for line in lines[: max(first, 0)]) > _MOST_ABOVE:
        first = -1
    return [
        place
        for place, line in enumerate(lines)
        if place > first and (line.kind is LineKind.NAME or _is_copier(lines, place))
    ]


def _is_copier(lines: Sequence[ScreenLine], place: int) -> bool:
    return lines[place].is_self and place + 1 < len(lines) and lines[place + 1].kind is LineKind.ROLE


def _begins_at(
    name: str, lines: Sequence[ScreenLine], above: Sequence[ScreenLine], heading: ScreenLine, *, is_again: bool
) -> int | None:
    """Where the list of the next group begins, whose heading or owner stands below these lines; None where it is the same group's
    heading again."""
    names, total, titles = _names(above), _total(above), _titles(above)
    place = next(number for number, line in enumerate(lines) if line is heading)
    start, beyond = place - len(above), len(names) - int(total) if total else 0
    if 0 < beyond <= len(titles):
        return start + titles[-beyond]
    is_told = bool(titles) and _tells_group(above, titles[-1], names)
    if not titles or (total and beyond == 0 and not is_told):
        return None if is_again else place
    if is_told and (beyond or not total):
        return start + titles[-1]
    if is_again and not is_told and total == str(len(_names(lines))):
        return None
    raise _undecided(name, above[titles[-1]].text, heading.text)


def _titles(above: Sequence[ScreenLine]) -> list[int]:
    """The places of the names right above a heading that bear no mark: the last members' or the next group's."""
    found: list[int] = []
    for place in range(len(above) - 1, -1, -1):
        line = above[place]
        if line.kind in (LineKind.DAY, LineKind.GROUP_KIND):
            continue
        if line.kind is not LineKind.NAME or len(found) == _MOST_TITLES:
            break
        found.insert(0, place)
    return found


def _tells_group(above: Sequence[ScreenLine], place: int, names: Sequence[int]) -> bool:
    """Whether a name says itself that it is a group's, by its words, or stands apart from the members: without a mark where all of
    them have one, or behind an empty line where none of them does."""
    words = f" {fold(above[place].text)} "
    if any(f" {word} " in words for word in (*_GROUP_WORDS, *UNIT_WORDS)):
        return True
    others = [one for one in names if one != place]
    marked = [one for one in others if above[one + 1].kind in (LineKind.ROLE, LineKind.MARK)]
    parted = [one for one in others[1:] if above[one].is_parted]
    return len(others) > 1 and (len(marked) == len(others) or (above[place].is_parted and not parted))


def _undecided(name: str, title: str, heading: str) -> UserError:
    return UserError(
        _("The text may hold the members of several groups"),
        place=name,
        found=f"{title} / {heading}",
        expected=_('above the members of each group a line such as "Nhóm: ANTT Thôn 1"'),
        remedy=_("Write such a line above each group, or load each group from a file of its own."),
        code="several_groups",
    )
