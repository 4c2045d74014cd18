"""Why there is no figure; every medium says each of these in its own words."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """What is missing, so that an indicator cannot be counted, or not judged, on a day."""

    NO_REGISTER = "no_register"
    NO_GROUP_REGISTER = "no_group_register"
    NO_MEMBERS = "no_members"
    EMPTY_REGISTER = "empty_register"  # it is there, and nothing on it counts
    NO_CASE_LOG = "no_case_log"
    PARTIAL_REGISTER = "partial_register"  # households are counted, of some villages only
    PARTIAL_LISTS = "partial_lists"  # so are entries of a register that the plan adds and villages send
    NO_MARKS = "no_marks"  # its lists lack the column that says who takes part
    PARTIAL_MARKS = "partial_marks"  # some villages' lists do
    MISSING_PARTS = "missing_parts"  # a merged unit is added up of the old ones that have figures, and some have none
    DIFFERENT_TARGETS = "different_targets"  # what is added has no target in common


# There are counts, of a part only: no verdict yet.
INCOMPLETE = (Reason.PARTIAL_REGISTER, Reason.PARTIAL_LISTS, Reason.PARTIAL_MARKS, Reason.MISSING_PARTS)
