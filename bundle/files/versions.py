"""Which version of the program runs in a bundle, how a newer one takes over, and how to go one step back (docs/install.md).

``program/<version>/`` holds a version each; the newest that nobody has put aside runs. Beside them lie ``config.yaml`` and ``data``,
the office's own. Before a version runs for the first time the one before makes a backup, by the program's own command.
"""

from __future__ import annotations

import contextlib
import filecmp
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import webbrowser
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

HOME = Path(__file__).resolve().parents[1]
PROGRAM = HOME / "program"
# A folder in them for each backup: in one folder the program keeps only the newest of a day.
BEFORE_UPDATE, BEFORE_BACK = HOME / "data" / "truoc-cap-nhat", HOME / "data" / "truoc-khi-lui"
PORT = os.environ.get("STREAMLIT_SERVER_PORT", "8501")
ADDRESS = f"http://localhost:{PORT}"
# What a version brings and an office may edit: it follows the program until somebody has.
EDITED = ("config.yaml", "data/templates")
DONE, DIFFERENT, REFUSED = 0, 1, 3  # how the program's commands end


class Stop(Exception):
    """Nothing more can be done; the text says why and what to do."""


@dataclass(frozen=True)
class Version:
    """A version of the program: its folder, and beside what it runs by the notes of what was done with it."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def begun(self) -> Path:
        """Says from which version it took over, and where that one's backup lies; there once it has run."""
        return self.folder / "begun.json"

    @property
    def aside(self) -> Path:
        """There once somebody has gone back from it."""
        return self.folder / "put-aside"

    @property
    def schema(self) -> int:
        """The newest step of the database that it knows."""
        steps = (self.folder / "kpi" / "store" / "duckdb" / "schema").glob("[0-9]*.sql")
        return max(int(step.name[:4]) for step in steps)

    def run(self, *words: str) -> int:
        """One of its commands (``run.py``), in the office's folder; returns how it ended."""
        with subprocess.Popen(
            [sys.executable, str(self.folder / "run.py"), *words], cwd=HOME, env=self._world()
        ) as child:
            signal.signal(signal.SIGTERM, lambda *_told: child.terminate())
            while True:
                try:
                    return child.wait()
                except KeyboardInterrupt:  # the child got the same Ctrl+C; let it close by itself
                    continue

    def answer(self, *words: str) -> tuple[int, str]:
        """The same of a command whose answer a machine reads."""
        command = [sys.executable, str(self.folder / "run.py"), *words]
        done = subprocess.run(
            command, cwd=HOME, env=self._world(), stdout=subprocess.PIPE, encoding="utf-8", check=False
        )
        return done.returncode, done.stdout

    def _world(self) -> dict[str, str]:
        return {**os.environ, "KPI_HOME": str(HOME), "PYTHONUTF8": "1"}


def versions() -> list[Version]:
    """Those that nobody has put aside, oldest first."""
    found = [Version(file.parent) for file in sorted(PROGRAM.glob("*/run.py"))]
    return [version for version in found if not version.aside.exists()]


def in_use() -> Version:
    """The one that runs."""
    found = versions()
    if not found:
        raise Stop(f"Không có phiên bản nào của chương trình trong {PROGRAM}: chép lại thư mục cài đặt.")
    return found[-1]


def settled() -> Version:
    """The version in use, set up; where it has not run yet, it takes over from the one before."""
    version = in_use()
    if version.run("ready"):
        raise Stop(
            f"Chưa cài được phiên bản {version.name}: xem dòng báo lỗi ở trên. Dữ liệu chưa thay đổi gì.{_other_way()}"
        )
    if not version.begun.exists():
        older = next((one for one in reversed(versions()) if one.begun.exists()), None)
        _take_over(version, older)
    return version


def _other_way() -> str:
    return " Dùng lại phiên bản trước: back.bat (Linux: ./back.sh)." if len(versions()) > 1 else ""


def _take_over(version: Version, older: Version | None) -> None:
    """First the backup, then what the version brings; the note last, so that whatever breaks off is done again."""
    backup = None
    if older:
        folder = BEFORE_UPDATE / version.name
        backup = _back_up(older, folder)
        if (HOME / "config.yaml").exists():
            shutil.copy(HOME / "config.yaml", folder)
        for other in set(BEFORE_UPDATE.iterdir()) - {folder}:  # of the updates before: one step back is all there is
            shutil.rmtree(other)
    _follow(older, version)
    note = {"before": older.name if older else None, "backup": backup}
    version.begun.write_text(json.dumps(note), "utf-8")


def _back_up(version: Version, folder: Path) -> str:
    """The backup, made and read through by the version that knows the database as it is now; its path from the office's folder."""
    say(f"Sao lưu cơ sở dữ liệu vào {folder} …")
    folder.mkdir(parents=True, exist_ok=True)
    code, answer = version.answer("kpi", "backup", "--to", str(folder), "--json")
    if code != DONE:
        raise Stop(f"Không sao lưu được cơ sở dữ liệu nên chưa đổi phiên bản; dữ liệu chưa thay đổi gì.{_other_way()}")
    return Path(json.loads(answer)[0]["file"]).resolve().relative_to(HOME).as_posix()


def _follow(older: Version | None, version: Version) -> None:
    """What a version brings takes the place of what the older one brought, but for files that the office has edited."""
    for source in _brought(version):
        name = source.relative_to(version.folder)
        to, was = HOME / name, older.folder / name if older else None
        if not to.exists() or (was and was.exists() and filecmp.cmp(to, was, shallow=False)):
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, to)
        elif was and was.exists() and not filecmp.cmp(source, was, shallow=False):
            say(f"{name} của cơ quan được giữ nguyên; bản mới của chương trình: {source}")


def _brought(version: Version) -> Iterator[Path]:
    for name in EDITED:
        place = version.folder / name
        yield from sorted(file for file in place.rglob("*") if file.is_file()) if place.is_dir() else [place]


def start(words: list[str]) -> int:
    """Opens the dashboard; where it runs already, only the browser. ``--no-browser`` as the first word: for a service."""
    opens = words[:1] != ["--no-browser"]
    words = words if opens else words[1:]
    with one_at_a_time():
        if opens and answers():
            say(f"Chương trình đang chạy: {ADDRESS}. Muốn dùng phiên bản mới chép vào thì đóng nó trước.")
            show()
            return DONE
        version = settled()
    if opens:
        threading.Thread(target=show_when_ready, daemon=True).start()
    return version.run("--server.port", PORT, *words)


def command(words: list[str]) -> int:
    """The command line of the version in use."""
    with one_at_a_time():
        version = settled()
    return version.run("kpi", *words)


def back(words: list[str]) -> int:
    """Puts the version in use aside. ``--yes`` as the first word answers the question whether the data may go back, too."""
    with one_at_a_time():
        if answers():
            raise Stop("Chương trình đang chạy: đóng nó (Ctrl+C trong cửa sổ của nó), rồi làm lại.")
        version = in_use()
        if len(versions()) < 2:
            raise Stop("Chỉ có một phiên bản, không có phiên bản nào để lùi về.")
        if not version.begun.exists():  # it has not touched anything
            return _put_aside(version, versions()[-2])
        note = json.loads(version.begun.read_text("utf-8"))
        older = next((one for one in versions() if one.name == note["before"]), None)
        if older is None:
            raise Stop(f"Thư mục của phiên bản trước ({note['before']}) không còn, không lùi được.")
        _follow(version, older)
        if older.schema != version.schema:
            _data_back(version, older, HOME / note["backup"], yes=words[:1] == ["--yes"])
        return _put_aside(version, older)


def _data_back(version: Version, older: Version, backup: Path, *, yes: bool) -> None:
    """The older version cannot read the database any more: after a yes it gets its backup back, and nothing is thrown away."""
    kept = BEFORE_BACK / f"{version.name}-{time.strftime('%Y%m%d-%H%M%S')}"
    try:
        if not backup.exists():
            raise Stop(f"Không thấy bản sao lưu trước khi cập nhật ({backup}), không lùi được.")
        say(
            f"Phiên bản {older.name} không đọc được cơ sở dữ liệu hiện nay (cấu trúc {version.schema}, nó biết đến {older.schema}).\n"
            f"Lùi lại là dùng bản sao lưu lúc {_moment(backup)}: {backup}\n"
            f"Mọi lần nạp, xác nhận, kỳ họp, báo cáo chốt SAU lúc đó sẽ không còn thấy trong phiên bản {older.name}.\n"
            f"Chúng không mất: cơ sở dữ liệu hiện nay được sao lưu vào {kept} trước khi lùi."
        )
        if not yes and input("Gõ LUI rồi Enter để lùi lại, Enter để thôi: ").strip().upper() != "LUI":
            raise Stop("Không lùi, không thay đổi gì.")
        _back_up(version, kept)
        if older.run("kpi", "restore", str(backup)) not in (DONE, DIFFERENT):
            raise Stop(
                "Không lùi được, dữ liệu chưa thay đổi gì. Nếu do config.yaml: bản trước khi cập nhật là "
                f"{backup.parent / 'config.yaml'}."
            )
        say(f"Cơ sở dữ liệu của phiên bản {version.name} còn ở {kept}.")
    except Stop:
        _follow(older, version)
        raise


def _moment(backup: Path) -> str:
    found = re.search(r"-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)\d\d\.duckdb", backup.name)
    return "{3}:{4} ngày {2}/{1}/{0}".format(*found.groups()) if found else backup.name


def _put_aside(version: Version, older: Version) -> int:
    version.aside.touch()
    say(f"Đã lùi: lần mở tới dùng phiên bản {older.name}. Dùng lại phiên bản {version.name}: xóa tệp {version.aside}.")
    return DONE


def answers() -> bool:
    """Whether this program's dashboard runs here already, well or not."""
    try:
        with urlopen(f"http://127.0.0.1:{PORT}/healthz", timeout=10) as answer:
            said: bytes = answer.read()
    except HTTPError as error:
        said = error.read()
    except OSError:
        return False
    return said.startswith(b'{"status":')


def show_when_ready() -> None:
    """Opens the browser as soon as there is something to see."""
    for _time in range(600):
        if answers():
            show()
            break
        time.sleep(0.5)


def show() -> None:
    """Opens the browser, where there is a screen."""
    if os.name == "nt" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        webbrowser.open(ADDRESS)


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """While the block lasts nobody else sets up, updates or goes back: a second double click waits. The system frees it by itself."""
    with (PROGRAM / "lock").open("a+b") as file:
        _lock(file.fileno())
        yield


def _lock(file: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        locked = False
        while not locked:
            with contextlib.suppress(OSError):  # it gives up after ten seconds
                os.lseek(file, 0, os.SEEK_SET)
                msvcrt.locking(file, msvcrt.LK_LOCK, 1)
                locked = True
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX)


def say(text: str) -> None:
    sys.stderr.write(text + "\n")


COMMANDS = {"start": start, "back": back, "kpi": command}


def main() -> None:
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    if sys.maxsize < 2**32:
        sys.exit("Python này là bản 32 bit; cần bản 64 bit: https://www.python.org/downloads/windows/")
    try:
        sys.exit(COMMANDS[sys.argv[1]](sys.argv[2:]))
    except Stop as stop:
        say(str(stop))
        sys.exit(REFUSED)
    except OSError as error:
        say(
            f"Không ghi hoặc đọc được: {error}. Xem ổ đĩa còn chỗ không và người dùng này có quyền ghi vào {HOME} không, rồi làm lại."
        )
        sys.exit(REFUSED)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
