"""The service's files: what systemd and Windows read, and that nothing of the administrator's is overwritten unasked."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path, PureWindowsPath

import pytest
from click.testing import CliRunner

from kpi.cli import cli
from kpi.config.models import Config
from kpi.domain.errors import UserError
from kpi.operations import service as services
from kpi.operations.service import Service, service_of, task, unit, write

TASKS = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
ODD = 'a "b" 100% $x'


def lines_of(text: str, key: str) -> list[str]:
    return [line.partition("=")[2] for line in text.splitlines() if line.startswith(f"{key}=")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A program's folder whose name has every sign that systemd reads in a way of its own, and letters with marks."""
    folder = tmp_path / f"Ủy ban {ODD}"
    folder.mkdir()
    return folder


def service(config: Config, folder: Path, program: Path | None = None) -> Service:
    storage = replace(
        config.storage, inbox="cho nap", backups=replace(config.storage.backups, second_folder="/mnt/usb/sao-luu")
    )
    file, database = Path("config.yaml"), Path("data/kpi.duckdb")
    wanted = replace(config, storage=storage)
    return service_of(wanted, file, database, folder=folder, program=program or folder, python="/usr/bin/python3")


def test_it_runs_the_dashboard_on_this_configuration_and_writes_to_its_data_only(config: Config, folder: Path) -> None:
    made = service(config, folder)
    assert made.command == ("/usr/bin/python3", "-m", "streamlit", "run", str(folder / "dashboard.py"))
    assert made.writes == (Path("/mnt/usb/sao-luu"), folder / "cho nap", folder / "data"), "what lies in data is data"
    assert made.environment == (f"KPI_CONFIG={folder / 'config.yaml'}", f"KPI_DATABASE={folder / 'data/kpi.duckdb'}")


@pytest.mark.parametrize("ending", [".sh", ".bat"])
def test_a_bundle_begins_itself(config: Config, folder: Path, ending: str) -> None:
    starter = folder / f"versions{ending}"
    starter.touch()
    made = service(config, folder, folder / "program" / "20261130-1200")
    assert made.command == (str(starter), "start", "--no-browser")
    assert made.writes == (Path("/mnt/usb/sao-luu"), folder)


def test_the_unit_names_what_the_service_needs(config: Config, folder: Path) -> None:
    text = unit(service(config, folder))
    (begin,), (writes,) = lines_of(text, "ExecStart"), lines_of(text, "ReadWritePaths")
    # Systemd reads words as a shell does, and besides % and, in a command, $ as signs of its own, which stand doubled for themselves.
    assert [word.replace("%%", "%").replace("$$", "$") for word in shlex.split(begin)] == list(
        service(config, folder).command
    )
    assert [word.replace("%%", "%") for word in shlex.split(writes)] == [
        "-/mnt/usb/sao-luu", f"-{folder / 'cho nap'}", f"-{folder / 'data'}"
    ]  # fmt: skip
    assert lines_of(text, "User") == ["kpi"] and lines_of(text, "Restart") == ["always"]
    assert lines_of(text, "IPAddressDeny") == ["any"] and lines_of(text, "IPAddressAllow") == ["localhost"]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="NO SYSTEMD FOUND, the unit was not read by it.")
def test_systemd_understands_the_unit_and_finds_it_hardened(config: Config, folder: Path, tmp_path: Path) -> None:
    made = replace(service(config, folder), command=(shutil.which("true") or "", str(folder)))
    write(made, file := tmp_path / "kpi.service", replace=False)
    read = subprocess.run(["systemd-analyze", "verify", str(file)], capture_output=True, encoding="utf-8", check=False)
    assert (read.returncode, read.stdout + read.stderr) == (0, "")
    # 0 is a service that may nothing at all, 10 one that may all; 2.0 is where this one must stay.
    judged = ["systemd-analyze", "security", "--offline=yes", "--threshold=20", str(file)]
    found = subprocess.run(judged, capture_output=True, encoding="utf-8", check=False)
    assert not found.returncode, found.stdout


def test_windows_runs_the_task_at_the_start_under_an_account_without_rights() -> None:
    folder = PureWindowsPath(r"C:\Ủy ban & xã")
    made = Service((str(folder / "versions.bat"), "start", "--no-browser"), folder, (folder,), ("A=1",))
    root = ET.fromstring(task(made).encode("utf-16"))

    def said(*path: str) -> str | None:
        return root.findtext("/".join(f"{TASKS}{name}" for name in path))

    assert said("Actions", "Exec", "Command") == str(folder / "versions.bat")
    assert said("Actions", "Exec", "Arguments") == '"start" "--no-browser"'
    assert said("Actions", "Exec", "WorkingDirectory") == str(folder)
    assert said("Principals", "Principal", "UserId") == "S-1-5-19"
    assert said("Settings", "ExecutionTimeLimit") == "PT0S", "else Windows ends it after three days"
    assert root.find(f"{TASKS}Triggers/{TASKS}BootTrigger") is not None


def test_windows_task_names_a_configuration_that_is_not_its_folders_own() -> None:
    folder = PureWindowsPath(r"C:\Ủy ban & xã")
    elsewhere = (rf"KPI_CONFIG={folder}\b.yaml", "KPI_DATABASE=D:\\x.duckdb")
    made = Service(("python.exe", "-m", "streamlit"), folder, (folder,), elsewhere, elsewhere)
    exec_ = ET.fromstring(task(made).encode("utf-16")).find(f"{TASKS}Actions/{TASKS}Exec")
    assert exec_ is not None and exec_.findtext(f"{TASKS}Command") == "cmd.exe"
    # A name of a folder may have an ampersand: all of it stands in quotes.
    named = rf'set "KPI_CONFIG={folder}\b.yaml" & set "KPI_DATABASE=D:\x.duckdb"'
    assert exec_.findtext(f"{TASKS}Arguments") == f'/d /s /c "{named} & "python.exe" "-m" "streamlit""'


@pytest.mark.parametrize("starter", ["", "versions.bat"])
def test_what_lies_elsewhere_is_told_apart(config: Config, folder: Path, starter: str) -> None:
    if starter:
        (folder / starter).touch()
    kept = replace(config, storage=replace(config.storage, database="data/kpi.duckdb"))
    for file, database, elsewhere in (
        ("config.yaml", "data/kpi.duckdb", []),
        ("config.yaml", "data/b.duckdb", [f"KPI_DATABASE={folder / 'data/b.duckdb'}"]),
        ("b.yaml", "data/kpi.duckdb", [f"KPI_CONFIG={folder / 'b.yaml'}"]),
    ):
        program = folder / "program" if starter else folder
        made = service_of(kept, Path(file), Path(database), folder=folder, program=program, python="python")
        assert list(made.elsewhere) == elsewhere


def test_another_file_stays_unless_it_is_to_be_replaced(config: Config, folder: Path, tmp_path: Path) -> None:
    made, place = service(config, folder), tmp_path / "kpi.service"
    write(made, place, replace=False)
    write(made, place, replace=False)
    assert place.stat().st_mode & 0o777 == 0o644
    place.write_text("the administrator's")
    with pytest.raises(UserError) as refused:
        write(made, place, replace=False)
    assert refused.value.code == "other_service" and place.read_text() == "the administrator's"
    write(made, place, replace=True)
    assert place.read_text("utf-8") == unit(made)
    with pytest.raises(UserError) as refused:
        write(made, tmp_path / "nowhere" / "kpi.service", replace=False)
    assert refused.value.code == "no_service"


def test_the_command_shows_what_it_writes_and_what_comes_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "UNIT", tmp_path / "kpi.service")
    shown = CliRunner().invoke(cli, ["service", "show"])
    assert shown.exit_code == 0 and not (tmp_path / "kpi.service").exists()
    done = CliRunner().invoke(cli, ["service", "install"])
    written = (tmp_path / "kpi.service").read_text("utf-8")
    assert done.exit_code == 0 and shown.output.strip() == written.strip() and done.output.startswith(written)
    assert done.output.splitlines()[-2:] == ["sudo systemctl enable --now kpi", "curl http://127.0.0.1:8501/healthz"]
    done = CliRunner().invoke(cli, ["service", "remove"])
    assert done.exit_code == 0 and not (tmp_path / "kpi.service").exists()
    assert CliRunner().invoke(cli, ["service", "remove"]).exit_code == 3
