"""What one kind of list asks beyond its columns; a list that is not named here asks nothing more."""

from __future__ import annotations

from kpi.domain.datasets import BUSINESS, CASE, GROUP, INSTITUTION, MEMBERSHIP, OFFICIAL, Dataset
from kpi.ingest.checking.lists.business import BusinessChecks
from kpi.ingest.checking.lists.case import CaseChecks
from kpi.ingest.checking.lists.checks import Checks
from kpi.ingest.checking.lists.group import GroupChecks
from kpi.ingest.checking.lists.institution import InstitutionChecks
from kpi.ingest.checking.lists.membership import MembershipChecks
from kpi.ingest.checking.lists.official import OfficialChecks

_CHECKS: dict[str, Checks] = {
    BUSINESS.id: BusinessChecks(),
    CASE.id: CaseChecks(),
    GROUP.id: GroupChecks(),
    INSTITUTION.id: InstitutionChecks(),
    MEMBERSHIP.id: MembershipChecks(),
    OFFICIAL.id: OfficialChecks(),
}
_NOTHING_MORE = Checks()


def checks_of(dataset: Dataset) -> Checks:
    """The checks that this list alone asks."""
    return _CHECKS.get(dataset.id, _NOTHING_MORE)
