"""The queue of members as one Excel workbook: it goes out, a clerk fills the column Chọn, and it comes back as decisions.

What a row speaks of travels in its last two columns, so that "1" is the same household whatever the queue looks like by then.
"""

from kpi.ingest.reading.files import content_of
from kpi.review.workbook.loading import Loaded, load
from kpi.review.workbook.writing import write

__all__ = ["Loaded", "content_of", "load", "write"]
