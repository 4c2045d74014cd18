"""What one kind of list asks beyond its columns; a list that is not named here asks nothing more."""

from __future__ import annotations

from kpi.domain.datasets import ACTIVITY, BUSINESS, CASE, GROUP, HOUSEHOLD, INSTITUTION, MEMBERSHIP, OFFICIAL, Dataset
from kpi.ingest.checking.lists.activity import ActivityChecks, ActivityColumns
from kpi.ingest.checking.lists.business import BusinessChecks, BusinessColumns
from kpi.ingest.checking.lists.case import CaseChecks, CaseColumns
from kpi.ingest.checking.lists.checks import Checks
from kpi.ingest.checking.lists.group import GroupChecks, GroupColumns
from kpi.ingest.checking.lists.household import HouseholdColumns
from kpi.ingest.checking.lists.institution import InstitutionChecks, InstitutionColumns
from kpi.ingest.checking.lists.membership import MembershipChecks, MembershipColumns
from kpi.ingest.checking.lists.official import OfficialChecks, OfficialColumns
from kpi.ingest.checking.lists.own_columns import OwnColumns

_CHECKS: dict[str, Checks] = {
    ACTIVITY.id: ActivityChecks(),
    BUSINESS.id: BusinessChecks(),
    CASE.id: CaseChecks(),
    GROUP.id: GroupChecks(),
    INSTITUTION.id: InstitutionChecks(),
    MEMBERSHIP.id: MembershipChecks(),
    OFFICIAL.id: OfficialChecks(),
}
_NOTHING_MORE = Checks()
_COLUMNS: dict[str, OwnColumns] = {
    ACTIVITY.id: ActivityColumns(),
    BUSINESS.id: BusinessColumns(),
    CASE.id: CaseColumns(),
    GROUP.id: GroupColumns(),
    HOUSEHOLD.id: HouseholdColumns(),
    INSTITUTION.id: InstitutionColumns(),
    MEMBERSHIP.id: MembershipColumns(),
    OFFICIAL.id: OfficialColumns(),
}
_NO_OWN_COLUMNS = OwnColumns()


def checks_of(dataset: Dataset) -> Checks:
    """The checks that this list alone asks."""
    return _CHECKS.get(dataset.id, _NOTHING_MORE)


def columns_of(dataset: Dataset) -> OwnColumns:
    """What this list alone knows of its columns."""
    return _COLUMNS.get(dataset.id, _NO_OWN_COLUMNS)
