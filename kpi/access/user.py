"""Who asks or acts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kpi.access.roles import Right, Role, rights_of


@dataclass(frozen=True, slots=True)
class User:
    """Who asks or acts; ``account`` is empty for whoever sits at a PC where nobody signs in, and for the program itself.

    ``name`` is what stands beside what he does; ``village`` the code of the one that a village head speaks for.
    """

    account: str
    name: str
    rights: frozenset[Right]
    roles: tuple[Role, ...] = ()
    village: str | None = None
    session: str = ""

    @classmethod
    def of(cls, account: str, name: str, roles: Iterable[Role], village: str | None = None, session: str = "") -> User:
        """Somebody with an account; its roles say what he may."""
        held = tuple(roles)
        return cls(account, name, rights_of(held), held, village, session)

    def may(self, right: Right) -> bool:
        """Whether he has a right; that of a village head needs his village."""
        return right in self.rights and (right is not Right.OWN_VILLAGE or self.village is not None)

    @property
    def sight(self) -> str:
        """What of an answer he is shown: the code of his only village, or empty for all that his rights open."""
        return "" if Right.FIGURES in self.rights else self.village or ""


# Whoever sits at a PC where nobody signs in, and the program when it asks for itself: the office's own door is what keeps others out.
ANYBODY = User("", "", frozenset(Right))
# A session that has ended: whatever it asks is refused.
NOBODY = User("", "", frozenset())
