"""What official documents have in common (NĐ 30/2020): form, head and foot, dates, markup, printing."""

from recordings.official.form import FORMS, FormVersion, IssuingBody, form_for
from recordings.official.pdf import print_pdf

__all__ = ["FORMS", "FormVersion", "IssuingBody", "form_for", "print_pdf"]
