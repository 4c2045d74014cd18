"""A Word file made into a PDF, in a process of its own that is ended when it takes too long. The files last as long as that."""

from __future__ import annotations

import logging
import os
import subprocess
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from kpi.domain.errors import UserError
from kpi.i18n.messages import _
from kpi.reports.pdf.offices import Command, Office, find_office

# The first start makes a profile; on an old office PC that takes some ten seconds.
LIMIT_SECONDS = 90.0
_BEGINS = b"%PDF-"
_log = logging.getLogger(__name__)


def the_office() -> Office:
    """The program that makes PDFs here; refused, with what to do, where there is none."""
    office = find_office()
    if office is None:
        raise UserError(
            _("No program that makes PDF files was found on this PC"),
            expected=_("LibreOffice, or Word on Windows"),
            remedy=_("Install LibreOffice, which is free, or open the Word file and save it as PDF there."),
            code="no_office",
        )
    return office


def pdf_of(word: bytes, limit: float = LIMIT_SECONDS) -> bytes:
    """A Word file's content as a PDF. ``limit``: so many seconds at most."""
    office = the_office()
    with TemporaryDirectory(prefix="kpi-pdf-", ignore_cleanup_errors=True) as folder:
        source, target = Path(folder) / "bao-cao.docx", Path(folder) / "bao-cao.pdf"
        source.write_bytes(word)
        _run(office.command(source, target), limit)
        content = target.read_bytes() if target.is_file() else b""
    if not content.startswith(_BEGINS):
        _log.warning("%s made no PDF of the report in %s seconds", office.name, limit)
        raise UserError(
            _("{program} made no PDF of the report", program=office.name),
            expected=_("a PDF within {seconds} seconds", seconds=int(limit)),
            remedy=_("Try once more, or open the Word file and save it as PDF there."),
            code="no_pdf",
        )
    return content


def _run(command: Command, limit: float) -> None:
    """Starts the program without a window and waits for it; one that takes too long, or cannot be started, leaves no PDF."""
    try:
        process = subprocess.Popen(
            command.words, env={**os.environ, **command.environment},
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )  # fmt: skip
    except OSError as error:
        _log.warning("the program for PDF files could not be started: %r", error)
        return
    try:
        process.wait(limit)
    except subprocess.TimeoutExpired:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends a process with all that it started: LibreOffice works in a child of the program that is called."""
    import psutil

    with suppress(psutil.NoSuchProcess):
        for child in psutil.Process(process.pid).children(recursive=True):
            with suppress(psutil.NoSuchProcess):
                child.kill()
    process.kill()
    process.wait()
