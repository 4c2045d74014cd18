"""Refusals of workbooks, and how much a list may hold."""

from __future__ import annotations

from kpi.domain.errors import UserError
from kpi.i18n.messages import _

MOST_COLUMNS = 16_384  # as many as Excel has
MOST_CELLS = 12_000_000  # rows × columns that a sheet spans, filled or not: a million households, with room


def unreadable(name: str, found: str) -> UserError:
    return UserError(
        _("The Excel file cannot be opened"),
        place=name,
        found=found,
        remedy=_(
            'Open it in Excel, choose "Save as" → "Excel workbook (.xlsx)" without a password, and load the new file.'
        ),
        code="unreadable_file",
    )


def locked(name: str, *, is_wrong: bool) -> UserError:
    """A workbook behind a password that was not given, or was another one."""
    return UserError(
        _("The Excel file is locked"),
        place=name,
        found=_("another password than the one given") if is_wrong else _("a password"),
        remedy=_(
            "Give its password with --password-file, which keeps it nowhere; or save the file without a password and load it"
            " again."
        ),
        code="locked",
    )


def too_large(place: str, found: str) -> UserError:
    return UserError(
        _("The Excel file is too large to be a list"),
        place=place,
        found=found,
        remedy=_("Delete the empty rows and columns beyond the list in Excel, save it, and load it again."),
        code="too_large",
    )
