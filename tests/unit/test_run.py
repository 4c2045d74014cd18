"""Setting up from a bundle's own wheels: without the net, by the locked hashes, and again where the Python that did it has gone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.unit.test_bundle import lock, wheel

pytestmark = pytest.mark.slow


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A version of a program that needs one package, which lies beside it."""
    program = tmp_path / "program" / "1"
    (program / "wheels").mkdir(parents=True)
    shutil.copy(ROOT / "run.py", program)
    lock(program, {"plain==1.0": [wheel(program / "wheels", "plain", "py3-none-any")]})
    return program


def ready(program: Path) -> subprocess.CompletedProcess[str]:
    """No index is asked: where one were, pip would find nothing at this address."""
    world = {
        **os.environ,
        "KPI_HOME": str(program.parents[1]),
        "PIP_INDEX_URL": "http://127.0.0.1:1/",
        "PIP_RETRIES": "0",
    }
    return subprocess.run(
        [sys.executable, str(program / "run.py"), "ready"],
        capture_output=True,
        encoding="utf-8",
        env=world,
        check=False,
    )


def test_it_sets_up_from_the_wheels_beside_it_and_once_only(program: Path) -> None:
    done = ready(program)
    assert not done.returncode, done.stderr
    python = program / ".venv" / "bin" / "python"
    asked = [str(python), "-c", "import importlib.metadata as m; print(m.version('plain'))"]
    assert subprocess.run(asked, capture_output=True, encoding="utf-8", check=True).stdout == "1.0\n"
    assert ready(program).stderr == "", "nothing is left to do"

    python.unlink()  # as where the PC got a newer Python in the place of the one that made the environment
    done = ready(program)
    assert not done.returncode and "Installing" in done.stderr
    assert subprocess.run(asked, capture_output=True, encoding="utf-8", check=True).stdout == "1.0\n"


def test_a_wheel_that_is_not_the_locked_one_is_refused(program: Path) -> None:
    with next((program / "wheels").iterdir()).open("ab") as file:
        file.write(b"more")
    done = ready(program)
    assert done.returncode and "hash" in done.stderr.lower().replace("hashes", "hash")
    assert ready(program).returncode, "a half of an environment is not taken for a whole one"
