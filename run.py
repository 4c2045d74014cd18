"""Sets everything up in ``.venv`` and runs it: ``python3 run.py`` the dashboard, ``python3 run.py test`` all the tests."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def set_up(requirements: Path) -> None:
    """Makes the environment and installs what is pinned; does nothing when that has not changed since."""
    pinned = "".join(file.read_text("utf-8") for file in sorted(ROOT.glob("requirements*.txt")))
    stamp = ENVIRONMENT / f"{requirements.stem}.stamp"
    wanted = hashlib.sha256(pinned.encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    if not PYTHON.exists():
        make_environment()
    say("Installing what the program needs (once, some minutes) …")
    run("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", str(requirements))
    stamp.write_text(wanted)


def make_environment() -> None:
    """Makes ``.venv`` with pip in it; leaves no half of one behind for the next start to stumble over."""
    say(f"Making the environment {ENVIRONMENT} …")
    try:
        venv.create(ENVIRONMENT, with_pip=True)
    except subprocess.CalledProcessError:
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        sys.exit(
            "The environment could not be made: Python lacks ensurepip. On Debian or Ubuntu: apt install python3-venv"
        )


def run(*words: str) -> None:
    """Runs the environment's Python; ends with its exit code when it fails."""
    with subprocess.Popen([str(PYTHON), *words], cwd=ROOT) as child:
        try:
            code = child.wait()
        except KeyboardInterrupt:  # the child got the same Ctrl+C; let it close by itself
            code = child.wait()
    if code:
        sys.exit(code)


def say(text: str) -> None:
    sys.stderr.write(text + "\n")


def test(words: list[str]) -> None:
    """Style, types, layers and every test; words are handed to pytest."""
    set_up(ROOT / "requirements-dev.txt")
    run("-m", "ruff", "check", ".")
    run("-m", "mypy")
    run("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()")
    run("-m", "pytest", "-n", "2", "--dist", "worksteal", *words)


def main() -> None:
    if sys.version_info < (3, 11):
        sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0])
    if sys.argv[1:2] == ["test"]:
        test(sys.argv[2:])
        return
    set_up(ROOT / "requirements.txt")
    say("Starting the dashboard; its address follows (Ctrl+C ends it).")
    run("-m", "streamlit", "run", "dashboard.py", *sys.argv[1:])


if __name__ == "__main__":
    main()
