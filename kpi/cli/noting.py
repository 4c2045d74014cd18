"""The command that notes one fact between two lists, by the same door as the pages' dialog."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, TypedDict

import click

from kpi.cli.session import DateParameter, Session, as_json, tell
from kpi.domain.datasets import ACTIVITY, HOUSEHOLD, OFFICIAL, Dataset
from kpi.domain.errors import UsageError
from kpi.i18n.messages import _
from kpi.vietnamese.text import fold

if TYPE_CHECKING:
    from kpi.config.models import Config
    from kpi.store import Store

KINDS = ("household", "business", "institution", "case", "official", "activity")


class Noted(TypedDict):
    """Since when a fact holds, and who notes it, why and when."""

    as_of: date
    noted_by: str
    reason: str
    at: datetime


@click.command()
@click.argument("kind", metavar=f"[{'|'.join(KINDS)}|DANH SÁCH CỦA KẾ HOẠCH]")
@click.argument("code", required=False)
@click.option(
    "--say",
    "said",
    multiple=True,
    metavar="CỘT=GIÁ TRỊ",
    help="Điều đã đổi, như ghi trong danh sách; ghi được nhiều lần.",
)
@click.option("--day", "day", type=DateParameter(), required=True, help="Từ ngày nào (tin báo: ngày xử lý xong).")
@click.option("--reason", required=True, help="Căn cứ (không nêu tên người dân).")
@click.option("--by", "noted_by", help="Người ghi (mặc định: tên đăng nhập của máy).")
@as_json
@click.pass_obj
def fact(
    session: Session, kind: str, code: str | None, said: tuple[str, ...], day: date, reason: str, noted_by: str | None, as_json: bool
) -> None:  # fmt: skip
    """Ghi một sự việc giữa hai danh sách: một lần nạp một dòng, rút lại được như mọi lần nạp.

    Có mã: điều đã đổi của mục ấy. Không có mã: hộ mới (household), người mới giữ chức vụ (official), một hoạt động (activity).
    """
    dataset = _dataset(session.config, kind)
    cells = _cells(session.config, dataset, said)
    noted = Noted(as_of=day, noted_by=session.by(noted_by), reason=reason, at=session.now())
    told, batch = _note(session.store, session.config, dataset, code, cells, noted)
    answer = _("noted: {told} – batch {batch}; python -m kpi undo {batch} takes it back", told=told, batch=batch)
    tell({"dataset": kind, "noted": told, "batch": batch}, answer, as_json=as_json)


def _note(
    store: Store, config: Config, dataset: Dataset, code: str | None, cells: Mapping[str, str], noted: Noted
) -> tuple[str, int | None]:
    """Notes it; what it concerns, as the answer says it, and its batch."""
    from kpi.operations.typing import changeable, note_change, note_holder, note_household, note_row

    may_be = {one.name: one.header for one in changeable(config, dataset)}
    if code is not None and may_be:
        if strange := [dataset.column(name).header for name in cells if name not in may_be]:
            can = ", ".join(may_be.values())
            raise UsageError(_("A fact does not change this column"), found=", ".join(strange), expected=can)
        return code, note_change(store, config, dataset, code, cells, **noted).batch
    if code is not None:
        raise UsageError(_("This kind of fact has no code: say everything by --say"), found=code)
    if dataset is HOUSEHOLD:
        return note_household(store, config, cells, **noted)
    if dataset is OFFICIAL:
        return note_holder(store, config, cells, **noted)
    if dataset is ACTIVITY:
        return _(dataset.name), note_row(store, config, dataset, cells, **noted).batch
    raise UsageError(_("Say which one: its code"))


def _dataset(config: Config, kind: str) -> Dataset:
    """The list that a kind of fact belongs to, be it of a register that a plan adds."""
    known = (*KINDS, *(one.id for one in config.registers))
    if kind not in known:
        raise UsageError(_("There is no such kind of fact"), found=kind, expected=", ".join(known))
    return config.dataset(kind)


def _cells(config: Config, dataset: Dataset, said: tuple[str, ...]) -> dict[str, str]:
    """Column by column what was said; a column is called by its name in the program or by its header."""
    from kpi.operations.typing import changeable

    every = (*dataset.columns, *changeable(config, dataset))
    columns = {name: column.name for column in every for name in (column.name, fold(column.header))}
    cells: dict[str, str] = {}
    for one in said:
        called, equals, value = one.partition("=")
        column = columns.get(called.strip()) or columns.get(fold(called))
        if not equals or column is None:
            known = ", ".join(
                dict.fromkeys(column.name if column in dataset.columns else column.header for column in every)
            )
            raise UsageError(_("Say COLUMN=VALUE"), found=one, expected=known)
        if column in cells:  # under its other name, too: nobody could say which of the two holds
            raise UsageError(_("Say COLUMN=VALUE"), found=one, expected=_("each column only once"))
        cells[column] = value.strip()
    return cells
