"""The report to the level above: one model of what it says, and Word, Excel, page and aggregate file made from it.

    gathering → model → cells, tables, sentences → word/, excel/, the page, the aggregate file

The report is a Vietnamese document by law (Nghị định 30/2020/NĐ-CP), so its words stand here in Vietnamese whatever language
the screen speaks; numbers and dates go through ``kpi.i18n.formats`` as everywhere.
"""
