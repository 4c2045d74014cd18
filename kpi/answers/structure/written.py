"""S8, S9 and S10, which no list tells: what the office wrote into config.yaml → structure, and what it declared not to apply."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from kpi.answers.structure.answer import Part, Requirement, RequirementState, judged
from kpi.config.models import NotApplicable, Structure, StructureEntry

# Each of them once in the commune (plan, II.3, sixth dash); besides, each village's house of culture.
PLACES = ("reception", "procedures", "office", "apartments")
HALL = "culture_house"


@dataclass(frozen=True, slots=True)
class Written:
    """The office's own entries as they hold on a day; ``villages`` are names by code, None without a register of them."""

    entries: tuple[StructureEntry, ...]
    exceptions: tuple[NotApplicable, ...]
    villages: Mapping[str, str] | None

    @classmethod
    def on(cls, structure: Structure, day: date, villages: Mapping[str, str] | None) -> Written:
        """Publicity stays done; everything else holds until the day that its row ends with."""
        entries = (
            row for row in structure.entries if row.holds_on(day) or (row.item == "publicity" and row.start <= day)
        )
        return cls(tuple(entries), tuple(row for row in structure.not_applicable if row.holds_on(day)), villages)

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
            yield self._done("publicity", name, "", rows)

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

    @staticmethod
    def _reason(rows: list[NotApplicable], village: str) -> str:
        own = [row.reason for row in rows if row.village and row.village == village]
        return next(iter([*own, *(row.reason for row in rows if not row.village)]), "")
