"""Ed25519 signatures (RFC 8032) and the keys that make and check them, as values; where keys are kept is not known here."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from kpi.exchange.code import in_groups

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_KEY_BYTES, _SIGNATURE_BYTES = 32, 64
# Of the hash of a public key: enough that nobody makes a second key with the same letters, few enough to be read out.
_FINGERPRINT_LETTERS = 32


@dataclass(frozen=True)
class PublicKey:
    """What anybody may have, to check signatures. ``letters``: its 32 bytes as 43 letters (base64url without padding)."""

    letters: str

    @classmethod
    def of(cls, content: bytes) -> PublicKey:
        """The key of these 32 bytes."""
        return cls(_letters(content))

    @cached_property
    def content(self) -> bytes:
        """Its 32 bytes; ``ValueError`` where the letters are not of such a key."""
        return bytes_of(self.letters, _KEY_BYTES)

    @cached_property
    def fingerprint(self) -> str:
        """What people compare: "3F2A-91BC-…", eight groups of four."""
        return in_groups(hashlib.sha256(self.content).hexdigest()[:_FINGERPRINT_LETTERS])

    def holds(self, text: str, signature: str) -> bool:
        """Whether this key's owner has signed exactly this text."""
        from cryptography.exceptions import InvalidSignature

        try:
            self._key.verify(bytes_of(signature, _SIGNATURE_BYTES), text.encode())
        except (InvalidSignature, ValueError):
            return False
        return True

    @cached_property
    def _key(self) -> Ed25519PublicKey:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        return Ed25519PublicKey.from_public_bytes(self.content)


@dataclass(frozen=True)
class SigningKey:
    """What only its owner has. It is in no text that this class gives."""

    private: Ed25519PrivateKey = field(repr=False)

    @classmethod
    def new(cls) -> SigningKey:
        """A key that nobody has had before."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return cls(Ed25519PrivateKey.generate())

    @cached_property
    def public(self) -> PublicKey:
        return PublicKey.of(self.private.public_key().public_bytes_raw())

    def sign(self, text: str) -> str:
        """The signature of a text, always the same, as 86 letters."""
        return _letters(self.private.sign(text.encode()))


def bytes_of(letters: str, count: int) -> bytes:
    """What base64url letters without padding stand for; ``ValueError`` where they are not of so many bytes, in their one spelling."""
    content = urlsafe_b64decode(letters + "=" * (-len(letters) % 4))
    if len(content) != count or _letters(content) != letters:
        raise ValueError(letters)
    return content


def _letters(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()
