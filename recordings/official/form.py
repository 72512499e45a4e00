"""What a document of an agency must carry beside its content, and which rules its form follows. Plain
values.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class IssuingBody:
    """Whose document it is. Empty number: left open to be filled in by hand when the document is
    registered.
    """

    name: str = "ỦY BAN NHÂN DÂN TỈNH"
    superior: str = ""
    place: str = ""
    number: str = ""
    symbol: str = "BB-UBND"
    recipients: tuple[str, ...] = ("Các điểm cầu tham dự;",)


@dataclass(frozen=True, slots=True)
class FormVersion:
    """Rules of form with the first day they were in force."""

    id: str
    source: str
    valid_from: date


#: Newest last. A meeting held before the first one still gets it: the system did not exist then.
FORMS = (FormVersion("nd30-2020-1.9", "Nghị định 30/2020/NĐ-CP, phụ lục III, mẫu 1.9", date(2020, 3, 5)),)


def form_for(day: date) -> FormVersion:
    """Return the form in force on a day."""
    in_force = [form for form in FORMS if form.valid_from <= day]
    return in_force[-1] if in_force else FORMS[0]
