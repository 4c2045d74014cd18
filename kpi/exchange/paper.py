"""Checks a paper by the text in its QR, as a phone shows it: who has signed it, and whether the report is known here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kpi.exchange.seal import ReadSeal, read_seal
from kpi.exchange.signing import PublicKey
from kpi.i18n.messages import N_, _


class Finding(StrEnum):
    """What a QR's text turned out to be; the first that holds."""

    NO_SEAL = "no_seal"  # some other text, or not whole
    NO_KEY = "no_key"  # of a unit whose key is not known here
    WRONG_SIGNATURE = "wrong_signature"
    REPLACED_KEY = "replaced_key"  # by a key that was replaced, and the report was not here before
    NO_REPORT = "no_report"  # signed by the unit; no report of this number is here
    OTHER_REPORT = "other_report"  # signed by the unit; the report of this number that is here says something else
    SAME = "same"


GENUINE = (Finding.NO_REPORT, Finding.SAME)
_WORDS = {
    Finding.NO_SEAL: N_("This is no text of a report's QR, or a part of it is missing. Copy the whole text that the phone shows."),
    Finding.NO_KEY: N_("The key of unit {unit} is not known here, so nobody can say who signed this paper. Register the unit's key."),
    Finding.WRONG_SIGNATURE: N_(
        "The signature is not that of unit {unit} for these lines: a letter was changed or mistyped, or another key has signed. "
        "Do not trust the paper; ask the unit."
    ),
    Finding.REPLACED_KEY: N_(
        "Signed by a key of unit {unit} that was replaced, and the report was not here before that. "
        "Do not trust the paper; ask the unit."
    ),
    Finding.NO_REPORT: N_(
        "Unit {unit} has signed these lines. Report {number} is not here, so only they are proven: compare them with the paper."
    ),
    Finding.OTHER_REPORT: N_(
        "Unit {unit} has signed these lines, but report {number} says something else here. Ask the unit which of the two stands."
    ),
    Finding.SAME: N_(
        "Unit {unit} has signed these lines, and report {number} says the same here. Compare them with the paper:"
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PaperCheck:
    """What was found, the lines that the paper must say, and the fingerprint of the key that signed.

    ``replaced_by``: the number of the report that stands in its place; of a genuine one only, None: none does.
    """

    finding: Finding
    seal: ReadSeal | None = None
    key: str | None = None
    replaced_by: int | None = None

    @property
    def genuine(self) -> bool:
        """Whether the unit has signed it, and nothing here says otherwise."""
        return self.finding in GENUINE

    @property
    def said(self) -> str:
        """The finding in a few sentences; that the report was replaced first of all."""
        unit, number = (self.seal.unit, self.seal.number) if self.seal else ("", "")
        found = _(_WORDS[self.finding], unit=unit, number=number)
        if self.replaced_by is None:
            return found
        replaced = _(
            "Genuine, but report {number} has been replaced by report {newer}.", number=number, newer=self.replaced_by
        )
        return f"{replaced} {found}"


def check_paper(
    typed: str,
    keys_of: Callable[[str], Sequence[PublicKey]],
    text_of: Callable[[ReadSeal], str | None],
    trusted: Callable[[ReadSeal, PublicKey], bool],
    replaced_by: Callable[[ReadSeal], int | None],
) -> PaperCheck:
    """What a text turned out to be.

    ``keys_of``: every key that a unit has or had; ``text_of``: what the report of that unit and number says here, where there is
    one; ``trusted``: whether a signature by this one of the unit's keys proves anything of this report; ``replaced_by``: the number
    of the report that is known here to stand in its place.
    """
    seal = read_seal(typed)
    if seal is None:
        return PaperCheck(Finding.NO_SEAL)
    keys = keys_of(seal.unit)
    if not keys:
        return PaperCheck(Finding.NO_KEY, seal)
    key = next((key for key in keys if key.holds(seal.text, seal.signature)), None)
    if key is None:
        return PaperCheck(Finding.WRONG_SIGNATURE, seal)
    if not trusted(seal, key):
        return PaperCheck(Finding.REPLACED_KEY, seal, key.fingerprint)
    known = text_of(seal)
    finding = Finding.NO_REPORT if known is None else Finding.SAME if known == seal.text else Finding.OTHER_REPORT
    return PaperCheck(finding, seal, key.fingerprint, replaced_by(seal) if finding in GENUINE else None)
