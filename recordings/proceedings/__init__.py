"""The record of the proceedings (biên bản diễn biến phiên họp), as HTML and PDF, from the event log alone."""

from recordings.proceedings.document import proceedings_html
from recordings.proceedings.form import FORMS, FormVersion, IssuingBody, form_for
from recordings.proceedings.pdf import proceedings_pdf

__all__ = ["FORMS", "FormVersion", "IssuingBody", "form_for", "proceedings_html", "proceedings_pdf"]
