"""Where configuration and store are found and put together: for the command line, the dashboard and ``kpi.api`` alike.

As named, else by the environment (KPI_CONFIG, KPI_DATABASE), else ``config.yaml`` here and the database that it names.
"""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from kpi.config.models import Config
from kpi.domain.errors import UserError
from kpi.i18n.messages import _

if TYPE_CHECKING:
    from kpi.access.file import AccessFile
    from kpi.access.sessions import SessionLimits
    from kpi.exchange.keys import UnitKeys
    from kpi.exchange.registry import Registry
    from kpi.store import ReadOnlyStore, Store


def config_file(named: str | Path | None = None) -> Path:
    """The configuration file, whether it is there or not."""
    return Path(named or os.environ.get("KPI_CONFIG") or "config.yaml")


def store_of(config: Config, named: str | Path | None = None) -> Store:
    """The store to work with. Its file is made where there is none, unless there are backups of one: it was there, and has gone."""
    from kpi.store import open_store  # only here: its engine is half of what a command loads that needs none

    file = database_of(config, named)
    if not file.exists():
        _refuse_gone(file, config)
    return open_store(file)


def _refuse_gone(file: Path, config: Config) -> None:
    from kpi.operations.backup import backups_of  # only here, and it knows much that no other command needs

    kept = backups_of(file, config)
    if kept:
        raise UserError(
            _("The database has gone: it is not made anew where there was one"),
            place=str(file.absolute()),
            found=_("its newest backup: {file}", file=kept[0].file),
            remedy=_(
                "Connect the disk that it lies on, or let the administrator put the backup back (restore). For a new one, move the"
                " backups away."
            ),
            code="database_gone",
        )


def database_of(config: Config, named: str | Path | None = None) -> Path:
    """Where the database lies, or is to lie."""
    return Path(named or os.environ.get("KPI_DATABASE") or config.storage.database)


def read_only_store_of(config: Config, named: str | Path | None = None) -> ReadOnlyStore:
    """The store to be asked only; a file that is missing or cannot be read as it is, is a ``UserError``."""
    from kpi.store import open_read_only

    return open_read_only(database_of(config, named))


def keys_of(config: Config, named: str | Path | None = None) -> UnitKeys:
    """The office's own key, which lies beside the store's file; the file need not be there."""
    from kpi.exchange.keys import UnitKeys

    return UnitKeys.beside(database_of(config, named))


def access_of(config: Config, named: str | Path | None = None) -> AccessFile:
    """The accounts and the audit log of this office; the file need not be there."""
    from kpi.access.file import AccessFile

    return AccessFile.beside(database_of(config, named))


def limits_of(config: Config) -> SessionLimits:
    """How long a session lasts in this office, and how long when nobody uses it."""
    from kpi.access.sessions import SessionLimits

    rules = config.access
    return SessionLimits(timedelta(hours=rules.session_hours), timedelta(minutes=rules.idle_minutes))


def registry_of(config: Config, named: str | Path | None = None) -> Registry:
    """The keys of other units that are registered here, in the same place."""
    from kpi.exchange.registry import Registry

    return Registry.beside(database_of(config, named))
