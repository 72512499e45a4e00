"""The record of the proceedings (biên bản diễn biến phiên họp), as HTML, from the event log alone."""

from recordings.proceedings.document import proceedings_html

__all__ = ["proceedings_html"]
