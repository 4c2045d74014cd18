"""Every page: its title, its address, and whom it is open to."""

from __future__ import annotations

from dataclasses import dataclass

from kpi.access.acting import who
from kpi.access.roles import Right
from kpi.config.models import Plan
from kpi.domain.indicators import REPORTS
from kpi.i18n.messages import N_


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page: its file, title and address, and the rights of which one opens it.

    ``without_figures``: it opens when every load has been taken back, too: there one puts a load back, or loads anew.
    ``without_lists``: and when there is nothing at all. ``indicators``: without these a plan has nothing to show there.
    """

    file: str
    title: str
    address: str
    rights: tuple[Right, ...]
    without_figures: bool = False
    without_lists: bool = False
    indicators: tuple[str, ...] = ()

    @property
    def opens(self) -> bool:
        return any(who().may(right) for right in self.rights)

    def leads_on(self, plan: Plan) -> bool:
        """Whether a link there leads anywhere: it is open to whoever sits here, and the plan spoken of has something to show there."""
        return self.opens and not plan.lacking(self.indicators)


_LISTS = (Right.LISTS, Right.LOGS)
OVERVIEW = PageEntry("overview.py", N_("Overview"), "tong-quan", (Right.FIGURES,))
# Every page in the groups that a user would name; the first that is open to somebody is where he begins.
SECTIONS = {
    N_("Follow-up"): (
        OVERVIEW,
        PageEntry("households.py", N_("Households"), "ho-dan", (Right.FIGURES,), indicators=("households",)),
        PageEntry("businesses.py", N_("Businesses"), "doanh-nghiep", (Right.NAMES,), indicators=("businesses",)),
        PageEntry(
            "institutions.py", N_("Agencies and schools"), "co-quan", (Right.NAMES,), indicators=("institutions",)
        ),
        PageEntry("groups.py", N_("Villages and Zalo groups"), "thon-nhom", (Right.FIGURES,), indicators=("villages",)),
        PageEntry("cases.py", N_("Reports"), "tin-bao", (Right.FIGURES,), indicators=(REPORTS,)),
        PageEntry("progress.py", N_("Progress and forecast"), "tien-do", (Right.FIGURES,)),
        PageEntry("todo.py", N_("To do"), "viec-can-lam", (Right.FIGURES,)),
        PageEntry("own_village.py", N_("My village"), "thon-cua-toi", (Right.OWN_VILLAGE,), indicators=("households",)),
    ),
    N_("Meetings and reports"): (
        PageEntry("meeting.py", N_("Meeting"), "hop-ban-chi-dao", (Right.FIGURES,)),
        PageEntry("report.py", N_("Reporting"), "bao-cao", (Right.REPORTS,)),
        PageEntry("rollup.py", N_("Communes together"), "tong-hop", (Right.ROLLUP,), True, True),
        PageEntry("method.py", N_("How it is counted"), "phuong-phap", (Right.FIGURES,)),
    ),
    N_("Data"): (
        PageEntry("start.py", N_("First start"), "bat-dau", (Right.SETTINGS,), True, True),
        PageEntry("loading.py", N_("Load lists"), "nhap-du-lieu", _LISTS, True, True),
        PageEntry("review.py", N_("Review"), "doi-soat", (Right.MATCHING, Right.OWN_VILLAGE)),
        PageEntry("quality.py", N_("Data quality"), "chat-luong", (Right.FIGURES,)),
        PageEntry("log.py", N_("Log"), "nhat-ky", (*_LISTS, Right.NAMES), True),
        PageEntry("settings.py", N_("Settings"), "thiet-lap", (Right.SETTINGS,), True, True),
        PageEntry("accounts.py", N_("Accounts"), "tai-khoan-nguoi-dung", (Right.ACCOUNTS,), True, True),
    ),
}


def entry_of(file: str) -> PageEntry:
    """The page of a file."""
    return next(entry for places in SECTIONS.values() for entry in places if entry.file == file)
