"""Which annexes a report has and what number each gets: only those with something to tell. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kpi.reports.content.cells import ReportTable

_ROMAN = ("I", "II", "III", "IV", "V", "VI")


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex by the field that gives its number: it is there where one of its tables has something to tell.

    ``always``: it says what the figures rest on, and so is never left out.
    """

    field: str
    meaning: str
    tables: tuple[str, ...]
    always: bool = False


# In the order in which they stand in the shipped template.
ANNEXES = (
    Annex("phu_luc_thon", "Phụ lục về hộ theo thôn", ("thon", "thon_khac")),
    Annex("phu_luc_to_chuc", "Phụ lục về tổ chức và đơn vị", ("to_chuc", "nhom", "doanh_nghiep", "co_quan", "don_vi_khac")),
    Annex("phu_luc_tin_bao", "Phụ lục về tin báo", ("tin_bao",)),
    Annex("phu_luc_co_so", "Phụ lục về cơ sở số liệu", ("chat_luong", "phuong_phap", "nguon"), always=True),
    Annex("phu_luc_dieu_chinh", "Phụ lục về điều chỉnh số liệu đã báo cáo", ("dieu_chinh",)),
    Annex("phu_luc_ket_luan", "Phụ lục về kết luận của Ban Chỉ đạo", ("ket_luan",)),
)  # fmt: skip


def numbered(tables: Mapping[str, ReportTable]) -> dict[str, str]:
    """ "Phụ lục I" and so on by the annexes' fields; empty for one with nothing to tell."""
    told = [annex.field for annex in ANNEXES if annex.always or any(_tells(tables[name]) for name in annex.tables)]
    return {
        annex.field: f"Phụ lục {_ROMAN[told.index(annex.field)]}" if annex.field in told else "" for annex in ANNEXES
    }


def _tells(table: ReportTable) -> bool:
    """Whether a table says anything: of the citizens' reports a row of nothing but zeros does not."""
    if table.id != "tin_bao":
        return bool(table.rows)
    return any(cell for _place, _what, *counts in table.rows for cell in counts)
