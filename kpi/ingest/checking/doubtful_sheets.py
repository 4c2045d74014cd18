"""Why a sheet is refused of which nobody could say what it lists: it fits several kinds, or holds two tables."""

from __future__ import annotations

from collections.abc import Iterable

from kpi.domain.errors import UserError
from kpi.i18n.messages import _
from kpi.ingest.checking.layout import Layout, place_of
from kpi.ingest.reading.files import Sheet


def several_kinds(sheet: Sheet, names: Iterable[str], *, code: str) -> UserError:
    """The refusal of a sheet that fits several kinds of list, by the names of these; its ``code`` is another one where a register that
    a plan adds is among them."""
    return UserError(
        _("The list fits several kinds"),
        place=place_of(sheet),
        found=", ".join(names),
        remedy=_("Say which kind of list it is: on the page at the list, on the command line with --dataset."),
        code=code,
    )


def some_entries(sheet: Sheet, title: str) -> UserError:
    """The refusal of a list whose title says of its entries what the register asks of each: it may have those alone."""
    return UserError(
        _("This seems to be a list of some entries only"),
        place=place_of(sheet),
        found=title,
        expected=_("all entries of the register, each with its answer in the column of yes and no"),
        remedy=_(
            "Load the whole list. If it is the whole list, say which kind of list it is: on the page at the list, on the command line"
            " with --dataset."
        ),
        code="some_entries",
    )


def header_twice(sheet: Sheet, header: int, names: Iterable[str]) -> UserError:
    """The refusal of a sheet whose row of headers (``header``, from 0) has several columns of one field, by the names of these."""
    return UserError(
        _("A header stands over two columns"),
        place=_("{place}, row {row}", place=place_of(sheet), row=header + 1),
        found=", ".join(names),
        expected=_("each column of the list under a name of its own"),
        remedy=_(
            "Where two parts of the list stand side by side, put one below the other; else rename one of the two columns, or delete it"
            " where it says the same. Then load the file again."
        ),
        code="repeated_header",
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
