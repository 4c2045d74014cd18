"""Persons who may be of another household than the one that they stand below: nothing in their row says whose they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from kpi.i18n.messages import _
from kpi.ingest.checking.cells import Doubt
from kpi.ingest.checking.ticks import says_no


class Placed(Protocol):
    """A person as he stands in the list."""

    @property
    def place(self) -> int: ...
    @property
    def relation(self) -> str: ...
    @property
    def is_bound(self) -> bool: ...
    @property
    def serial(self) -> int | None: ...
    @property
    def address(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Belonging:
    """What relations of a list mean; ``tells_relations``: whether it tells more of them than who the heads are."""

    is_relation: Callable[[str], bool]
    is_spouse: Callable[[str], bool]
    tells_relations: bool

    def doubts(self, household: Sequence[Placed], head: Placed, row: int) -> Iterator[tuple[Placed, Doubt]]:
        """Who of a household may begin one of his own, and why; ``row``: that of its head.

        Whose code, number or head's name stands in his own row belongs where it says.
        """
        spouses, above = 0, head
        for person in household:
            spouses += self.is_spouse(person.relation)
            if person is not head and not person.is_bound:
                why = self._why(person, above, head, row, spouses)
                if why is not None:
                    message = _("{why}; if a household of its own begins here, write who its head is", why=why)
                    yield person, Doubt("perhaps_another_household", message, "warning")
            above = person

    def _why(self, person: Placed, above: Placed, head: Placed, row: int, spouses: int) -> str | None:
        if self.tells_relations and not person.relation:
            return _("counted with the household in row {row}, though the list does not say as what", row=row)
        if not (says_no(person.relation) or self.is_relation(person.relation)):
            return _("counted with the household in row {row}, though this relation is not known", row=row)
        if spouses > 1 and self.is_spouse(person.relation):
            return _("counted with the household in row {row}, which has a husband or wife above", row=row)
        if person.address and head.address and person.address != head.address:
            return _("counted with the household in row {row}, which has another address", row=row)
        if person.serial is not None and above.serial is not None and person.serial < above.serial:
            return _("counted with the household in row {row}, though the running numbers begin again", row=row)
        return None
