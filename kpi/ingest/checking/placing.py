"""Where a list's columns are by what its cells say, beside what the headers do: the steps in their order."""

from __future__ import annotations

from kpi.config.models import Config
from kpi.domain.datasets import ENTRIES
from kpi.ingest.checking.cells import References
from kpi.ingest.checking.columns import (
    columns_of_units,
    join_phones,
    leave_parts,
    place_groups,
    place_ticks,
    place_villages,
    place_words,
    prefer_filled,
    prefer_receipt,
    refuse_unknown_figures,
)
from kpi.ingest.checking.layout import Layout
from kpi.ingest.checking.lists import columns_of
from kpi.ingest.checking.purposes import names_groups_of_units
from kpi.ingest.reading.files import Sheet


def placed(
    sheet: Sheet, layout: Layout, config: Config, references: References, village: str | None, group: str | None
) -> Layout:
    """The layout of a sheet by its cells and the registers of its day; a column that may carry a figure and is not known is refused.

    ``village``, ``group``: the one that the whole sheet is of, as the user, its name or its title says.
    """
    own = columns_of(layout.dataset)
    layout = prefer_receipt(prefer_filled(sheet, layout))
    layout = place_villages(sheet, layout, references.villages)
    layout = leave_parts(sheet, layout, references.villages, village)
    layout = place_groups(sheet, layout, references.groups)
    units = [] if group is not None else columns_of_units(sheet, layout, references.villages, references.groups)
    if len(units) == 1 and names_groups_of_units(sheet, layout.header):
        layout = layout.placed("group", units.pop())
    layout = own.clear(sheet, layout, config)
    layout = place_ticks(sheet, layout, config)
    layout = place_words(sheet, layout, config)
    layout = join_phones(sheet, own.place(sheet, layout, config), config)
    asked = [*own.asks_about(sheet, layout, config), *(layout.headers[place] for place in units)]
    if layout.dataset.table != ENTRIES:  # there every column that the plan names is known, and no other one is kept
        refuse_unknown_figures(sheet, layout, config, asked)
    return layout
