"""What a village head sees: the figures of his village. Whom he follows up stands on the page where members are settled."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from kpi.access.acting import acting_as, needs, who
from kpi.access.roles import Right
from kpi.access.user import ANYBODY
from kpi.answers.lists import group_lists
from kpi.answers.status import status
from kpi.config.models import Config
from kpi.domain.errors import UserError
from kpi.i18n.messages import _
from kpi.judgement.assessment import Assessment, VillageAssessment
from kpi.measures.counts import Basis
from kpi.store import Store


@dataclass(frozen=True, slots=True)
class OwnVillage:
    """A village on a day: the indicators that are counted village by village, each with this village alone.

    ``listed_on``: the day of the newest list of its groups' members; None where there is none.
    """

    code: str
    name: str
    listed_on: date | None
    figures: tuple[Assessment, ...]


@needs(Right.OWN_VILLAGE)
def own_village(store: Store, config: Config, as_of: date) -> OwnVillage:
    """The figures of the village of whoever asks; none of another village or of the whole unit.

    Citizens' reports are left out: of a village they are so few that they would tell who has reported (docs/decisions/cases.md).
    """
    code = who().village
    if code is None:
        raise UserError(
            _("Your account names no village"), remedy=_("Ask the administrator to name it."), code="not_allowed"
        )
    with acting_as(ANYBODY):  # counted for all, shown for one
        found = status(store, config, as_of)
        lists = group_lists(store, as_of)
    listed = max((one.as_of for one in lists if one.village == code and one.as_of), default=None)
    stocks = (one for one in found.indicators if not one.is_flow)
    rows = [(one, row) for one in stocks for row in one.villages if row.code == code]
    name = next((row.name for _one, row in rows if row.name), None) or store.scope_names().get(code, code)
    return OwnVillage(code, name, listed, tuple(_alone(one, row) for one, row in rows))


def _alone(whole: Assessment, village: VillageAssessment) -> Assessment:
    """An indicator as this village has it; what is said of the whole unit only is left out."""
    return replace(
        whole, numerator=village.numerator, waiting=village.waiting, denominator=village.denominator, verdict=village.verdict,
        shortfall=village.shortfall, if_confirmed=village.if_confirmed, near=village.near, villages=(village,), reason=None,
        open=None, sustained=None, interruptions=(), undated=None, basis=Basis(),
    )  # fmt: skip
