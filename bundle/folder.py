"""The folder as it lies on the office's PC: the program by its version, and beside it what starts it."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1]
FILES = Path(__file__).with_name("files")
# What the program is; the office's own data never goes into a bundle.
PROGRAM = (
    "dashboard.py", "run.py", "kpi", "pages", ".streamlit", "config.yaml", "data/templates", "data/plans", "data/units",
    "requirements.lock", "docs", "README.md", "README.vi.md", "CHANGELOG.md", "LICENSE",
)  # fmt: skip
# What only this program's makers need of it.
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.pyc", "screens")


def lay_out(folder: Path, ending: str, pythons: Sequence[str], version: str) -> Path:
    """Makes the folder anew, all but its wheels; returns where the program lies in it.

    ``ending``: that of the system's start files; ``version``: the program's name in it, which sorts behind those of earlier bundles;
    ``pythons``: those that the start file looks for, oldest first.
    """
    shutil.rmtree(folder, ignore_errors=True)
    program = folder / "program" / version
    program.mkdir(parents=True)
    for name in PROGRAM:
        _copy(SOURCE / name, program / name)
    (program / "wheels").mkdir()
    shutil.copy(FILES / "versions.py", folder / "program" / "versions.py")
    for file in sorted(FILES.iterdir()):
        if file.suffix in (ending, ".txt"):
            _write(file, folder, pythons)
    return program


def _copy(source: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, to, ignore=LEFT_OUT)
    else:
        shutil.copy(source, to)


def _write(file: Path, folder: Path, pythons: Sequence[str]) -> None:
    """A file of the office's: the newest Python first; cmd.exe reads lines that end as Windows ends them, sh those of Unix."""
    text = file.read_text("utf-8").replace("@PYTHONS@", " ".join(reversed(pythons))).replace("@OLDEST@", pythons[0])
    text = text.replace("@NEWEST@", pythons[-1])
    written = folder / file.name
    written.write_text(text, "utf-8", newline="\n" if file.suffix == ".sh" else "\r\n")
    written.chmod(0o755 if file.suffix == ".sh" else 0o644)
