"""The packages of the lock as wheels for a system that need not be this one, each held to its locked hash."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from packaging.markers import Marker

# Those for which every locked package has a wheel; an office's PC has one of them.
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
ENTRY = re.compile(
    r"^(?P<pin>[\w.\[\]-]+==\S+)(?: ; (?P<marker>[^\\\n]+?))?(?P<rest>(?: \\\n +--hash=\S+)+)", re.MULTILINE
)


class Incomplete(Exception):
    """A package of the lock that has no wheel for the system, or one that another needs and the lock does not name."""


@dataclass(frozen=True, slots=True)
class Target:
    """A system: how its start files end; the wheels that fit it, as pip calls them; what markers ask of it; what uv calls it."""

    name: str
    ending: str
    platforms: tuple[str, ...]
    markers: dict[str, str]
    uv: str


WINDOWS = Target(
    "windows",
    ".bat",
    ("win_amd64",),
    {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows", "platform_machine": "AMD64"},
    "x86_64-pc-windows-msvc",
)
# From glibc 2.28 on: Debian 10, Ubuntu 20.04, and whatever is newer.
LINUX = Target(
    "linux",
    ".sh",
    tuple(f"manylinux_2_{minor}_x86_64" for minor in range(28, 4, -1)) + ("manylinux2014_x86_64", "linux_x86_64"),
    {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux", "platform_machine": "x86_64"},
    "x86_64-manylinux_2_28",
)
TARGETS = {target.name: target for target in (WINDOWS, LINUX)}


def needed(lock: str, target: Target, python: str) -> str:
    """The entries of a lock that the target needs, without their markers: pip would ask those of the machine it runs on."""
    environment = {
        **target.markers, "python_version": python, "python_full_version": f"{python}.0", "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }  # fmt: skip
    entries = ENTRY.finditer(lock)
    return "".join(
        f"{entry['pin']}{entry['rest']}\n"
        for entry in entries
        if not entry["marker"] or Marker(entry["marker"]).evaluate(environment)
    )


def fetch(lock: Path, wheels: Path, target: Target, python: str) -> None:
    """Puts the wheels into a folder; ``Incomplete`` where one cannot be had, or is not what the lock names."""
    platforms = [word for platform in target.platforms for word in ("--platform", platform)]
    with TemporaryDirectory() as folder:
        wanted = Path(folder) / "needed.txt"
        wanted.write_text(needed(lock.read_text("utf-8"), target, python), "utf-8")
        _run(
            "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary=:all:", "--require-hashes",
            "--requirement", str(wanted), "--dest", str(wheels), "--python-version", python, "--implementation", "cp", *platforms,
        )  # fmt: skip


def check(lock: Path, wheels: Path, target: Target, python: str) -> None:
    """Resolves the whole lock for the target from these wheels alone, by another program than the one that fetched them.

    ``Incomplete`` where a wheel is missing or another one, or a wheel needs on this system what the lock does not name.
    """
    with TemporaryDirectory() as nowhere:
        _run(
            "uv", "pip", "install", "--quiet", "--dry-run", "--offline", "--no-index", "--find-links", str(wheels), "--only-binary",
            ":all:", "--require-hashes", "--target", nowhere, "--python-platform", target.uv, "--python-version", python, "-r",
            str(lock),
        )  # fmt: skip


def _run(*words: str) -> None:
    done = subprocess.run([sys.executable, "-m", *words], capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise Incomplete(done.stderr.strip() or f"{words[0]} ended with {done.returncode}")
