"""Keys: the unit's own, made once and never in silence a second time; its public part on the way; the registry of the level above."""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from threading import Barrier

import pytest

from kpi.domain.errors import UserError
from kpi.exchange import card
from kpi.exchange.card import KeyCard
from kpi.exchange.keys import UnitKeys
from kpi.exchange.registry import Registry
from kpi.exchange.signing import SigningKey

AT, LATER = datetime(2024, 6, 15, 9), datetime(2024, 9, 1, 8)
KEY, OTHER = SigningKey.new(), SigningKey.new()


@pytest.fixture
def keys(tmp_path: Path) -> UnitKeys:
    return UnitKeys.beside(tmp_path / "kpi.duckdb")


def signing(keys: UnitKeys, *, signed_before: bool = False) -> SigningKey:
    return keys.signing(by="An", at=AT, signed_before=signed_before)


def refused(keys: UnitKeys, *, signed_before: bool = False) -> str:
    with pytest.raises(UserError) as error:
        signing(keys, signed_before=signed_before)
    assert error.value.remedy and error.value.place == str(keys.file)
    return error.value.code


def test_it_is_made_on_first_use_for_its_owner_only(keys: UnitKeys) -> None:
    assert keys.current() is None and keys.known() == ()
    made = signing(keys)
    assert signing(keys, signed_before=True).public == made.public
    assert os.name == "nt" or [oct(path.stat().st_mode)[-3:] for path in (keys.folder, keys.file)] == ["700", "600"]
    (own,) = keys.known()
    assert own == keys.current() and (own.public, own.since, own.made_by) == (made.public, AT, "An")
    assert sorted(path.name for path in keys.folder.iterdir()) == ["own", "unit.pem"], "nothing unfinished is left"


def test_many_at_one_moment_get_one_key(keys: UnitKeys) -> None:
    ready = Barrier(6)

    def make(_one: int) -> str:
        ready.wait()
        return signing(keys).public.letters

    with ThreadPoolExecutor(6) as pool:
        assert len(set(pool.map(make, range(6)))) == 1
    assert len(keys.known()) == 1


def test_a_key_that_is_gone_is_missed_and_not_replaced(keys: UnitKeys) -> None:
    assert refused(keys, signed_before=True) == "no_key" and not keys.folder.exists()
    signing(keys)
    keys.file.unlink()
    assert keys.current() is None
    assert refused(keys) == "no_key", "its public part tells that there was one"


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights elsewhere")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_key_that_others_may_read_signs_nothing(keys: UnitKeys, mode: int) -> None:
    signing(keys)
    keys.file.chmod(mode)
    assert refused(keys) == "open_key"


@pytest.mark.parametrize(
    "content", [b"", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", b"\xff\xfe"]
)
def test_a_damaged_key_is_told(keys: UnitKeys, content: bytes) -> None:
    signing(keys)
    keys.file.write_bytes(content)
    assert refused(keys) == "damaged_key"


def test_a_new_key_needs_a_reason_and_keeps_the_old_ones_public_part(keys: UnitKeys) -> None:
    old = signing(keys)
    with pytest.raises(UserError):
        keys.renew(by="An", at=LATER, reason=" ")
    new = keys.renew(by="Bình", at=LATER, reason="đổi máy")
    assert new.public != old.public and signing(keys, signed_before=True).public == new.public
    assert [(key.public, key.reason) for key in keys.known()] == [(old.public, ""), (new.public, "đổi máy")]
    keys.file.write_bytes(b"damaged")
    assert keys.renew(by="Bình", at=LATER, reason="hỏng").public not in (old.public, new.public)


def test_a_card_says_whose_key_it_is_and_every_changed_letter_is_found() -> None:
    content = card.written("15292", "xã Hà Giang", KEY)
    assert card.read(content, "a.txt") == KeyCard("15292", "xã Hà Giang", KEY.public)
    assert card.read(b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"), "a.txt").unit == "15292"
    for place in range(len(content) - 1):
        changed = content[:place] + (b"8" if content[place : place + 1] != b"8" else b"9") + content[place + 1 :]
        with pytest.raises(UserError):
            card.read(changed, "a.txt")


def test_nobody_makes_a_card_of_anothers_key() -> None:
    """With another's public key the card can only be signed by that one's private key."""
    lines = card.written("15292", "xã Hà Giang", KEY).decode().splitlines()
    stolen = "\n".join([lines[0], lines[1].replace("15292", "15293"), *lines[2:4]])
    with pytest.raises(UserError):
        card.read(f"{stolen}\nKý: {OTHER.sign(stolen)}".encode(), "a.txt")


def test_a_unit_is_registered_once_and_replaced_with_a_reason(tmp_path: Path) -> None:
    registry = Registry.beside(tmp_path / "kpi.duckdb")
    first, second = KeyCard("15292", "xã Hà Giang", KEY.public), KeyCard("15292", "xã Hà Giang", OTHER.public)
    assert registry.units() == {} and registry.stamp() == ()
    registry.register(first, by="An", at=AT, received=["a"])
    stamp = registry.stamp()
    registry.register(first, by="An", at=LATER, received=["b"])
    found = registry.units()["15292"]
    assert (found.since, set(found.received), found.earlier) == (AT, {"a", "b"}, ()) and registry.stamp() != stamp
    for reason, code in ((None, "other_key"), (" ", "no_reason")):
        with pytest.raises(UserError) as error:
            registry.register(second, by="An", at=LATER, replacing=reason)
        assert error.value.code == code
    registry.register(second, by="Bình", at=LATER, replacing="đổi máy")
    found = registry.units()["15292"]
    assert (found.public, found.since, set(found.received)) == (OTHER.public, LATER, {"a", "b"})
    assert [(key.public, key.until, key.by, key.reason) for key in found.earlier] == [
        (KEY.public, LATER, "Bình", "đổi máy")
    ]


def test_a_units_code_leads_to_no_other_folder(tmp_path: Path) -> None:
    registry = Registry(tmp_path / "keys")
    registry.register(KeyCard("../../x", "xã", KEY.public), by="An", at=AT)
    assert list(registry.units()) == ["../../x"]
    assert [path.parent for path in tmp_path.rglob("*.json")] == [tmp_path / "keys" / "units"]


@pytest.mark.parametrize("change", [{"public": "AAAA"}, {"since": "hôm qua"}, {"earlier": None}, None])
def test_a_damaged_registration_is_refused_for_without_it_anything_would_count(
    tmp_path: Path, change: dict[str, object] | None
) -> None:
    registry = Registry(tmp_path)
    registry.register(KeyCard("1", "xã", KEY.public), by="An", at=AT)
    (path,) = (tmp_path / "units").iterdir()
    path.write_text("{" if change is None else json.dumps({**json.loads(path.read_text("utf-8")), **change}), "utf-8")
    with pytest.raises(UserError) as error:
        registry.units()
    assert error.value.place == str(path)
