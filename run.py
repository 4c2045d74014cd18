"""Sets everything up in ``.venv`` and runs it. ``python3 run.py`` opens the dashboard; for whoever changes the program:

run.py check   format, style, types of every file, import contracts
run.py quick   the tests that take a minute: units, properties, soundness
run.py test    check, then all tests; further words go to pytest (``--cov`` reports the branches that no test takes)
run.py spark   adds what the second engine needs (docs/engines.md), besides Java 17
run.py lock    pins every package that the requirements bring, with hashes; further words go to uv (``--upgrade``)
run.py bundle  makes a folder that sets up and starts on a PC without a net: ``--for windows`` or ``--for linux``

and for whoever runs it: ``run.py ready`` sets up and starts nothing, ``run.py kpi status …`` is the command line. In a bundle the
packages lie beside this file (``wheels``), and the office's own files where KPI_HOME says (docs/install.md).
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
HOME = Path(os.environ.get("KPI_HOME", ROOT))  # the office's configuration and data
WHEELS = ROOT / "wheels"
ENVIRONMENT = ROOT / ".venv"
PROGRAM, DEVELOPMENT = "requirements.lock", "requirements-dev.lock"
SPARK = "requirements-spark.lock"  # an extra, which no office installs
# Where glibc hands out memory (Linux): a plan of the database's is thousands of small pieces, which it keeps at hand for the next
# one so many of a size. By itself it keeps seven, and a question takes a tenth longer at first, half as long again after hundreds.
MEMORY_AT_HAND = "glibc.malloc.tcache_count=4000"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def set_up(lock: str) -> None:
    """Makes the environment and installs what is locked; does nothing when that has not changed since."""
    wanted = hashlib.sha256((ROOT / lock).read_text("utf-8").encode()).hexdigest()
    stamp = ENVIRONMENT / f"{lock}.stamp"
    if not works():
        make_environment()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    say("Installing what the program needs (once, some minutes) …")
    if lock == PROGRAM:
        install(ROOT / lock)
    else:
        install_by_uv(ROOT / lock)
    stamp.write_text(wanted)


def install(lock: Path) -> None:
    # In a bundle nothing is compiled beforehand: that would take as long as all the rest, and most is never loaded.
    offline = ("--no-index", "--find-links", str(WHEELS), "--no-compile") if WHEELS.is_dir() else ()
    run("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", *offline, "-r", str(lock))


def install_by_uv(lock: Path) -> None:
    """Installs uv as its list pins it, and by it a list: in a quarter of pip's time, and what is never loaded is not compiled.

    Where it cannot, pip does: a mirror that pip is told of is unknown to uv.
    """
    pinned = re.search(r"^uv==.*?(?=^\S)", (ROOT / DEVELOPMENT).read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert pinned is not None
    alone = ENVIRONMENT / "uv.lock"
    alone.write_text(pinned[0], "utf-8")
    install(alone)
    by_uv = ("-m", "uv", "pip", "install", "--quiet", "--python", str(PYTHON), "--require-hashes", "-r", str(lock))
    if started(*by_uv, silent=True).wait():
        install(lock)


def works() -> bool:
    """Whether the environment is there and runs: it does not where the Python that made it has gone."""
    try:
        return not subprocess.run([str(PYTHON), "-I", "-S", "-c", ""], capture_output=True, check=False).returncode
    except OSError:
        return False


def make_environment() -> None:
    """Makes ``.venv`` with pip in it; leaves no half of one behind for the next start to stumble over."""
    say(f"Making the environment {ENVIRONMENT} …")
    try:
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
    except subprocess.CalledProcessError:
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        sys.exit(
            "The environment could not be made: Python lacks ensurepip. On Debian or Ubuntu: apt install python3-venv"
        )


def run(*words: str) -> None:
    """Runs the environment's Python where the office's files are; ends with its exit code when it fails."""
    with started(*words) as child:
        signal.signal(signal.SIGTERM, lambda *_told: child.terminate())
        try:
            code = child.wait()
        except KeyboardInterrupt:  # the child got the same Ctrl+C; let it close by itself
            code = child.wait()
    if code not in (0, -signal.SIGTERM):  # told to end, as a service is, it has not failed
        sys.exit(code)


def started(*words: str, silent: bool = False) -> subprocess.Popen[bytes]:
    """The environment's Python at work; what it compiles is kept, whatever the machine says: all that start later begin with it."""
    environment = {"GLIBC_TUNABLES": MEMORY_AT_HAND, **os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    heard = subprocess.DEVNULL if silent else None
    return subprocess.Popen([str(PYTHON), *words], cwd=HOME, env=environment, stdout=heard, stderr=heard)


def say(text: str) -> None:
    sys.stderr.write(text + "\n")


def check() -> None:
    set_up(DEVELOPMENT)
    run("-m", "ruff", "format", "--check", ".")
    run("-m", "ruff", "check", ".")
    run("-m", "mypy")
    run("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()")


def quick(*words: str) -> None:
    set_up(DEVELOPMENT)
    run("-m", "pytest", "-n", "2", "-m", "not slow", "tests/unit", "tests/property", "tests/soundness", *words)


def test(*words: str) -> None:
    set_up(DEVELOPMENT)
    # What checks the code works beside the tests, which leave a core idle now and then.
    with started("run.py", "check") as checked:
        # All tests are compiled once for those that run them; what is wrong in one they tell themselves.
        with started("-m", "pytest", "--collect-only", silent=True):
            pass
        # Three at a time on two cores: tests of the browser wait for it as long as they work, and each process takes its imports anew.
        run("-m", "pytest", "-n", "3", "--dist", "worksteal", *words)
        if checked.wait():
            sys.exit(checked.returncode)


def lock(*words: str) -> None:
    """Writes the lists for every system; what the program needs is the same in each."""
    set_up(DEVELOPMENT)
    compile_all = ("-m", "uv", "pip", "compile", "--universal", "--python-version", "3.11", "--generate-hashes")
    heading = ("--custom-compile-command", "python3 run.py lock", "--annotation-style", "line", "--quiet")
    run(*compile_all, *heading, *words, "requirements-dev.txt", "-o", DEVELOPMENT)
    run(*compile_all, *heading, "requirements.txt", "-c", DEVELOPMENT, "-o", PROGRAM)
    run(*compile_all, *heading, "requirements-spark.txt", "-c", DEVELOPMENT, "-o", SPARK)


def spark() -> None:
    """Adds the second engine to the environment that is there."""
    set_up(SPARK)


def bundle(*words: str) -> None:
    set_up(DEVELOPMENT)
    run("-m", "bundle", *words)


def ready() -> None:
    set_up(PROGRAM)


def kpi(*words: str) -> None:
    set_up(PROGRAM)
    run("-m", "kpi", *words)


def dashboard(*words: str) -> None:
    set_up(PROGRAM)
    say("Starting the dashboard; its address follows (Ctrl+C ends it).")
    run("-m", "streamlit", "run", str(ROOT / "dashboard.py"), *words)


COMMANDS = {
    "check": check, "quick": quick, "test": test, "lock": lock, "spark": spark, "bundle": bundle, "ready": ready, "kpi": kpi,
}  # fmt: skip


def main() -> None:
    if sys.version_info < (3, 11):
        sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0])
    words = sys.argv[1:]
    if words and words[0] in COMMANDS:
        COMMANDS[words[0]](*words[1:])
    else:
        dashboard(*words)


if __name__ == "__main__":
    main()
