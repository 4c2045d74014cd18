"""The commands of accounts that nobody else runs: identities, and a second step that is taken away."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pyotp import TOTP

from kpi.access import accounts, audit, second_step
from kpi.access.file import AccessFile
from kpi.access.roles import Role
from kpi.cli import cli
from tests.accounts import PASSWORD, hash_quickly
from tests.serving import ROOT

AT = datetime(2031, 3, 4, 8, 0)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AccessFile:
    hash_quickly(monkeypatch)
    made = AccessFile.beside(tmp_path / "kpi.duckdb")
    accounts.add(made, "quantri", "Bà Quản Trị", [Role.ADMINISTRATOR], PASSWORD, at=AT, by="cài đặt")
    return made


def run(file: AccessFile, *words: str, code: int = 0) -> Any:
    database = file.path.with_suffix("")
    named = ["--config", str(ROOT / "config.yaml"), "--database", str(database), "account"]
    done = CliRunner().invoke(cli, [*named, *words, "--json"])
    assert done.exit_code == code, done.output
    return json.loads(done.stdout) if done.stdout else None


def test_an_account_is_made_with_its_identity_which_alone_may_change(file: AccessFile, tmp_path: Path) -> None:
    secret = tmp_path / "mat-khau.txt"
    secret.write_text(PASSWORD, "utf-8")
    lan = ("add", "lan", "--role", "clerk", "--identity", "Lan@Xa.example", "--password-file", str(secret))
    assert run(file, *lan)["identity"] == "lan@xa.example"
    changed = run(file, "change", "lan", "--identity", "ma-0001")
    assert (changed["identity"], changed["roles"]) == ("ma-0001", ["clerk"])
    changed = run(file, "change", "lan", "--role", "committee")
    assert (changed["identity"], changed["roles"]) == ("ma-0001", ["committee"])
    run(file, "change", "quantri", "--identity", "ma-0001", code=3)
    assert run(file, "change", "lan", "--identity", "")["identity"] is None


def test_the_second_step_is_taken_away_with_a_reason(file: AccessFile) -> None:
    secret = second_step.offer(file, "quantri", at=AT, office="xã Thử").secret
    second_step.switch_on(file, "quantri", TOTP(secret).at(600), at=AT, seconds=600, by="Bà Quản Trị")
    run(file, "no-code", "quantri", "--reason", "mất điện thoại")
    assert second_step.second_step_of(file, "quantri") is None
    assert audit.entries(file, "mất điện thoại")[0].what == second_step.TAKEN_AWAY
    run(file, "no-code", "quantri", "--reason", "lần nữa", code=3)
