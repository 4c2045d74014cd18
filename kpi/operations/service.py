"""The dashboard as a service that starts with the PC: the unit of systemd, or the task of Windows, as text to be written to a file.

Both run it under an account of its own that may write where data lies and nowhere else, and start it again when it ends.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from xml.sax.saxutils import escape

from kpi.config.models import Config
from kpi.domain.errors import UserError
from kpi.exchange.whole import place_over
from kpi.i18n.faults import system_in_words
from kpi.i18n.messages import _
from kpi.operations.backup import folders_of

NAME = "kpi"
UNIT = Path("/etc/systemd/system/kpi.service")
TASK = "kpi-service.xml"  # in the office's folder
# Well known on every Windows: LOCAL SERVICE, which may do less than any user and has no password.
LOCAL_SERVICE = "S-1-5-19"


@dataclass(frozen=True, slots=True)
class Service:
    """What runs: the command, the folder in which it runs, the folders to which it writes, and what its environment names.

    ``elsewhere``: what of the environment is not the folder's own configuration or database, which are found without a word.
    """

    command: tuple[str, ...]
    folder: PurePath
    writes: tuple[PurePath, ...]
    environment: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()


def service_of(config: Config, file: Path, database: Path, *, folder: Path, program: Path, python: str) -> Service:
    """The dashboard on this configuration (``file``) and database, run in ``folder`` by the program whose files lie in ``program``.

    Where the folder is a bundle, that begins itself, so that after an update the newest version runs; it writes to all of it.
    """
    named = [name for name in (config.storage.inbox.strip(), config.rollup.folder.strip()) if name]
    writes = [folder / one for one in (database.parent, *folders_of(database, config), *map(Path, named))]
    starter = next(
        (file for file in (folder / "versions.sh", folder / "versions.bat") if program != folder and file.exists()),
        None,
    )
    environment = (f"KPI_CONFIG={folder / file}", f"KPI_DATABASE={folder / database}")
    own = (f"KPI_CONFIG={folder / 'config.yaml'}", f"KPI_DATABASE={folder / config.storage.database}")
    elsewhere = tuple(one for one in environment if one not in own)
    if starter:
        return Service(
            (str(starter), "start", "--no-browser"), folder, _apart([folder, *writes]), environment, elsewhere
        )
    command = (python, "-m", "streamlit", "run", str(program / "dashboard.py"))
    return Service(command, folder, _apart(writes), environment, elsewhere)


def _apart(folders: Sequence[Path]) -> tuple[Path, ...]:
    """Each folder once, and none that lies in another one of them."""
    kept: list[Path] = []
    for one in sorted(set(folders)):
        if not any(one.is_relative_to(other) for other in kept):
            kept.append(one)
    return tuple(kept)


_UNIT = """\
# Written by: python -m kpi service install. Change it by: systemctl edit {name}
[Unit]
Description=KPI dashboard
After=network.target
StartLimitIntervalSec=300
StartLimitBurst=10

[Service]
Type=exec
User={name}
WorkingDirectory={folder}
ExecStart={command}
Restart=always
RestartSec=5
StateDirectory={name}
Environment=HOME=%S/{name} {environment}
# It uses no more than this of the PC, and writes no image of its memory to the disk: names stand in it.
MemoryMax=75%
TasksMax=512
LimitNOFILE=8192
LimitCORE=0
# It writes to its data only, has no rights beyond its own account's, and speaks to this PC only: Caddy or nginx speaks to the others.
UMask=0077
ProtectSystem=strict
ReadWritePaths={writes}
ProtectHome=read-only
PrivateTmp=yes
PrivateDevices=yes
IPAddressDeny=any
IPAddressAllow=localhost
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
NoNewPrivileges=yes
CapabilityBoundingSet=
RestrictSUIDSGID=yes
RestrictRealtime=yes
RestrictNamespaces=yes
LockPersonality=yes
ProtectClock=yes
ProtectHostname=yes
ProtectControlGroups=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectProc=invisible
SystemCallArchitectures=native
SystemCallFilter=@system-service

[Install]
WantedBy=multi-user.target
"""


def unit(service: Service) -> str:
    """The unit of systemd."""
    return _UNIT.format(
        name=NAME,
        folder=str(service.folder).replace("%", "%%"),
        command=" ".join(_quoted(word).replace("$", "$$") for word in service.command),
        environment=" ".join(map(_quoted, service.environment)),
        # With a dash: one that is not there, as a disk that is not connected, is no reason not to start.
        writes=" ".join(_quoted(f"-{folder}") for folder in service.writes),
    )


def _quoted(word: str) -> str:
    """As systemd reads a word: its own signs doubled."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'


_TASK = """\
<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo><Description>KPI dashboard</Description></RegistrationInfo>
  <Triggers><BootTrigger><Enabled>true</Enabled></BootTrigger></Triggers>
  <Principals><Principal id="Author"><UserId>{account}</UserId><RunLevel>LeastPrivilege</RunLevel></Principal></Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <AllowHardTerminate>true</AllowHardTerminate>
    <StartWhenAvailable>true</StartWhenAvailable>
    <Hidden>true</Hidden>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <RestartOnFailure><Interval>PT1M</Interval><Count>999</Count></RestartOnFailure>
  </Settings>
  <Actions Context="Author">
    <Exec><Command>{command}</Command><Arguments>{arguments}</Arguments><WorkingDirectory>{folder}</WorkingDirectory></Exec>
  </Actions>
</Task>
"""


def task(service: Service) -> str:
    """The task of Windows' scheduler, for ``schtasks /Create /XML``; to be written as UTF-16.

    A task has no environment of its own. Where that must name something a shell does so first, which of what it is given takes the
    outer quotes away; else there is none, for the end of the task might end nothing but the shell.
    """
    command, *words = service.command
    arguments = " ".join(f'"{word}"' for word in words)
    if service.elsewhere:
        named = " & ".join(f'set "{one}"' for one in service.elsewhere)
        command, arguments = "cmd.exe", f'/d /s /c "{named} & "{command}" {arguments}"'
    return _TASK.format(
        account=LOCAL_SERVICE, command=escape(command), arguments=escape(arguments), folder=escape(str(service.folder))
    )


def place_of(service: Service) -> Path:
    """Where the unit belongs on Linux; on Windows, the file from which the task is made."""
    return Path(service.folder) / TASK if os.name == "nt" else UNIT


def text_of(service: Service) -> str:
    """What this system needs."""
    return task(service) if os.name == "nt" else unit(service)


def write(service: Service, place: Path, *, replace: bool) -> None:
    """Writes the file; refused where another one stands there, unless it is to be replaced."""
    content = text_of(service).encode("utf-16" if os.name == "nt" else "utf-8")
    try:
        if not replace and place.exists() and place.read_bytes() != content:
            raise UserError(
                _("Another service file stands there"),
                place=str(place),
                remedy=_("Look at it; then say --replace to write this one over it."),
                code="other_service",
            )
        place_over(place, content)
        place.chmod(0o644)  # its owner is the administrator, and systemd's other users may read it
    except OSError as error:
        raise _cannot(place, error) from error


def remove(place: Path) -> None:
    """Takes the file away."""
    try:
        place.unlink()
    except OSError as error:
        raise _cannot(place, error) from error


def _cannot(place: Path, error: OSError) -> UserError:
    return UserError(
        _("The service file cannot be changed"),
        place=str(place),
        found=system_in_words(error),
        remedy=_("Do it as the administrator (sudo), or name another file: --file FILE."),
        code="no_service",
    )


def beginning(service: Service, place: Path) -> list[str]:
    """What the administrator types next: its account, its right to write to the data, and the start."""
    writes = " ".join(f'"{folder}"' for folder in service.writes)
    if os.name == "nt":
        rights = [f'icacls "{folder}" /grant *{LOCAL_SERVICE}:(OI)(CI)M' for folder in service.writes]
        return [*rights, f'schtasks /Create /TN {NAME} /XML "{place}"', f"schtasks /Run /TN {NAME}"]
    return [
        f"sudo useradd --system --home-dir /var/lib/{NAME} --shell /usr/sbin/nologin {NAME}",
        f"sudo chown -R {NAME}: {writes}",
        *([f'sudo cp "{place}" {UNIT}'] if place != UNIT else []),
        "sudo systemctl daemon-reload",
        f"sudo systemctl enable --now {NAME}",
        "curl http://127.0.0.1:8501/healthz",
    ]


def ending() -> list[str]:
    """What the administrator types so that the service ends."""
    if os.name == "nt":
        return [f"schtasks /End /TN {NAME}", f"schtasks /Delete /TN {NAME} /F"]
    return [f"sudo systemctl disable --now {NAME}", "sudo systemctl daemon-reload"]
