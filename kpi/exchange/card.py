"""A unit's public key as a small text file that it hands to the level above: whose key, and signed by the key itself.

The signature shows that whoever made the file has the private key, and that no letter of it was changed on the way; that he is the
unit, only a person can tell, who compares the fingerprint by another way (docs/exchange.md, registering a key).
"""

from __future__ import annotations

from dataclasses import dataclass

from kpi.domain.errors import UserError
from kpi.exchange.signing import PublicKey, SigningKey
from kpi.i18n.messages import _

FORM = "KPI-KEY1"
_UNIT, _KEY, _MARK, _SIGNATURE = "Đơn vị: ", "Khóa công khai: ", "Vân tay: ", "Ký: "
_LARGEST = 4_000  # bytes; the file has four short lines


@dataclass(frozen=True, slots=True)
class KeyCard:
    """A unit, by code and name, and its public key."""

    unit: str
    unit_name: str
    public: PublicKey


def written(unit: str, unit_name: str, key: SigningKey) -> bytes:
    """The file's content."""
    text = _text(KeyCard(unit, " ".join(unit_name.split()), key.public))
    return f"{text}\n{_SIGNATURE}{key.sign(text)}\n".encode()


def read(content: bytes, place: str) -> KeyCard:
    """The card of a file; refused where anything in it is not as it was written. ``place``: how the file is named to the user."""
    try:
        lines = [line.strip() for line in content[:_LARGEST].decode("utf-8-sig").splitlines() if line.strip()]
        form, unit, key, _mark, signature = lines
        code, _space, name = unit.removeprefix(_UNIT).partition(" ")
        card = KeyCard(code, name, PublicKey(key.removeprefix(_KEY)))
        sound = card.public.holds("\n".join(lines[:4]), signature.removeprefix(_SIGNATURE))
        right = form == FORM and sound and "\n".join(lines[:4]) == _text(card)
    except ValueError:
        right = False
    if not right:
        raise UserError(
            _("This is no file of a unit's key, or it was changed on the way"), place=place,
            expected=_("the file that the unit has made by python -m kpi key export, untouched"),
            remedy=_("Ask the unit to send it once more."), code="no_key_card",
        )  # fmt: skip
    return card


def _text(card: KeyCard) -> str:
    return "\n".join(
        [
            FORM,
            f"{_UNIT}{card.unit} {card.unit_name}",
            f"{_KEY}{card.public.letters}",
            f"{_MARK}{card.public.fingerprint}",
        ]
    )
