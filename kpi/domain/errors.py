"""What goes wrong and how it is told: a fault of the whole action, or a doubt about one row.

Every fault names the place, what was found, what was expected and what to do; ``kpi.i18n.faults`` puts that into words.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from kpi.domain.messages import N_

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


# What is said of faults that only the cell itself would explain: the kind, never the cell. By these words the log also tells of
# loads whose own words quoted cells (kpi/store/duckdb/schema/0009_quotes.sql).
UNQUOTED = {
    "formula_error": N_("an error of Excel, no value; correct the formula"),
    "mangled_letters": N_("letters of the name are damaged, or an old font's; type the name anew"),
    "damaged_uid": N_("not a whole Zalo id: its last digits are lost. Format the column as text and copy it anew"),
    "not_a_number": N_("not a whole number; left empty"),
    "not_a_phone": N_("not a Vietnamese phone number (10 digits from 0); left empty"),
    "not_a_date": N_("not a day, or none of the calendar; expected day/month/year as in 30/6/2024, or 30/6/2024 14:30"),
    "unknown_word": N_("the word is not known here"),
    "unknown_village": N_("names no village of the register, or fits several"),
    "unknown_group": N_("names no group of the register, or fits several"),
    "closed_but_open": N_("in progress by its state, but with a closing day; it counts as closed on that day"),
    "closed_before_received": N_("closed before it was received"),
    "due_before_received": N_("due before it was received"),
    "extended_before_received": N_("extended to a day before it was received"),
    "suspension_backwards": N_("the suspension ends before it begins; it does not count"),
    "suspended_before_received": N_("suspended before it was received; it counts from then"),
    "heading": N_("a heading: the rows below it belong to the village that it names"),
    "code_alike": N_("the code is read as the one entry of the register that it is alike"),
    "codes_alike": N_(
        "the code differs by its spelling alone from several of the register, or of this list; correct it"
    ),
    "doubtful_code": N_("the code fits several entries of the register; by it the member counts for nobody"),
    "other_head": N_(
        "another village's list gives the code to another head; it counts as one household, which has moved"
    ),
    "unknown_code": N_("the code stands on no register; by it the member counts for nobody"),
    "converted": N_("the letters of the list were wrong for a known reason and were converted"),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One doubt about one row or cell of a file; the import goes on.

    ``severity`` "error" means that the row was rejected, "warning" that it was taken with this doubt,
    "info" that it was ignored on purpose or only noted. ``row`` is the row in the file as a person counts it, from 1;
    ``cell`` is the cell as Excel calls it (C17). ``message`` says what kind of fault it is and quotes nothing; what stands in the
    cell is its ``value``, and ``hint`` what it may mean: both are for the screen before loading and for the mending workbook.
    """

    row: int | None
    column: str | None
    value: str | None
    code: str
    message: str
    severity: Severity
    cell: str | None = None
    hint: str = ""

    @property
    def told(self) -> str:
        """The message with its hint, for whoever has the list before him."""
        return f"{self.message}: {self.hint}" if self.hint else self.message

    def kept(self) -> dict[str, object]:
        """What may be kept of it: place and kind, nothing of the cell."""
        return {
            "row": self.row, "column": self.column, "code": self.code, "message": self.message, "severity": self.severity,
            "cell": self.cell,
        }  # fmt: skip

    def softened(self) -> Problem:
        """The same doubt, but the row is taken."""
        return replace(self, severity="warning")
