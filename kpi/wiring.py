"""Where configuration and store are found and put together: for the command line, the dashboard and ``kpi.api`` alike.

As named, else by the environment (KPI_CONFIG, KPI_DATABASE), else ``config.yaml`` here and the database that it names.
"""

from __future__ import annotations

import os
from pathlib import Path

from kpi.config.models import Config
from kpi.exchange.keys import UnitKeys
from kpi.exchange.registry import Registry
from kpi.store import ReadOnlyStore, Store, open_read_only, open_store


def config_file(named: str | Path | None = None) -> Path:
    """The configuration file, whether it is there or not."""
    return Path(named or os.environ.get("KPI_CONFIG") or "config.yaml")


def store_of(config: Config, named: str | Path | None = None) -> Store:
    """The store to work with; its file is made where there is none."""
    return open_store(_database_file(config, named))


def read_only_store_of(config: Config, named: str | Path | None = None) -> ReadOnlyStore:
    """The store to be asked only; a file that is missing or cannot be read as it is, is a ``UserError``."""
    return open_read_only(_database_file(config, named))


def keys_of(config: Config, named: str | Path | None = None) -> UnitKeys:
    """The office's own key, which lies beside the store's file; the file need not be there."""
    return UnitKeys.beside(_database_file(config, named))


def registry_of(config: Config, named: str | Path | None = None) -> Registry:
    """The keys of other units that are registered here, in the same place."""
    return Registry.beside(_database_file(config, named))


def _database_file(config: Config, named: str | Path | None) -> Path:
    return Path(named or os.environ.get("KPI_DATABASE") or config.storage.database)
