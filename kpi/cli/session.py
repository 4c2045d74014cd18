"""What every command shares: the configuration and the store it speaks to, how it reads dates and how it answers machines."""

from __future__ import annotations

import getpass
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kpi.access.acting import Need, who
from kpi.access.user import User
from kpi.config import load_config
from kpi.config.models import Config
from kpi.domain import clock
from kpi.domain.errors import UsageError, UserError
from kpi.exchange.whole import place_over
from kpi.i18n.faults import system_in_words
from kpi.i18n.messages import _, speak
from kpi.vietnamese.moments import parse_date, parse_moment
from kpi.wiring import access_of, keys_of, limits_of, registry_of, store_of

if TYPE_CHECKING:
    from kpi.access.file import AccessFile
    from kpi.access.sessions import SessionLimits
    from kpi.exchange.keys import UnitKeys
    from kpi.exchange.registry import Registry
    from kpi.store import Store

DONE, WITH_REJECTED = 0, 1


@dataclass(slots=True)
class Session:
    """What every command needs; read on first use, so that ``--help`` works without a configuration."""

    config_file: Path
    database_file: Path | None
    _config: Config | None = None
    _person: User | None = None

    @property
    def config(self) -> Config:
        if self._config is None:
            self._config = load_config(self.config_file)
            speak(self._config.language)
        return self._config

    def speaking_of(self, plan: str | None, day: date | None = None) -> Config:
        """The configuration that speaks of a plan; None: of that of the day, else of the first one. A name that no plan has is
        refused."""
        if plan is None:
            return self.config if day is None else self.config.speaking_of(self.config.plan_on(day))
        try:
            return self.config.speaking_of(plan)
        except KeyError:
            known = ", ".join(one.id for one in self.config.plans)
            raise UsageError(_("No such plan"), found=plan, expected=known) from None

    @property
    def store(self) -> Store:
        return store_of(self.config, self.database_file)

    @property
    def keys(self) -> UnitKeys:
        return keys_of(self.config, self.database_file)

    @property
    def registry(self) -> Registry:
        return registry_of(self.config, self.database_file)

    @property
    def access(self) -> AccessFile:
        return access_of(self.config, self.database_file)

    @property
    def limits(self) -> SessionLimits:
        return limits_of(self.config)

    def now(self) -> datetime:
        return clock.now(self.config.timezone)

    def by(self, named: str | None = None) -> str:
        """Who is noted beside what a command does: the token's account; without accounts who is named, else this PC's user."""
        return who().name or named or getpass.getuser()

    def person(self) -> User | None:
        """Whose token the environment brings (KPI_TOKEN); None where nobody has an account. Without one nothing is answered."""
        if self._person is None and self.access.has_accounts():
            from kpi.access.sessions import COMMAND, person_of

            token = os.environ.get("KPI_TOKEN", "")
            self._person = person_of(self.access, token, at=self.now(), limits=self.limits, kind=COMMAND)
            if self._person is None:
                raise UserError(
                    _("This office has accounts: a command says whose it is"),
                    found=_("a token that has ended or was never given") if token else _("no token"),
                    remedy=_(
                        "Have a token made (python -m kpi account token NAME) and put it into the environment as KPI_TOKEN."
                    ),
                    code="no_token",
                )
        return self._person

    def note(self, person: User, need: Need, about: str) -> None:
        """Enters in the audit log what a command sees and does."""
        from kpi.access import audit

        audit.enter(self.access, self.now(), person, need.noted, about)


class DateParameter(click.ParamType[date]):
    """2024-06-30 or 30/6/2024."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return parse_date(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


class TimeParameter(click.ParamType[datetime]):
    """A day with or without a time of day; a bare day means its end when asking, its beginning when loading."""

    name = "time"

    def __init__(self, bare_day: time) -> None:
        self.bare_day = bare_day

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            moment = parse_moment(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)
        return moment.at if moment.has_time else datetime.combine(moment.at.date(), self.bare_day)


ASKING, LOADING = TimeParameter(time.max), TimeParameter(time.min)
# Whether the command answers machines, as its context knows it: a refusal then is JSON, too.
JSON = "kpi.json"


def _note_json(context: click.Context, _parameter: click.Parameter, value: bool) -> bool:
    context.meta[JSON] = value
    return value


by_engine = click.option(
    "--engine", type=click.Choice(["duckdb", "spark"]), default="duckdb", help="Máy tính bằng gì (mặc định: duckdb)."
)
as_json = click.option("--json", "as_json", is_flag=True, callback=_note_json, help="Kết quả cho máy đọc (JSON).")


@contextmanager
def progress_bar(*, quiet: bool) -> Iterator[Callable[[int, int, str], None] | None]:
    """A progress bar on the error stream, where a person is watching."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1000, file=sys.stderr, item_show_func=lambda item: item or "") as bar:
        shown = 0

        def show(done: int, total: int, what: str) -> None:
            nonlocal shown
            step = int(1000 * done / max(total, 1)) - shown
            shown += max(step, 0)
            bar.update(max(step, 0), what)

        yield show


def typed_text(file: Path) -> str:
    """A text that somebody typed, pasted or copied: of a file, or "-" for what is given to the command."""
    try:
        content = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise UserError(
            _("The file cannot be read"), place=str(file), found=system_in_words(error),
            remedy=_("Name a text file that is there, or - to paste the text."), code="no_file",
        ) from error  # fmt: skip
    return content.decode("utf-8-sig", errors="replace")


def write_file(path: Path, content: bytes) -> None:
    """A file that somebody named; where it cannot be written, why."""
    try:
        if path.exists() and not path.is_file():  # as /dev/stdout
            path.write_bytes(content)
        else:
            place_over(path.resolve(), content, shared=True)
    except OSError as error:
        raise UserError(
            _("The file cannot be written"), place=str(path), found=system_in_words(error),
            remedy=_("Name a file in a folder that is there, and close it in Word or Excel."), code="file_closed",
        ) from error  # fmt: skip


def tell(value: object, said: str, *, as_json: bool) -> None:
    """What a command has done: for machines ``value``, else in words."""
    if as_json:
        print_json(value)
    else:
        click.echo(said)


def print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))
