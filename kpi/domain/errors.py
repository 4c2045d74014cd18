"""What goes wrong and how it is told: a fault of the whole action, or a doubt about one row.

Every fault names the place, what was found, what was expected and what to do; ``kpi.i18n.faults`` puts that into words.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Severity = Literal["error", "warning", "info"]


class UserError(Exception):
    """The action cannot go on; shown to the user as it stands, without a traceback.

    ``exit_code`` is the command line's answer: 2 wrong usage or configuration, 3 refused and nothing changed.
    """

    exit_code = 3

    def __init__(
        self,
        title: str,
        *,
        place: str = "",
        found: str = "",
        expected: str = "",
        remedy: str = "",
        code: str = "refused",
    ) -> None:
        self.title, self.place, self.found, self.expected, self.remedy = title, place, found, expected, remedy
        self.code = code
        super().__init__("\n".join(part for part in (title, place, found, expected, remedy) if part))


class UsageError(UserError):
    """A wrong word on the command line or in an option."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Problem:
    """One doubt about one row or cell of a file; the import goes on.

    ``severity`` "error" means that the row was rejected, "warning" that it was taken with this doubt,
    "info" that it was ignored on purpose or only noted. ``row`` is the row in the file as a person counts it, from 1;
    ``cell`` is the cell as Excel calls it (C17).
    """

    row: int | None
    column: str | None
    value: str | None
    code: str
    message: str
    severity: Severity
    cell: str | None = None

    def as_dict(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in self.__slots__}  # a list may have a problem a row

    def softened(self) -> Problem:
        """The same doubt, but the row is taken."""
        return replace(self, severity="warning")
