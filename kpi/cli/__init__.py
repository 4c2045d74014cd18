"""The command line: the same questions and actions as the pages, for a person or a scheduler.

Exit codes: 0 done · 1 done, but some rows were rejected (or ``verify`` found a difference) · 2 wrong usage or configuration ·
3 refused, nothing was changed.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from kpi import wiring
from kpi.access import acting
from kpi.cli.session import JSON, Session, print_json
from kpi.domain.errors import UserError
from kpi.i18n.faults import fault_in_words

# Where each command lives; only the one that is called is loaded.
COMMANDS = {
    "import": "kpi.cli.loading:import_files",
    "batches": "kpi.cli.loading:batches",
    "undo": "kpi.cli.loading:undo",
    "redo": "kpi.cli.loading:redo",
    "demo": "kpi.cli.loading:demo",
    "status": "kpi.cli.asking:status",
    "history": "kpi.cli.asking:history",
    "links": "kpi.cli.asking:links",
    "decide": "kpi.cli.deciding:decide",
    "decisions": "kpi.cli.deciding:list_decisions",
    "review": "kpi.cli.deciding:review",
    "fact": "kpi.cli.noting:fact",
    "lake": "kpi.cli.lake:lake",
    "report": "kpi.cli.reporting:report",
    "reports": "kpi.cli.reporting:list_reports",
    "sign": "kpi.cli.reporting:sign",
    "paper": "kpi.cli.reporting:paper",
    "key": "kpi.cli.keys:key",
    "rollup": "kpi.cli.rolling:rollup",
    "account": "kpi.cli.accounts:account",
    "verify": "kpi.cli.verifying:verify",
    "backup": "kpi.cli.keeping:backup",
    "restore": "kpi.cli.keeping:restore",
    "service": "kpi.cli.serving:service",
    "held": "kpi.cli.personal:held",
    "forget": "kpi.cli.personal:forget",
}


class Commands(click.Group):
    """Loads a command when it is called; turns a ``UserError`` into its text and exit code: no traceback reaches a user."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module, _colon, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except UserError as error:
            click.echo(fault_in_words(error), err=True)
            if ctx.meta.get(JSON):
                print_json({"refused": {"code": error.code, "text": fault_in_words(error)}})
            ctx.exit(error.exit_code)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    default=None,
    help="Tệp cấu hình (mặc định: config.yaml).",
)
@click.option("--database", "database_file", type=click.Path(path_type=Path), default=None, help="Tệp cơ sở dữ liệu.")
@click.pass_context
def cli(context: click.Context, config_file: Path | None, database_file: Path | None) -> None:
    """Số liệu thực hiện mô hình Zalo của xã: nạp danh sách, tính các chỉ tiêu đến một ngày, kiểm tra lại.

    Mã kết thúc: 0 xong · 1 xong nhưng có dòng bị loại · 2 sai lệnh hoặc cấu hình · 3 từ chối, không thay đổi gì.
    """
    session = Session(wiring.config_file(config_file), database_file)
    acting.found_by(session.person)
    acting.noted_by(session.note)
    context.obj = session


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs a command; what a console cannot show is replaced, never a reason to fail."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    cli.main(args=list(arguments) if arguments is not None else None, prog_name="python -m kpi")
