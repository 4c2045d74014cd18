"""The documents name what is there: files, anchors and commands."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import click
import pytest

from kpi.cli import COMMANDS, cli
from kpi.store.duckdb.migrations import newest_version
from tests.conftest import ROOT

DOCUMENTS = [
    *sorted((ROOT / "docs").rglob("*.md")),
    *(ROOT / name for name in ("README.md", "README.vi.md", "CONTRIBUTING.md")),
]
CODE = [file for folder in ("kpi", "pages", "tests", "bench") for file in (ROOT / folder).rglob("*.py")]
# What a document names of the tree, from its root; a word in <…> stands for any name. What the office makes in data/ is not there.
PATH = re.compile(
    r"(?<![\w/.:])(?:(?:kpi|pages|docs|tests|bench|data/templates)/[\w./<>*-]*[\w/>*]|\w+\.(?:py|toml|yaml))(?![\w/])"
)
LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)")
CITED = re.compile(r"(docs/[\w/-]+\.md)((?:#[\w-]+(?:, )?)*)")


def text_of(document: Path) -> str:
    """The document without its diffs: these name files that a reader is about to make."""
    return re.sub(r"```diff\n.*?```", "", document.read_text("utf-8"), flags=re.DOTALL)


def anchors(document: Path) -> set[str]:
    """The anchors that a reader's browser finds: one a heading, in lower case, with dashes for spaces."""
    headings = re.findall(r"^#+ (.+)$", text_of(document), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def is_there(path: str) -> bool:
    return any(ROOT.glob(re.sub(r"<[^>]*>", "*", path.rstrip("/"))))


def test_every_path_that_a_document_names_exists() -> None:
    missing = [
        f"{document.relative_to(ROOT)}: {path}"
        for document in DOCUMENTS
        for path in PATH.findall(text_of(document))
        if not is_there(path)
    ]
    assert not missing


def test_every_link_of_a_document_leads_somewhere() -> None:
    broken = []
    for document in DOCUMENTS:
        for path, anchor in LINK.findall(text_of(document)):
            target = (document.parent / path).resolve() if path else document
            if not target.exists() or (anchor and anchor not in anchors(target)):
                broken.append(f"{document.relative_to(ROOT)}: {path}#{anchor}")
    assert not broken


def test_every_section_that_code_cites_exists() -> None:
    missing = []
    for file in CODE:
        for path, cited in CITED.findall(file.read_text("utf-8")):
            wanted = set(re.findall(r"[\w-]+", cited))
            if not (ROOT / path).exists() or wanted - anchors(ROOT / path):
                missing.append(f"{file.relative_to(ROOT)}: {path}{cited}")
    assert not missing


DIFFS = re.findall(r"```diff\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.DOTALL)


@pytest.mark.parametrize("diff", DIFFS)
def test_every_diff_of_contributing_applies(diff: str) -> None:
    """One that does not shows a change as it was once made: make it anew."""
    done = subprocess.run(
        ["git", "apply", "--check"], cwd=ROOT, input=diff, capture_output=True, encoding="utf-8", check=False
    )
    assert not done.returncode, done.stderr


def test_the_step_of_the_schema_in_contributing_is_the_next_one() -> None:
    """A second step of one number would apply, too, and no file that has the first would ever see it."""
    added = [int(number) for diff in DIFFS for number in re.findall(r"b/kpi/store/duckdb/schema/(\d{4})_", diff)]
    assert added == [newest_version() + 1]


def options_of(command: str) -> set[str]:
    """The options of a command by their names, of one with commands below it theirs; the whole program's for ``kpi``."""
    found = cli if command == "kpi" else cli.get_command(click.Context(cli), command)
    assert found is not None, command
    below = found.commands.values() if isinstance(found, click.Group) and command != "kpi" else ()
    parameters = [parameter for one in (found, *below) for parameter in one.params]
    return {option for parameter in parameters for option in parameter.opts if option.startswith("--")}


def test_every_command_is_documented_with_its_options() -> None:
    head, *sections = re.split(
        r"^### `(\w+)`\n", (ROOT / "docs" / "command-line.md").read_text("utf-8"), flags=re.MULTILINE
    )
    everywhere = {"--json"}
    documented = {
        name: set(re.findall(r"`(--[\w-]+)", text)) | everywhere
        for name, text in zip(sections[::2], sections[1::2], strict=True)
    }
    assert documented == {name: options_of(name) for name in COMMANDS}
    assert set(re.findall(r"`(--[\w-]+)", head)) == options_of("kpi") | everywhere


def test_every_command_and_option_of_a_document_exists() -> None:
    known = {option for name in ("kpi", *COMMANDS) for option in options_of(name)}
    wrong = []
    for document in DOCUMENTS:
        alone = set(re.findall(r"`(--[\w-]+)`", text_of(document))) - known
        wrong += [f"{document.relative_to(ROOT)}: {option}" for option in sorted(alone)]
        for python, name, words in re.findall(r"(\S+) -m kpi (\w+)([^\n`]*)", text_of(document)):
            runs = python.strip('`"') in (
                ".venv/bin/python",
                r".venv\Scripts\python",
            )  # a bare python lacks the packages
            if not (runs and name in COMMANDS and set(re.findall(r"--[\w-]+", words)) <= options_of(name)):
                wrong.append(f"{document.relative_to(ROOT)}: {python} -m kpi {name}{words}")
    assert not wrong


def test_a_path_is_found_in_a_sentence() -> None:
    assert PATH.findall("See `kpi/cli`, pages/<page>.py and `run.py`; not `data/kpi.duckdb` or x.kpi/y.") == [
        "kpi/cli",
        "pages/<page>.py",
        "run.py",
    ]
