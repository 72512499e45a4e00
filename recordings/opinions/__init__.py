"""Opinion slips (phiếu lấy ý kiến): the summary of what was answered, as a document and as a workbook."""

from recordings.opinions.document import opinions_html
from recordings.opinions.record import Figures, Group, Line, SlipRecord, Step, Tally
from recordings.opinions.workbook import opinions_workbook

__all__ = [
    "Figures",
    "Group",
    "Line",
    "SlipRecord",
    "Step",
    "Tally",
    "opinions_html",
    "opinions_workbook",
]
