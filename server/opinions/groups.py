"""Which kind of agency somebody belongs to, as far as its name says. Pure.

Agencies are merged and renamed over the years: this is only what the office is offered first; a slip keeps
the group each recipient was given for it, whatever it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

OTHER = "other"
# Folded beginnings of agencies' names, the longer before the shorter where one begins the other.
_BEGINNINGS: tuple[tuple[str, str], ...] = (
    ("tinh uy", "province"),
    ("van phong tinh uy", "province"),
    ("van phong ubnd tinh", "province"),
    ("uy ban nhan dan tinh", "province"),
    ("ubnd tinh", "province"),
    ("hdnd tinh", "province"),
    ("truong", "school"),
    ("thpt", "school"),
    ("uy ban nhan dan xa", "commune"),
    ("uy ban nhan dan phuong", "commune"),
    ("uy ban nhan dan thi tran", "commune"),
    ("ubnd xa", "commune"),
    ("ubnd phuong", "commune"),
    ("ubnd thi tran", "commune"),
    ("xa", "commune"),
    ("phuong", "commune"),
    ("thi tran", "commune"),
    ("uy ban nhan dan", "district"),
    ("ubnd", "district"),
    ("huyen", "district"),
    ("thi xa", "district"),
    ("thanh pho", "district"),
    ("quan", "district"),
    ("benh vien", "unit"),
    ("trung tam", "unit"),
    ("don vi", "unit"),
    ("so", "department"),
    ("ban", "department"),
    ("cuc", "department"),
    ("chi cuc", "department"),
    ("thanh tra", "department"),
    ("cong an tinh", "department"),
    ("bo chi huy", "department"),
)
_OF_SITES: Mapping[str, str] = {"agency": "unit"}
_LEVELS: Mapping[str, int] = {
    "province": 3,
    "department": 2,
    "district": 2,
    "commune": 1,
    "school": 1,
    "unit": 1,
}
KNOWN = ("province", "department", "district", "commune", "school", "unit", OTHER)


def fold(text: str) -> str:
    """A text as it is compared: no accents, no case, đ as d, single spaces."""
    plain = unicodedata.normalize("NFC", text).casefold().replace("đ", "d")
    letters = unicodedata.normalize("NFD", plain)
    kept = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^\w\s]", " ", kept).split())


def group_of(office: str, site_kind: str | None = None) -> str:
    """The kind of agency of an office; a site of the same name knows better than the beginning of a name."""
    if site_kind:
        return _OF_SITES.get(site_kind, site_kind)
    # "Chánh Văn phòng, Sở Y tế": the agency is named last.
    for part in reversed(re.split(r"[,;–—-]", office)):
        name = fold(part)
        for beginning, group in _BEGINNINGS:
            if name == beginning or name.startswith(f"{beginning} "):
                return group
    return OTHER


def is_below(group: str, other: str) -> bool:
    """Whether agencies of a group stand below those of another for certain; of unknown ones nobody knows."""
    return group in _LEVELS and other in _LEVELS and _LEVELS[group] < _LEVELS[other]
