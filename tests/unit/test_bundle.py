"""What goes into a bundle: every locked package that the other system needs, each by its hash, or a refusal that names it."""

from __future__ import annotations

import hashlib
import os
import zipfile
from pathlib import Path

import pytest

from bundle.folder import lay_out
from bundle.wheels import LINUX, PYTHONS, TARGETS, WINDOWS, Incomplete, Target, check, fetch, needed
from tests.conftest import ROOT


def wheel(folder: Path, name: str, tag: str, needs: str = "") -> str:
    """A package that holds nothing; returns its hash."""
    file = folder / f"{name}-1.0-{tag}.whl"
    info = f"{name}-1.0.dist-info"
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n" + (f"Requires-Dist: {needs}\n" if needs else "")
    with zipfile.ZipFile(file, "w") as made:
        made.writestr(f"{info}/METADATA", metadata)
        made.writestr(f"{info}/WHEEL", f"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: false\nTag: {tag}\n")
        made.writestr(f"{info}/RECORD", "")
    return hashlib.sha256(file.read_bytes()).hexdigest()


def lock(folder: Path, entries: dict[str, list[str]]) -> Path:
    """A lock of these pins, with any marker behind them, and the hashes of each."""
    text = "".join(
        pin + "".join(f" \\\n    --hash=sha256:{one}" for one in hashes) + "\n" for pin, hashes in entries.items()
    )
    file = folder / "requirements.lock"
    file.write_text(text, "utf-8")
    return file


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only place where pip finds packages."""
    folder = tmp_path / "index"
    folder.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    return folder


@pytest.mark.parametrize(
    ("marker", "windows", "linux"),
    [
        ("", True, True),
        (" ; sys_platform == 'win32'", True, False),
        (" ; sys_platform != 'win32'", False, True),
        (" ; os_name == 'nt' or platform_system == 'Darwin'", True, False),
        (" ; python_version < '3.12'", False, False),
        (" ; python_full_version >= '3.12' and platform_machine == 'x86_64'", False, True),
        (" ; platform_python_implementation != 'PyPy'", True, True),
        (" ; implementation_name == 'pypy'", False, False),
    ],
)
def test_a_marker_is_asked_of_the_other_system(tmp_path: Path, marker: str, windows: bool, linux: bool) -> None:
    text = lock(tmp_path, {f"some-package==1.0{marker}": ["0" * 64, "1" * 64]}).read_text("utf-8")
    entry = f"some-package==1.0 \\\n    --hash=sha256:{'0' * 64} \\\n    --hash=sha256:{'1' * 64}\n"
    assert needed(text, WINDOWS, "3.12") == (entry if windows else "")
    assert needed(text, LINUX, "3.12") == (entry if linux else "")


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
def test_no_entry_of_the_real_locks_is_overlooked(target: Target) -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text("utf-8")
        found = needed(text.replace(" ; ", " ; python_version > '3' or "), target, "3.12")
        assert found.count("--hash=") == text.count("--hash=")
    assert "colorama" in needed((ROOT / "requirements-dev.lock").read_text("utf-8"), WINDOWS, "3.12")
    assert "colorama" not in needed((ROOT / "requirements-dev.lock").read_text("utf-8"), LINUX, "3.12")


def test_a_bundle_holds_the_wheels_of_its_system_alone(tmp_path: Path, index: Path) -> None:
    for_all = wheel(index, "plain", "py3-none-any", "onlywin; sys_platform == 'win32'")
    windows = wheel(index, "compiled", "cp312-cp312-win_amd64")
    linux = wheel(index, "compiled", "cp312-cp312-manylinux_2_17_x86_64")
    stable = wheel(index, "onlywin", "cp311-abi3-win_amd64")
    locked = lock(
        tmp_path,
        {
            "plain==1.0": [for_all],
            "compiled==1.0": [windows, linux],
            "onlywin==1.0 ; sys_platform == 'win32'": [stable],
        },
    )
    for target, names in ((WINDOWS, ["compiled", "onlywin", "plain"]), (LINUX, ["compiled", "plain"])):
        wheels = tmp_path / target.name
        fetch(locked, wheels, target, "3.12")
        check(locked, wheels, target, "3.12")
        assert [file.name.split("-")[0] for file in sorted(wheels.iterdir())] == names
        assert all(
            ("manylinux" not in file.name) is (target is WINDOWS) or "any" in file.name for file in wheels.iterdir()
        )


def test_a_package_without_a_wheel_for_the_system_is_named(tmp_path: Path, index: Path) -> None:
    locked = lock(tmp_path, {"compiled==1.0": [wheel(index, "compiled", "cp312-cp312-manylinux_2_17_x86_64")]})
    with pytest.raises(Incomplete, match=r"compiled==1\.0"):
        fetch(locked, tmp_path / "wheels", WINDOWS, "3.12")
    fetch(locked, tmp_path / "wheels", LINUX, "3.12")
    with pytest.raises(Incomplete, match="compiled"):
        check(locked, tmp_path / "wheels", LINUX, "3.11")


def test_a_package_that_is_not_what_was_locked_is_refused(tmp_path: Path, index: Path) -> None:
    wheel(index, "plain", "py3-none-any")
    locked = lock(tmp_path, {"plain==1.0": ["0" * 64]})
    with pytest.raises(Incomplete, match="(?i)hash"):
        fetch(locked, tmp_path / "wheels", WINDOWS, "3.12")


def test_what_a_package_needs_on_that_system_must_be_locked_too(tmp_path: Path, index: Path) -> None:
    locked = lock(
        tmp_path, {"plain==1.0": [wheel(index, "plain", "py3-none-any", "forgotten; sys_platform == 'win32'")]}
    )
    wheel(index, "forgotten", "py3-none-any")
    for target in TARGETS.values():
        fetch(locked, tmp_path / target.name, target, "3.12")
    check(locked, tmp_path / "linux", LINUX, "3.12")
    with pytest.raises(Incomplete, match="forgotten"):
        check(locked, tmp_path / "windows", WINDOWS, "3.12")


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
def test_the_folder_holds_the_program_and_what_starts_it(tmp_path: Path, target: Target) -> None:
    program = lay_out(tmp_path / "kpi", target.ending, PYTHONS, "1")
    assert {file.name for file in (tmp_path / "kpi").iterdir()} == {
        "program", "HUONG-DAN.txt", *(f"{name}{target.ending}" for name in ("start", "back", "kpi", "versions"))
    }  # fmt: skip
    assert (program.parent / "versions.py").exists()
    for file in (
        "dashboard.py",
        ".streamlit/config.toml",
        "kpi/sql/counts/participation.sql",
        "data/templates/bao-cao.docx",
    ):
        assert (program / file).read_bytes() == (ROOT / file).read_bytes()
    assert {file.name for file in (program / "data").iterdir()} == {"templates", "plans", "units"}, (
        "an office's data goes into no bundle"
    )
    assert not list(program.rglob("__pycache__"))
    started = (tmp_path / "kpi" / f"versions{target.ending}").read_bytes()
    assert b"3.14 3.13 3.12 3.11" in started and b"@" not in started.replace(b"@echo off", b"").replace(b'"$@"', b"")
    assert started.count(b"\r\n") == (started.count(b"\n") if target is WINDOWS else 0)
