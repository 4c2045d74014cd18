"""Who forges a report is refused, each with the reason: by its file, by its paper, and by verify from the database."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest

from kpi.config.models import Config
from kpi.domain.errors import UserError
from kpi.exchange import card
from kpi.exchange.aggregate import Aggregate
from kpi.exchange.code import FIELD_END, LINE_END, canonical, content_hash, in_order
from kpi.exchange.keys import UnitKeys
from kpi.exchange.paper import Finding
from kpi.exchange.proof import Proof
from kpi.exchange.receiving import Receiver
from kpi.exchange.registry import Registry
from kpi.exchange.rows import Header, Row
from kpi.exchange.signing import SigningKey
from kpi.operations.verify import verify
from kpi.reports.content.gathering import Order
from kpi.reports.sending import freezing, seals
from kpi.rollup.answer import NotCounted, RollUp
from kpi.rollup.asking import roll_up
from kpi.rollup.keys import check, register
from kpi.rollup.wording import why
from kpi.store import Store, read_files
from tests.exchanged import headed, put, report, signed
from tests.worlds import World

MAY, JUNE, AT = date(2024, 5, 14), date(2024, 6, 14), datetime(2024, 7, 1, 8)
UNIT, FOREIGN = SigningKey.new(), SigningKey.new()
Made = tuple[Header, list[Row]]
GOOD = signed(report("A", "xã An", JUNE, {"households": (3, 10)}, number=2), UNIT)
OLD = signed(report("A", "xã An", MAY, {"households": (2, 10)}, number=1), UNIT)


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    """Unit A is registered, before anything came in."""
    found = Registry(tmp_path / "keys")
    register(found, card.written("A", "xã An", UNIT), "khoa.txt", by="Huyện", at=AT)
    return found


def added(config: Config, folder: Path, registry: Registry | None) -> RollUp:
    return roll_up(config, sorted(path for path in folder.rglob("*") if path.is_file()), registry=registry)


def other_figures(rows: Sequence[Row]) -> list[Row]:
    """One digit of one figure."""
    return [
        replace(row, numerator=9) if (row.measure, row.village, row.date) == ("households", None, JUNE) else row
        for row in rows
    ]


def with_head(made: Made, **changed: object) -> Made:
    return replace(made[0], **changed), made[1]  # type: ignore[arg-type]


def recoded(made: Made) -> Made:
    """Both codes worked out anew, the signature left."""
    return headed(*made), made[1]


FORGED: dict[str, tuple[Made, NotCounted]] = {
    "one digit, the head left": ((GOOD[0], other_figures(GOOD[1])), NotCounted.ALTERED),
    # Two contents with one short code can be made; here the code is simply the right one of the forged figures.
    "one digit, the short code right": (
        with_head((GOOD[0], other_figures(GOOD[1])), check_code=headed(GOOD[0], other_figures(GOOD[1])).check_code),
        NotCounted.ALTERED,
    ),
    "one digit, both codes right": (recoded((GOOD[0], other_figures(GOOD[1]))), NotCounted.WRONG_SIGNATURE),
    "signed by a foreign key": (signed((GOOD[0], other_figures(GOOD[1])), FOREIGN), NotCounted.WRONG_KEY),
    "signed by a foreign key that says it is the unit's": (
        with_head(signed((GOOD[0], other_figures(GOOD[1])), FOREIGN), key=UNIT.public.fingerprint),
        NotCounted.WRONG_SIGNATURE,
    ),
    "the signature of another report": (with_head(GOOD, signature=OLD[0].signature), NotCounted.WRONG_SIGNATURE),
    "an older report as a newer one": (
        recoded(with_head(OLD, number=9, period_end=JUNE, period_start=GOOD[0].period_start)), NotCounted.INCOMPLETE,
    ),
    "an older report's figures under a newer number": (recoded(with_head(OLD, number=9)), NotCounted.WRONG_SIGNATURE),
    "the signature cut off": (with_head(GOOD, signature=None), NotCounted.NOT_SIGNED),
    "signature and key cut off": (with_head(GOOD, signature=None, key=None), NotCounted.NOT_SIGNED),
    "the whole seal cut off": (with_head(GOOD, signature=None, key=None, sha256=None), NotCounted.ALTERED),
    "no signature at all": (report("A", "xã An", JUNE, {}), NotCounted.NOT_SIGNED),
    "version 2": (recoded(with_head(GOOD, schema_version="2")), NotCounted.NOT_SIGNED),
    "version 1 of an old day": (recoded(with_head(OLD, schema_version="1")), NotCounted.NOT_SIGNED),
    "another unit's report under this unit's code": (
        signed(report("A", "xã An", JUNE, {"households": (10, 10)}), FOREIGN), NotCounted.WRONG_KEY,
    ),
}  # fmt: skip


def merged(rows: list[Row]) -> list[Row]:
    """Two rows as one whose text is theirs: the whole unit's households with the counts of the row after it, the rest in a
    text with separators and a line's end in it."""
    ordered = in_order(GOOD[0], rows)
    place = next(
        n for n, row in enumerate(ordered) if (row.measure, row.village, row.date) == ("households", None, JUNE)
    )
    whole, after = ordered[place : place + 2]
    lines = canonical(GOOD[0], [whole, after]).split(LINE_END)[1:]
    first, second = (line.split(FIELD_END) for line in lines)
    kind = FIELD_END.join(first[4:]) + LINE_END + FIELD_END.join(second[:5])
    return [*ordered[:place], replace(after, village=None, village_name=None, kind=kind), *ordered[place + 2 :]]


@pytest.mark.parametrize("key", [UNIT, None])
def test_rows_whose_text_is_two_others_are_no_content_at_all(
    config: Config, tmp_path: Path, registry: Registry, key: SigningKey | None
) -> None:
    """The text under the hash is the very same; so hash and signature would hold, also from what was kept of the true report."""
    true = GOOD if key else report("B", "xã Bình", JUNE, {"households": (3, 10)})
    forged = (true[0], merged(true[1]))
    assert content_hash(*forged) == true[0].sha256 and len(forged[1]) == len(true[1]) - 1
    put(tmp_path / "a", true)
    assert added(config, tmp_path / "a", registry).accepted == 1
    put(tmp_path / "b", forged)
    answer = added(config, tmp_path / "b", registry)
    assert [note.reason for note in answer.notes] == [NotCounted.ALTERED] and answer.accepted == 0


@pytest.mark.parametrize("code", [" 15292", "15292\u200b", "１５２９２", "015292", "15292."])
def test_another_spelling_of_a_units_code_is_no_way_around_its_key(config: Config, tmp_path: Path, code: str) -> None:
    registry = Registry(tmp_path / "keys")
    register(registry, card.written("15292", "xã An", UNIT), "khoa.txt", by="Huyện", at=AT)
    put(tmp_path / "in", report(code, "xã An", JUNE, {}))
    assert [note.reason for note in added(config, tmp_path / "in", registry).notes] == [NotCounted.NOT_SIGNED]


@pytest.mark.parametrize("suffix", [".parquet", ".csv", ".json"])
def test_a_forged_file_is_refused_and_sets_the_true_one_not_aside(
    config: Config, tmp_path: Path, registry: Registry, suffix: str
) -> None:
    """All at once, twice, the second time with what the first has kept; beside them the true report counts."""
    folder = tmp_path / "in"
    (true,) = put(folder / "0", GOOD, suffix=suffix)
    files = {}
    for n, (name, (made, _reason)) in enumerate(FORGED.items(), 1):
        (path,) = put(folder / str(n), made, suffix=suffix)
        files[str(path)] = name
    for _round in range(2):
        answer = added(config, folder, registry)
        found = {files[file]: note.reason for note in answer.refused for file in (note.file, *note.also)}
        assert found == {name: reason for name, (_made, reason) in FORGED.items()}
        assert (answer.total("households").numerator, answer.accepted) == (3, 1)
        assert [(proof.unit, proof.number, proof.proof) for proof in answer.proofs] == [("A", 2, Proof.SIGNED)]
    assert len((registry.folder / "checked").read_bytes()) == 32, "the one that held, and no other"
    assert str(true) not in files


def test_each_refusal_says_what_is_wrong_and_what_to_do(config: Config, tmp_path: Path, registry: Registry) -> None:
    for n, name in enumerate(("one digit, the short code right", "signed by a foreign key", "no signature at all")):
        put(tmp_path / "in" / str(n), FORGED[name][0])
    said = {note.reason: why(note, config) for note in added(config, tmp_path / "in", registry).refused}
    altered, foreign = said[NotCounted.ALTERED], said[NotCounted.WRONG_KEY]
    unsigned = said[NotCounted.NOT_SIGNED]
    made = FORGED["one digit, the short code right"][0]
    assert GOOD[0].sha256 and GOOD[0].sha256 in altered and headed(*made).sha256 in altered, "the short codes are alike"  # type: ignore[operator]
    assert FOREIGN.public.fingerprint in foreign and UNIT.public.fingerprint in foreign and "hỏi đơn vị" in foreign
    assert "Không có chữ ký" in unsigned and "đề nghị đơn vị" in unsigned


def test_before_a_key_is_registered_files_count_and_say_how_far_they_are_proven(config: Config, tmp_path: Path) -> None:
    put(
        tmp_path / "in",
        GOOD,
        report("B", "xã Bình", JUNE, {}),
        with_head(OLD, schema_version="2", key=None, signature=None),
    )
    answer = added(config, tmp_path / "in", None)
    assert [(proof.unit, proof.proof) for proof in answer.proofs] == [("A", Proof.UNKNOWN_KEY), ("B", Proof.UNSIGNED)]


def test_what_was_received_before_goes_on_counting_and_nothing_unsigned_comes_to_it(
    config: Config, tmp_path: Path
) -> None:
    """An unsigned report of May was here; one of April with an older number comes later, and says that it is older still."""
    registry, folder = Registry(tmp_path / "keys"), tmp_path / "in"
    (may,) = put(folder, report("A", "xã An", MAY, {"households": (2, 10)}))
    put(folder, report("B", "xã Bình", MAY, {}))
    made, kept = register(
        registry, card.written("A", "xã An", UNIT), "k", at_hand=sorted(folder.iterdir()), by="Huyện", at=AT
    )
    assert kept == 1 and len(made.received) == 1
    late = put(folder, report("A", "xã An", date(2024, 4, 14), {"households": (9, 10)}, known_at=datetime(2024, 4, 15)))
    put(folder, GOOD)
    answer = added(config, folder, registry)
    assert [(note.period_end, note.reason) for note in answer.refused] == [(date(2024, 4, 14), NotCounted.NOT_SIGNED)]
    assert [totals[0].units for totals in answer.path] == [2, 1]
    assert register(registry, card.written("A", "xã An", UNIT), "k", at_hand=late, by="Huyện", at=AT)[1] == 0
    assert register(registry, card.written("A", "xã An", UNIT), "k", named=late, by="Huyện", at=AT)[1] == 1
    assert not added(config, folder, registry).refused
    may.write_bytes(put(tmp_path / "x", report("A", "xã An", MAY, {"households": (9, 10)}))[0].read_bytes())
    assert [note.period_end for note in added(config, folder, registry).refused] == [MAY], "known by its hash alone"


def test_a_replaced_key_signs_nothing_new(config: Config, tmp_path: Path, registry: Registry) -> None:
    folder, new = tmp_path / "in", SigningKey.new()
    put(folder, OLD)
    given = card.written("A", "xã An", new)
    with pytest.raises(UserError) as refused:
        register(registry, given, "k", by="Huyện", at=AT)
    assert refused.value.code == "other_key" and UNIT.public.fingerprint in refused.value.expected
    assert (
        register(registry, given, "k", at_hand=sorted(folder.iterdir()), by="Huyện", at=AT, replacing="đổi máy")[1] == 1
    )
    put(folder, GOOD)
    answer = added(config, folder, registry)
    assert [(note.number, note.reason) for note in answer.refused] == [(2, NotCounted.REPLACED_KEY)]
    assert [proof.proof for proof in answer.proofs] == [Proof.RECEIVED_BEFORE]
    put(folder, signed((replace(GOOD[0], number=3), GOOD[1]), new))
    assert [proof.proof for proof in added(config, folder, registry).proofs] == [Proof.SIGNED]
    papers = {made[0].number: check(qr(made), registry, []).finding for made in (OLD, GOOD)}
    assert papers == {1: Finding.NO_REPORT, 2: Finding.REPLACED_KEY}


def test_what_was_kept_as_right_is_right_for_that_key_and_content_only(tmp_path: Path, registry: Registry) -> None:
    """A file of kept hashes that is torn or somebody else's speaks for nothing."""
    (registry.folder / "checked").write_bytes(b"x" * 33)
    receiver = Receiver.of(registry)
    put(tmp_path / "in", GOOD)
    assert roll_up_proof(tmp_path / "in", receiver) is Proof.SIGNED
    receiver.keep()
    assert len((registry.folder / "checked").read_bytes()) == 32
    (registry.folder / "checked").unlink()
    (registry.folder / "checked").mkdir()
    assert roll_up_proof(tmp_path / "in", Receiver.of(registry)) is Proof.SIGNED, "what cannot be read is worked out"


def roll_up_proof(folder: Path, receiver: Receiver) -> Proof | None:
    (found,) = read_files(sorted(folder.iterdir())).reports
    looked_at = receiver.seen(found)
    receiver.keep()
    return looked_at.proof


def qr(made: Made) -> str:
    seal = Aggregate(made[0], tuple(made[1])).seal
    assert seal is not None
    return seal


PAPERS: dict[str, tuple[str, Finding]] = {
    "the very report": (qr(GOOD), Finding.SAME),
    "one that was never received": (qr(OLD), Finding.NO_REPORT),
    "a digit": (qr(GOOD).replace("Hộ 3/10", "Hộ 9/10"), Finding.WRONG_SIGNATURE),
    "re-signed by a foreign key": (qr(signed((GOOD[0], other_figures(GOOD[1])), FOREIGN)), Finding.WRONG_SIGNATURE),
    "the signature of another paper": (
        "\n".join([*qr(GOOD).splitlines()[:-1], qr(OLD).splitlines()[-1]]), Finding.WRONG_SIGNATURE,
    ),
    "a unit that nobody knows": (qr(signed(report("Z", "xã Lạ", JUNE, {}), FOREIGN)), Finding.NO_KEY),
    "another unit's paper under this code": (qr(signed(report("A", "xã An", JUNE, {}), FOREIGN)), Finding.WRONG_SIGNATURE),
    "signed twice under one number": (
        qr(signed((GOOD[0], other_figures(GOOD[1])), UNIT)), Finding.OTHER_REPORT,
    ),
    "half of it": (qr(GOOD)[:120], Finding.NO_SEAL),
}  # fmt: skip


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_is_checked_by_its_qr(tmp_path: Path, registry: Registry, name: str) -> None:
    files = put(tmp_path / "in", GOOD)
    found = check(PAPERS[name][0], registry, files)
    assert found.finding is PAPERS[name][1]
    assert found.genuine == (found.finding in (Finding.SAME, Finding.NO_REPORT)) and found.said


def test_a_paper_whose_report_was_replaced_is_genuine_and_says_so(tmp_path: Path, registry: Registry) -> None:
    """Of the same cut-off only, whether the replaced report was received or not, and whatever the newer one's file is called."""
    third = signed((replace(GOOD[0], number=3), other_figures(GOOD[1])), UNIT)
    fourth = signed((replace(GOOD[0], number=4), GOOD[1]), UNIT)
    both = put(tmp_path / "in", GOOD, OLD)
    assert check(qr(GOOD), registry, both).replaced_by is None
    newer = [path.rename(path.with_name(f"moi{path.suffix}")) for path in put(tmp_path / "in", fourth)]
    found = check(qr(GOOD), registry, [*both, *newer])
    assert (found.finding, found.genuine, found.replaced_by) == (Finding.SAME, True, 4)
    assert found.said.startswith("Đúng, nhưng báo cáo số 2 đã được thay bằng báo cáo số 4.")
    unseen = check(qr(third), registry, [*both, *newer])
    assert (unseen.finding, unseen.replaced_by) == (Finding.NO_REPORT, 4)
    assert [check(qr(made), registry, [*both, *newer]).replaced_by for made in (OLD, fourth)] == [None, None]
    forged = with_head(signed((GOOD[0], GOOD[1]), FOREIGN), number=5)
    assert check(qr(GOOD), registry, [*both, *put(tmp_path / "x", forged)]).replaced_by is None, (
        "no forged one replaces"
    )


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Two of three households take part."""
    world = World.empty(tmp_path_factory.mktemp("office")).with_villages_and_groups()
    rows = [["HG-1", "Nguyễn Văn A", "T1"], ["HG-2", "Nguyễn Văn B", "T1"], ["HG-3", "Nguyễn Văn C", "T2"]]
    world.load("household", [["Mã hộ", "Họ và tên chủ hộ", "Thôn"], *rows], date(2023, 12, 31))
    world.load("membership", [["Nhóm", "Tên hiển thị", "Mã hộ"], ["N1", "a", "HG-1"], ["N1", "b", "HG-2"]], JUNE)
    freeze(world.store, world.config)
    return world


def freeze(store: Store, config: Config, replaces: int | None = None) -> None:
    freezing.freeze(store, config, Order(JUNE), lambda *_: [], frozen_by="An", at=AT, replaces=replaces)


def test_verify_tells_signed_by_an_earlier_key_and_touched_ones_apart(office: World) -> None:
    """One story: each step stands on the one before."""
    store, config, keys = office.store, office.config, UnitKeys.beside(office.store.path)
    assert list(seals.seals_of(store, keys).values()) == [seals.OwnSeal.SIGNED]
    keys.renew(by="An", at=AT, reason="đổi máy")
    freeze(store, config)
    assert verify(store, config) == []
    assert seals.seals_of(store, keys) == {1: seals.OwnSeal.EARLIER_KEY, 2: seals.OwnSeal.SIGNED}
    assert "1 ký bằng khóa trước đây của đơn vị" in seals.in_words(seals.seals_of(store, keys).values())
    paper = seal_of(store, 1)
    assert seals.check(store, config, paper).finding is Finding.SAME
    assert seals.check(store, config, paper.replace("Hộ 2/3", "Hộ 3/3")).finding is Finding.WRONG_SIGNATURE
    assert seals.check(store, config, qr(GOOD)).finding is Finding.NO_KEY, "another unit's paper"
    first, second = (state.content for state in store.frozen_states())
    for change, found in TOUCHED.items():
        keep(store, 2, touched(second, change, first))
        assert seals.seals_of(store, keys)[2] is found
    assert [row["stored"] for row in verify(store, config) if row["figure"] == "signature"] == [found.value]
    keep(store, 2, second)
    freeze(store, config, replaces=1)
    freeze(store, config, replaces=3)
    first_paper = seals.check(store, config, paper)
    assert (first_paper.finding, first_paper.genuine, first_paper.replaced_by) == (Finding.SAME, True, 4)
    assert [seals.check(store, config, seal_of(store, number)).replaced_by for number in (2, 3, 4)] == [None, 4, None]
    for file in (keys.folder / "own").iterdir():
        file.unlink()
    assert set(seals.seals_of(store, keys).values()) == {seals.OwnSeal.FOREIGN_KEY}


TOUCHED: dict[str, seals.OwnSeal] = {
    "another report's signature": seals.OwnSeal.WRONG,
    "no signature": seals.OwnSeal.UNSIGNED,
    "an older version": seals.OwnSeal.UNSIGNED,
}


def touched(content: dict[str, object], change: str, other: dict[str, object]) -> dict[str, object]:
    content, first = json.loads(json.dumps(content)), json.loads(json.dumps(other))
    head = content["aggregate"]["header"]  # type: ignore[index]
    if change == "another report's signature":
        head["key"], head["signature"] = (first["aggregate"]["header"][name] for name in ("key", "signature"))
    else:
        head["signature"] = None
    if change == "an older version":
        head["schema_version"], head["sha256"], head["key"] = "2", None, None
    return content


def keep(store: Store, number: int, content: dict[str, object]) -> None:
    with duckdb.connect(str(store.path)) as connection:
        text = json.dumps(content, ensure_ascii=False)
        connection.execute("update frozen_states set content = ? where number = ?", [text, number])


def seal_of(store: Store, number: int) -> str:
    state = next(state for state in store.frozen_states() if state.number == number)
    kept = freezing.aggregate_kept(state)
    assert kept is not None and kept.seal is not None
    return kept.seal


def test_without_its_key_no_report_is_frozen_and_nothing_is_kept(office: World, tmp_path: Path) -> None:
    copied = Store(Path(shutil.copy(office.store.path, tmp_path / "kpi.duckdb")))
    held = len(copied.frozen_states())
    with pytest.raises(UserError) as refused:
        freeze(copied, office.config)
    assert refused.value.code == "no_key" and len(copied.frozen_states()) == held
    assert not UnitKeys.beside(copied.path).folder.exists()
