"""The program on this PC that makes a PDF of a Word file: LibreOffice, else Word itself. None is brought along: both are large."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

NAMES = ("soffice", "libreoffice")
# Where installers put it, below the folders that Windows names in its environment; the .com is the one that waits for its end.
WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)")
WINDOWS_PLACE = r"LibreOffice\program\soffice.com"
OTHER_PLACES = ("/Applications/LibreOffice.app/Contents/MacOS/soffice", "/opt/libreoffice/program/soffice")
# Word has no command for it, so it is asked by Windows' own script language; 17 is its name for PDF. Macros stay off.
_WORD_SCRIPT = """
$ErrorActionPreference = 'Stop'
$word = New-Object -ComObject Word.Application
try {
    $word.Visible = $false; $word.DisplayAlerts = 0; $word.AutomationSecurity = 3
    $paper = $word.Documents.Open($env:KPI_PDF_OF, $false, $true)
    $paper.ExportAsFixedFormat($env:KPI_PDF_TO, 17)
    $paper.Close(0)
} finally { $word.Quit() }
"""


@dataclass(frozen=True, slots=True)
class Command:
    """What is started to make a PDF, and what its environment says besides."""

    words: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LibreOffice:
    """LibreOffice by its program."""

    program: str
    name: str = "LibreOffice"

    def command(self, source: Path, target: Path) -> Command:
        """With a profile of its own beside the files: an office that is open on the PC would else take the work and give nothing."""
        profile = (target.parent / "profile").as_uri()
        return Command(
            (
                self.program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nolockcheck",
                "--convert-to", "pdf", "--outdir", str(target.parent), str(source),
            )
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """Microsoft Word by PowerShell."""

    shell: str
    name: str = "Word"

    def command(self, source: Path, target: Path) -> Command:
        """The files' names go by the environment, so that no letter of theirs is read as a command."""
        words = (self.shell, "-NoProfile", "-NonInteractive", "-Command", _WORD_SCRIPT)
        return Command(words, {"KPI_PDF_OF": str(source), "KPI_PDF_TO": str(target)})


Office = LibreOffice | Word


def find_office() -> Office | None:
    """LibreOffice as KPI_OFFICE names it, by name, or where installers put it; else Word on Windows. None: there is neither."""
    named = os.environ.get("KPI_OFFICE")
    if named is not None:
        return LibreOffice(named) if Path(named).is_file() else None
    found = _on_path(NAMES) or next((str(place) for place in _places() if place.is_file()), None)
    return LibreOffice(found) if found else _word()


def _on_path(names: Sequence[str]) -> str | None:
    return next((found for name in names if (found := shutil.which(name))), None)


def _places() -> list[Path]:
    folders = [Path(folder) for name in WINDOWS_FOLDERS if (folder := os.environ.get(name))]
    return [folder / WINDOWS_PLACE for folder in folders] + [Path(place) for place in OTHER_PLACES]


def _word() -> Word | None:
    """Word, where Windows knows it by its name."""
    if sys.platform != "win32":
        return None
    import winreg

    try:
        winreg.CloseKey(winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, r"Word.Application\CLSID"))
    except OSError:
        return None
    shell = _on_path(("powershell", "pwsh"))
    return Word(shell) if shell else None
