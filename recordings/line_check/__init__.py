"""The record of the technical check (biên bản kiểm tra kỹ thuật), as HTML, from the event log alone."""

from recordings.line_check.document import line_check_html

__all__ = ["line_check_html"]
