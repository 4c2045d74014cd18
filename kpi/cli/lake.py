"""The commands for many communes side by side: bring a store into a lake, and ask either engine of all of them."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kpi.cli.asking import print_status, status_dict
from kpi.cli.session import DateParameter, Session, as_json, by_engine, print_json
from kpi.i18n.formats import format_count, format_ratio
from kpi.i18n.messages import _

if TYPE_CHECKING:
    from kpi.operations.lake import Pooled

FOLDER = click.Path(path_type=Path)


@click.group()
def lake() -> None:
    """Nhiều xã trong một kho dữ liệu chung: xuất cơ sở dữ liệu của xã vào đó, và tính các chỉ tiêu của mọi xã."""


@lake.command("export")
@click.argument("folder", type=FOLDER)
@click.option(
    "--replace",
    "replaces",
    is_flag=True,
    help="Thay phần của cơ sở dữ liệu khác cùng mã, hoặc phần của xã này theo mã cũ.",
)
@as_json
@click.pass_obj
def export_store(session: Session, folder: Path, replaces: bool, as_json: bool) -> None:
    """Ghi phần của xã vào thư mục FOLDER; chỉ ghi những gì đã thay đổi. Tên và số điện thoại của người dân không được ghi."""
    from kpi.operations.lake import export

    done = export(session.store, session.config, folder, session.keys.folder / "lake.key", replaces=replaces)
    if as_json:
        return print_json(asdict(done))
    said = (
        _("Exported: unit {unit}, {files} files, {bytes} bytes")
        if done.changed
        else _("Nothing has changed since the last export: unit {unit}, {files} files, {bytes} bytes")
    )
    click.echo(said.format(unit=done.unit, files=format_count(done.files), bytes=format_count(done.bytes)))
    if done.gone:
        click.echo(
            _(
                "Loads that the part held and this store does not: {count}. They are in it no more.",
                count=format_count(done.gone),
            )
        )
    return None


@lake.command("status")
@click.argument("folder", type=FOLDER)
@click.option("--as-of", type=DateParameter(), required=True, help="Ngày chốt số liệu.")
@click.option("--unit", "units", multiple=True, help="Chỉ đơn vị này (mã đơn vị; có thể ghi nhiều lần).")
@by_engine
@click.option("--master", default="local[*]", help="Địa chỉ Spark: local[*], spark://… hoặc sc://….")
@as_json
@click.pass_obj
def lake_status(
    session: Session, folder: Path, as_of: date, units: tuple[str, ...], engine: str, master: str, as_json: bool
) -> None:
    """Các chỉ tiêu đến một ngày của từng đơn vị trong FOLDER, và cộng lại."""
    from kpi.operations.lake import pooled, statuses

    assert session.config  # its language is the one that is spoken
    answers = list(statuses(folder, as_of, units, engine=engine, master=master))
    sums = pooled(answers)
    if as_json:
        return print_json({
            "as_of": as_of.isoformat(),
            "engine": engine,
            "units": [{"unit": one.unit, "name": one.config.unit.name, **status_dict(one.status, one.config)} for one in answers],
            "pooled": [asdict(row) for row in sums],
        })  # fmt: skip
    for one in answers:
        click.echo(f"{one.unit} {one.config.unit.name}")
        print_status(one.status, one.config)
    click.echo(_("All units together"))
    titles = {
        row.id: one.config.indicator(row.id).spoken_title for one in reversed(answers) for row in one.status.indicators
    }
    for row in sums:
        click.echo(f"  {_in_words(row, titles[row.id])}")
    return None


def _in_words(row: Pooled, title: str) -> str:
    counts = f"{format_count(row.numerator)}/{format_count(row.denominator)}"
    ratio = format_ratio(row.numerator, row.denominator) if row.denominator else "—"
    units = _("{units} of {every} units", units=format_count(row.units), every=format_count(row.every))
    return f"{title}: {ratio} ({counts}; {units})"
