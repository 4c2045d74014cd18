"""The server's log in files that stay small: what it prints goes to a window that somebody closes, or nowhere on Windows' scheduler.

Streamlit gives each of its loggers a handler of its own and lets nothing through to the root; so the file is added to each.
"""

from __future__ import annotations

import logging
import os
import traceback
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from types import TracebackType

import streamlit.logger as streamlits

from kpi.config import load_config
from kpi.domain.errors import UserError
from kpi.wiring import config_file, database_of

log = logging.getLogger("kpi")
FOLDER, FILE = "log", "kpi.log"  # beside the database
BYTES, FILES = 1_000_000, 5


class WithoutWords(logging.Formatter):
    """Says of an error where it arose and of what kind it is; its own words may quote a list."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        kept, record.exc_text = record.exc_text, None  # as another handler has written it
        try:
            return super().format(record)
        finally:
            record.exc_text = kept

    def formatException(  # noqa: N802 - the library's name
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        return "".join([*traceback.format_tb(ei[2]), ei[0].__name__ if ei[0] else ""])


class OwnersFile(RotatingFileHandler):
    """Read by its owner only, also the one that is begun after a full one."""

    def _open(self) -> TextIOWrapper:
        return TextIOWrapper(open(self.baseFilename, "ab", opener=_for_the_owner), "utf-8")  # noqa: PTH123, SIM115 - the handler closes it


def _for_the_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def keep_log() -> None:
    """From now on the log of this program, of Streamlit and of its server goes to files beside the database, too.

    Where that cannot be, the server goes on and prints it only.
    """
    try:
        folder = database_of(load_config(config_file())).absolute().parent / FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        file = OwnersFile(folder / FILE, maxBytes=BYTES, backupCount=FILES)
    except (UserError, OSError) as error:
        log.warning("no log is kept: %s", error)
        return
    file.setFormatter(WithoutWords())
    file.addFilter(is_kept)
    write_to(file)


def is_kept(record: logging.LogRecord) -> bool:
    """What went wrong, and what this program did; no line for each visit: an address may hold what somebody searched for."""
    return record.levelno >= logging.WARNING or record.name == log.name


def write_to(file: logging.Handler) -> None:
    """Adds the file to every logger, also to those that Streamlit makes later; what was printed is printed still."""
    printed = logging.StreamHandler()
    printed.setLevel(logging.WARNING)
    printed.setFormatter(WithoutWords())
    root = logging.getLogger()
    root.addHandler(printed)
    root.addHandler(file)
    log.setLevel(logging.INFO)
    made = streamlits.setup_formatter

    def with_file(logger: logging.Logger) -> None:
        made(logger)
        logger.addHandler(file)

    streamlits.setup_formatter = with_file
    for logger in streamlits._loggers.values():
        logger.addHandler(file)
