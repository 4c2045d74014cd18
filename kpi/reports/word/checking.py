"""Whether a template can be filled: every instruction is one that the report knows, stands where it can, and is closed.

An instruction may name fields, columns and a few filters, nothing else: a template is an office's file and no program.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from docx.document import Document
from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from rapidfuzz import fuzz, process

from kpi.i18n.messages import _
from kpi.reports.word.fields import CELLS, Field, Sort
from kpi.reports.word.scanning import Half, Tag, tags
from kpi.vietnamese.text import fold

FILTERS = ("upper", "lower", "capitalize", "trim", "length", "first", "last", "join", "default")
_COUNTER = ("index", "first", "last", "length")
# What an expression may be made of besides fields, columns and filters.
_JOINING = (nodes.Const, nodes.And, nodes.Or, nodes.Not, nodes.Compare, nodes.Operand, nodes.CondExpr, nodes.Concat)
_ENDS = {"endfor": "for", "endif": "if"}
_NEAR = 60

_TEXT = Field("", Sort.TEXT, "")


def environment() -> ImmutableSandboxedEnvironment:
    """Jinja without anything but the fields: no functions, no way to an object's inside, & and < written as such."""
    sandbox = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    sandbox.globals.clear()
    sandbox.filters = {name: sandbox.filters[name] for name in FILTERS}
    sandbox.tests = {}
    return sandbox


@dataclass(frozen=True, slots=True)
class TemplateFault:
    """One thing wrong; ``place`` is empty where something stands nowhere."""

    message: str
    place: str = ""

    def text(self) -> str:
        return f"{self.message} ({self.place})" if self.place else self.message


@dataclass(slots=True)
class _Open:
    """A block that waits for its end, with the name that it gives to each line or row."""

    tag: Tag
    keyword: str
    names: dict[str, Field] = field(default_factory=dict)


def faults(document: Document, fields: Mapping[str, Field]) -> list[TemplateFault]:
    """All that is wrong with a template, in reading order; then what is missing of the fields that it may hold."""
    found, used = _looked_through(document, fields)
    missing = (known for known in fields.values() if known.required and known.name not in used)
    return found + [
        TemplateFault(_("the field {name} is missing: {meaning}", name=known.name, meaning=known.meaning))
        for known in missing
    ]


def fields_used(document: Document, fields: Mapping[str, Field]) -> set[str]:
    """Which of the fields a template calls for."""
    return _looked_through(document, fields)[1]


def _looked_through(document: Document, fields: Mapping[str, Field]) -> tuple[list[TemplateFault], set[str]]:
    found: list[TemplateFault] = []
    used: set[str] = set()
    for part in tags(document):
        found += _Checker(used, fields).faults_of(part)
    return found, used


class _Wrong(Exception):
    """What is wrong with one instruction."""


class _Checker:
    """Goes through one part of the file and keeps which blocks are open."""

    def __init__(self, used: set[str], fields: Mapping[str, Field]) -> None:
        self.used, self.fields = used, fields
        self.open: list[_Open] = []
        self.jinja = environment()

    def faults_of(self, part: Iterable[Tag | Half]) -> Iterator[TemplateFault]:
        for tag in part:
            try:
                self._check(tag)
            except _Wrong as wrong:
                yield TemplateFault(str(wrong), tag.place)
        for block in self.open:
            yield TemplateFault(_("{tag} has no end", tag=block.tag.text), block.tag.place)

    def _check(self, tag: Tag | Half) -> None:
        if isinstance(tag, Half):
            raise _Wrong(_("{mark} stands alone: an instruction begins and ends within one paragraph", mark=tag.text))
        if not tag.block:
            self._printed(tag)
            return
        keyword, _space, rest = tag.body.partition(" ")
        if keyword in _ENDS:
            self._close(tag, _ENDS[keyword])
            return
        self._stands_right(tag)
        if keyword == "for":
            self._loop(tag)
        elif keyword == "if":
            self.open.append(_Open(tag, "if"))
            self._value(tag, rest)
        elif keyword in ("elif", "else"):
            self._inside(tag)
            if rest.strip():
                self._value(tag, rest)
        else:
            raise _Wrong(_("{tag} is no instruction; allowed are for, if, elif, else, endif, endfor", tag=tag.text))

    def _printed(self, tag: Tag) -> None:
        value = self._value(tag, tag.body)
        if value.sort not in (Sort.TEXT, Sort.PICTURE):
            raise _Wrong(_("{tag} is a list: it must be repeated by for", tag=tag.text))

    def _stands_right(self, tag: Tag) -> None:
        if tag.holder is None:
            raise _Wrong(_("{tag} must stand in a table", tag=tag.text))
        if not tag.alone:
            raise _Wrong(_("{tag} must stand alone in its paragraph, row or cell", tag=tag.text))

    def _inside(self, tag: Tag) -> None:
        if not self.open:
            raise _Wrong(_("{tag} has no beginning", tag=tag.text))
        self._fits(self.open[-1].tag, tag)

    def _close(self, tag: Tag, keyword: str) -> None:
        if not self.open or self.open[-1].keyword != keyword:
            raise _Wrong(_("{tag} has no beginning", tag=tag.text))
        self._stands_right(tag)
        self._fits(self.open.pop().tag, tag)

    def _fits(self, begin: Tag, tag: Tag) -> None:
        """Both take the same with them – paragraphs, rows, cells – and out of the same place, else the file would break."""
        if begin.level != tag.level or begin.holder is not tag.holder:
            raise _Wrong(_("{tag} does not fit its beginning {begin}", tag=tag.text, begin=begin.text))

    def _loop(self, tag: Tag) -> None:
        block = _Open(tag, "for")
        self.open.append(block)
        parsed = self._parsed(tag, f"{{% {tag.body} %}}{{% endfor %}}")
        if not isinstance(parsed, nodes.For) or not isinstance(parsed.target, nodes.Name) or parsed.recursive:
            raise _Wrong(_("{tag} cannot be understood", tag=tag.text))
        block.names = {parsed.target.name: _TEXT}
        values = self._resolved(tag, parsed.iter)
        if values.sort not in (Sort.LINES, Sort.ROWS):
            raise _Wrong(_("{tag}: {name} cannot be repeated", tag=tag.text, name=values.name))
        one = Sort.ROW if values.sort is Sort.ROWS else Sort.TEXT
        block.names = {parsed.target.name: Field(parsed.target.name, one, "", values.columns)}
        if parsed.test is not None:
            self._resolved(tag, parsed.test)

    def _value(self, tag: Tag, expression: str) -> Field:
        parsed = self._parsed(tag, f"{{{{ {expression} }}}}")
        if not isinstance(parsed, nodes.Output) or len(parsed.nodes) != 1:
            raise _Wrong(_("{tag} cannot be understood", tag=tag.text))
        return self._resolved(tag, parsed.nodes[0])

    def _parsed(self, tag: Tag, source: str) -> nodes.Node | None:
        try:
            body = self.jinja.parse(source).body
        except TemplateSyntaxError:
            raise _Wrong(_("{tag} cannot be understood", tag=tag.text)) from None
        return body[0] if len(body) == 1 else None

    def _resolved(self, tag: Tag, node: nodes.Node) -> Field:
        """What an expression gives; every name in it is known."""
        match node:
            case nodes.Name():
                return self._named(node.name)
            case nodes.Getattr():
                return self._column(tag, node)
            case nodes.Filter() if node.name in FILTERS and node.node is not None:
                value = self._resolved(tag, node.node)
                for argument in node.args:
                    self._resolved(tag, argument)
                return value if node.name in ("default", "trim") else _TEXT
            case _ if isinstance(node, _JOINING):
                for part in node.iter_child_nodes():
                    self._resolved(tag, part)
                return _TEXT
        raise _Wrong(_("{tag}: only fields, columns and simple conditions may stand in a template", tag=tag.text))

    def _named(self, name: str) -> Field:
        for block in reversed(self.open):
            if name in block.names:
                return block.names[name]
        if name in self.fields:
            self.used.add(name)
            return self.fields[name]
        given = [known for block in self.open for known in block.names]
        raise _Wrong(_("the field {name} is not known", name=name) + _meant(name, [*given, *self.fields]))

    def _column(self, tag: Tag, node: nodes.Getattr) -> Field:
        if isinstance(node.node, nodes.Name) and node.node.name == "loop" and node.attr in _COUNTER:
            return _TEXT
        row = self._resolved(tag, node.node)
        if row.sort is not Sort.ROW:
            raise _Wrong(_("{tag}: {name} has no columns", tag=tag.text, name=row.name))
        if node.attr not in row.columns:
            said = _("the column {name} is not known", name=f"{row.name}.{node.attr}")
            raise _Wrong(said + _meant(node.attr, row.columns))
        return Field(node.attr, Sort.LINES if node.attr == CELLS else Sort.TEXT, "")


def _meant(name: str, known: Iterable[str]) -> str:
    """The nearest name, whatever the accents; empty where none is near."""
    folded = fold(name).replace(" ", "_")
    nearest = process.extractOne(folded, list(known), scorer=fuzz.ratio, score_cutoff=_NEAR)
    return "" if nearest is None else " " + _('(did you mean "{word}"?)', word=nearest[0])
