"""S8, S9 and S10: what lists of activities say was done, what the office wrote into config.yaml → structure, and what it declared not
to apply."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, cast

from kpi.answers.activities import Activity
from kpi.answers.structure.answer import Part, Requirement, RequirementState, judged
from kpi.config.models import NotApplicable, Place, Structure, StructureEntry
from kpi.i18n.formats import format_date
from kpi.i18n.messages import _

# Each of them once in the commune (plan, II.3, sixth dash); besides, each village's house of culture.
PLACES = ("reception", "procedures", "office", "apartments")
HALL = "culture_house"
Item = Literal["posting", "page", "qr"]


@dataclass(frozen=True, slots=True)
class Written:
    """What was done and what the office wrote, as it holds on a day; ``villages`` are names by code, None without a register of them;
    ``occasions``: how often, by lists of activities, something was made public in a village on a day."""

    entries: tuple[StructureEntry, ...]
    exceptions: tuple[NotApplicable, ...]
    villages: Mapping[str, str] | None
    occasions: Mapping[tuple[str, date], int]

    @classmethod
    def on(
        cls, structure: Structure, day: date, villages: Mapping[str, str] | None, done: Iterable[Activity] = ()
    ) -> Written:
        """Publicity stays done; everything else holds until the day that its row ends with. What was ``done`` by the day, as lists of
        activities say, holds until the office writes of the same thing that it is there no more."""
        entries = (
            row for row in structure.entries if row.holds_on(day) or (row.item == "publicity" and row.start <= day)
        )
        known, done = tuple(entries), tuple(done)
        occasions = _occasions(done)
        listed = (row for one in done for row in _entries_of(one) if not _is_ended(row, known))
        own = (row for row in known if row.item != "publicity" or (row.village, row.start) not in occasions)
        return cls(
            (*listed, *own), tuple(row for row in structure.not_applicable if row.holds_on(day)), villages, occasions
        )

    def exception(self, component: str, village: str) -> str:
        """Why a village's group cannot have a component; empty where nothing is declared. A village's own reason goes first."""
        return self._reason([row for row in self.exceptions if row.component == component], village)

    def place_exception(self, place: str, village: str) -> str:
        return self._reason([row for row in self.exceptions if row.place == place], village)

    def requirements(self) -> tuple[Requirement, ...]:
        """S8, S9 and S10."""
        page = self._done("page", "", "", [row for row in self.entries if row.item == "page"])
        return (
            judged("S8", self._everywhere("posting"), self._strangers("posting")),
            judged("S9", [page, *self._everywhere("qr")], self._strangers("qr")),
            judged("S10", self._publicity(), self._strangers("publicity")),
        )

    def applied(self, requirement: Requirement) -> Requirement:
        """The requirement, or why it does not apply. What is met stays met."""
        reason = next((row.reason for row in self.exceptions if row.requirement == requirement.id), "")
        if not reason or requirement.state is RequirementState.MET:
            return requirement
        return replace(requirement, state=RequirementState.NOT_APPLICABLE, reason=reason)

    def _everywhere(self, item: str) -> Iterator[Part]:
        """One part a place, in the plan's order: the commune's own, each village's house of culture, blocks of flats."""
        *inner, last = PLACES
        for place in inner:
            yield self._at(item, place)
        if self.villages is None:
            yield Part(RequirementState.NO_DATA, HALL, cause="no_villages")
        for code, name in (self.villages or {}).items():
            yield self._at(item, HALL, code, name)
        yield self._at(item, last)

    def _at(self, item: str, place: str, village: str = "", name: str = "") -> Part:
        rows = [row for row in self.entries if (row.item, row.place, row.village) == (item, place, village)]
        return self._done(place, name, self.place_exception(place, village), rows)

    def _publicity(self) -> Iterator[Part]:
        if self.villages is None:
            yield Part(RequirementState.NO_DATA, "publicity", cause="no_villages")
        for code, name in (self.villages or {}).items():
            rows = [row for row in self.entries if (row.item, row.village) == ("publicity", code)]
            part, more = self._done("publicity", name, "", rows), self._often(code)
            yield (
                replace(part, state=RequirementState.MET, found=part.found + more, wanted=1, cause="") if more else part
            )

    def _often(self, village: str) -> int:
        return sum(count for (where, _day), count in self.occasions.items() if where == village)

    def _done(self, what: str, where: str, exception: str, rows: list[StructureEntry]) -> Part:
        """What the rows about one thing say: done as often as they say so; else not applying, not done, or unknown."""
        done = [row for row in rows if row.state]
        if done:
            return Part(RequirementState.MET, what, where, len(done), 1, reason=done[-1].basis)
        if exception:
            return Part(RequirementState.NOT_APPLICABLE, what, where, reason=exception)
        if rows:
            return Part(RequirementState.MISSING, what, where, 0, 1, reason=rows[-1].basis)
        return Part(RequirementState.NO_DATA, what, where, 0, 1, "not_written")

    def _strangers(self, item: str) -> Iterator[Part]:
        """Rows about a village that the register does not hold: they count for nobody, and are told."""
        if self.villages is not None:
            for row in self.entries:
                if row.item == item and row.village and row.village not in self.villages:
                    yield Part(RequirementState.NO_DATA, "unknown_village", row.village)
            if item == "publicity":
                for village in sorted({village for village, _day in self.occasions} - self.villages.keys()):
                    yield Part(RequirementState.NO_DATA, "unknown_village", village)

    @staticmethod
    def _reason(rows: list[NotApplicable], village: str) -> str:
        own = [row.reason for row in rows if row.village and row.village == village]
        return next(iter([*own, *(row.reason for row in rows if not row.village)]), "")


def _entries_of(one: Activity) -> Iterator[StructureEntry]:
    """What an activity says of S8 and S9: of a place only where it is named."""
    if not one.quantity:
        return
    if one.kind == "guide":
        yield _entry(one, "page")
    if one.kind == "posting" and one.place and (one.place != HALL or one.village):
        village = (one.village or "") if one.place == HALL else ""
        place = cast(Place, one.place)
        yield _entry(one, "posting", place, village)
        if one.qr:
            yield _entry(one, "qr", place, village)


def _occasions(done: Iterable[Activity]) -> dict[tuple[str, date], int]:
    """What activities say of S10: sessions and posts that were a village's own."""
    found: Counter[tuple[str, date]] = Counter()
    for one in done:
        if one.kind in ("session", "post") and one.village and one.quantity:
            found[one.village, one.held_on] += one.quantity
    return found


def _entry(one: Activity, item: Item, place: Place | None = None, village: str = "") -> StructureEntry:
    said = _("List of activities, {day}", day=format_date(one.held_on))
    return StructureEntry(start=one.held_on, item=item, place=place, village=village, state=True, basis=said)


def _is_ended(row: StructureEntry, known: Iterable[StructureEntry]) -> bool:
    """Whether the office wrote of the same thing later that it is not there."""
    thing = row.item, row.place, row.village
    return any(
        not one.state and one.start >= row.start and (one.item, one.place, one.village) == thing for one in known
    )
