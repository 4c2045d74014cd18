"""``python3 run.py bundle --for windows|linux [--python 3.12 …] [--to FOLDER]``."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from bundle.folder import lay_out
from bundle.wheels import PYTHONS, TARGETS, Incomplete, check, fetch


def main() -> None:
    """Fetches, lays out, and proves that nothing is missing; ends with 1 and the reason where something is."""
    words = argparse.ArgumentParser(prog="python3 run.py bundle", description=__doc__)
    words.add_argument("--for", dest="system", choices=sorted(TARGETS), required=True, help="the system of the PC")
    words.add_argument(
        "--python", action="append", choices=PYTHONS, help="a Python that the PC may have (default: all of them)"
    )
    words.add_argument("--to", type=Path, default=Path("dist"), help="where the folder is made (default: dist)")
    asked = words.parse_args()
    target, pythons = TARGETS[asked.system], [one for one in PYTHONS if not asked.python or one in asked.python]
    folder = lay_out(asked.to / f"kpi-{target.name}", target.ending, pythons, time.strftime("%Y%m%d-%H%M"))
    try:
        for python in pythons:
            sys.stderr.write(f"Fetching the packages for Python {python} on {target.name} …\n")
            fetch(folder / "requirements.lock", folder / "wheels", target, python)
            check(folder / "requirements.lock", folder / "wheels", target, python)
    except Incomplete as error:
        sys.exit(str(error))
    sys.stderr.write(f"Done: {folder.parents[1]}. Copy this folder to the PC; docs/install.md says how to go on.\n")


if __name__ == "__main__":
    main()
