"""Why a sheet is refused of which nobody could say what it lists: it fits several kinds, or holds two tables."""

from __future__ import annotations

from collections.abc import Iterable

from kpi.domain.errors import UserError
from kpi.i18n.messages import _
from kpi.ingest.checking.layout import Layout, place_of
from kpi.ingest.reading.files import Sheet


def several_kinds(sheet: Sheet, names: Iterable[str]) -> UserError:
    """The refusal of a sheet that fits several kinds of list, by the names of these."""
    return UserError(
        _("The list fits several kinds"),
        place=place_of(sheet),
        found=", ".join(names),
        remedy=_("Say which kind of list it is: on the page at the list, on the command line with --dataset."),
        code="ambiguous_dataset",
    )


def several_registers(sheet: Sheet, names: Iterable[str]) -> UserError:
    """The same of a sheet that fits a register which a plan adds, and another kind of list."""
    return UserError(
        _("The list fits several kinds"),
        place=place_of(sheet),
        found=", ".join(names),
        remedy=_("Say which kind of list it is: on the page at the list, on the command line with --dataset."),
        code="several_registers",
    )


def two_tables(sheet: Sheet, layout: Layout, row: int) -> UserError:
    """The refusal of a sheet with another header below entries, where nobody could say which cells stand under which."""
    first, second = sorted((layout.header + 1, row))
    return UserError(
        _("Two tables with different headers stand on one sheet"),
        place=place_of(sheet),
        found=_("a header in row {row}, another one in row {other}", row=first, other=second),
        expected=_("one table on a sheet; its header may come again, with the same columns"),
        remedy=_("Put each table on a sheet of its own, or give both the same columns, and load the file again."),
        code="two_tables",
    )
