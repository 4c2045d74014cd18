"""The commands that make a service of the dashboard: it starts with the PC, without anybody who signs in to Windows or Linux."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kpi.cli.session import Session, as_json, tell
from kpi.i18n.messages import _
from kpi.wiring import database_of

if TYPE_CHECKING:
    from kpi.operations import service as services

PROGRAM = Path(__file__).resolve().parents[2]

_file = click.option(
    "--file", "file", type=click.Path(path_type=Path),
    help="Tệp ghi dịch vụ (mặc định: của systemd; trên Windows: kpi-service.xml trong thư mục này).",
)  # fmt: skip


@click.group()
def service() -> None:
    """Dịch vụ: bảng theo dõi tự chạy cùng máy (systemd, hoặc Task Scheduler của Windows)."""


@service.command("show")
@as_json
@click.pass_obj
def show(session: Session, as_json: bool) -> None:
    """Cho xem tệp dịch vụ sẽ được ghi, không ghi gì."""
    from kpi.operations import service as services

    wanted = _wanted(session)
    text = services.text_of(wanted)
    tell({"file": str(services.place_of(wanted)), "text": text, "next": services.beginning(wanted, services.place_of(wanted))}, text,
         as_json=as_json)  # fmt: skip


@service.command("install")
@_file
@click.option("--replace", is_flag=True, help="Ghi đè tệp khác đang có ở đó.")
@as_json
@click.pass_obj
def install(session: Session, file: Path | None, replace: bool, as_json: bool) -> None:
    """Ghi tệp dịch vụ, cho xem đã ghi gì, và nêu các lệnh làm tiếp."""
    from kpi.operations import service as services

    wanted = _wanted(session)
    place = file.absolute() if file else services.place_of(wanted)
    services.write(wanted, place, replace=replace)
    text, following = services.text_of(wanted), services.beginning(wanted, place)
    said = [text, _("written to {file}; as the administrator, go on with:", file=place), *following]
    tell({"file": str(place), "text": text, "next": following}, "\n".join(said), as_json=as_json)


@service.command("remove")
@_file
@as_json
@click.pass_obj
def remove(session: Session, file: Path | None, as_json: bool) -> None:
    """Xóa tệp dịch vụ và nêu các lệnh làm tiếp; dữ liệu không đổi."""
    from kpi.operations import service as services

    place = file.absolute() if file else services.place_of(_wanted(session))
    services.remove(place)
    following = services.ending()
    said = [_("removed {file}; as the administrator, go on with:", file=place), *following]
    tell({"file": str(place), "next": following}, "\n".join(said), as_json=as_json)


def _wanted(session: Session) -> services.Service:
    """This installation, in the folder in which the command runs."""
    from kpi.operations import service as services

    database = database_of(session.config, session.database_file)
    folder = Path(os.environ.get("KPI_HOME", Path.cwd())).absolute()
    return services.service_of(
        session.config, session.config_file, database, folder=folder, program=PROGRAM, python=sys.executable
    )
