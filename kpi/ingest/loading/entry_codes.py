"""Codes by which a list of participants names entries of a register that a plan adds, held against that register as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from kpi.domain.datasets import MEMBERSHIP
from kpi.ingest.checking.cells import References
from kpi.ingest.checking.checked import Checked
from kpi.ingest.loading.plan import Plan
from kpi.ingest.loading.remarks import cells_of
from kpi.store import UnknownCode, Writer
from kpi.vietnamese.places import fold_code


def unknown_entries(
    writer: Writer, plan: Plan, checked: Checked, as_of: date, references: References
) -> list[UnknownCode]:
    """Rows whose code their register has not to the letter, on the list's day or the newest; how many entries it is alike."""
    if plan.layout.dataset is not MEMBERSHIP or not references.naming:
        return []
    registers: dict[str, Mapping[str, list[str]]] = {}
    found = []
    for row, group, code in cells_of(checked, "row", "group", "entry"):
        register = references.naming.get(group)
        if register is None or code is None:
            continue
        if register not in registers:
            registers[register] = _by_fold(writer, register, as_of)
        alike = registers[register].get(fold_code(code), [])
        if code not in alike:
            found.append(UnknownCode(row, "entry", code, len(alike), alike[0] if len(alike) == 1 else None))
    return found


def _by_fold(writer: Writer, register: str, as_of: date) -> dict[str, list[str]]:
    """The codes of a register on a day, on the newest one where there is none by then, by what they are compared by."""
    asked = {"known_at": datetime.max, "added": [register], "added_left_out": [[]]}
    rows = writer.read("entries_at", as_of=[as_of], **asked) or writer.read("entries_at", as_of=[date.max], **asked)
    found: dict[str, list[str]] = {}
    for code in sorted(row["code"] for row in rows):
        found.setdefault(fold_code(code), []).append(code)
    return found
