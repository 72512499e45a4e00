"""Fields of commands and events: declared once as annotations, read strictly, written as JSON.

``read`` is for what came from outside: types, bounds, patterns and unknown fields are checked and text is
cleaned. ``load`` is for what we stored ourselves: shapes are checked but not bounds, so that a limit made
tighter later never makes an old log unreadable. Knows nothing about meetings.
"""

from __future__ import annotations

import dataclasses
import re
import types
import typing
from abc import ABC, abstractmethod
from collections.abc import Hashable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Annotated, Any, TypeVar, cast, get_args, get_origin, get_type_hints

from rooms.base.clock import from_iso, iso
from rooms.base.text import clean

T = TypeVar("T")
MAX_SAFE_INTEGER = 2**53 - 1  # RFC 8785 section 3.2.2.3: beyond it a JSON reader may round
# Times outside of these are typing errors; beyond the year 9999 no calendar could even add a duration.
EARLIEST, LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


class FieldError(ValueError):
    """A value does not fit its field. ``field`` is a dotted path, ``why`` a short stable word."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(f"{field}: {why}")
        self.field = field
        self.why = why


class Kind(ABC):
    """How one kind of value is read from JSON, loaded from the log and dumped to JSON."""

    @abstractmethod
    def read(self, value: object, where: str) -> object:
        """Check and convert a value from outside. Raises FieldError."""

    def load(self, value: object, where: str) -> object:
        """Convert a value of our own log. Raises FieldError when its type is wrong."""
        return self.read(value, where)

    def dump(self, value: object) -> object:
        """Return the JSON form."""
        return value


@dataclasses.dataclass(frozen=True, slots=True)
class Text(Kind):
    """Free text of at most ``longest`` characters after cleaning."""

    longest: int
    shortest: int = 0
    multiline: bool = False

    def read(self, value: object, where: str) -> str:
        """See Kind."""
        raw = self.load(value, where)
        if len(raw) > 4 * self.longest + 16:
            raise FieldError(where, "too_long")
        try:
            text = clean(raw, multiline=self.multiline)
        except ValueError as error:
            raise FieldError(where, "not_text") from error
        if len(text) > self.longest:
            raise FieldError(where, "too_long")
        if len(text) < self.shortest:
            raise FieldError(where, "empty")
        return text

    def load(self, value: object, where: str) -> str:
        """See Kind."""
        if not isinstance(value, str):
            raise FieldError(where, "not_text")
        return value


@dataclasses.dataclass(frozen=True, slots=True)
class Pattern(Kind):
    """A machine-made word that must match a regular expression as a whole (ASCII)."""

    expression: str

    def read(self, value: object, where: str) -> str:
        """See Kind."""
        word = self.load(value, where)
        if len(word) > 200 or not re.fullmatch(self.expression, word, re.ASCII):
            raise FieldError(where, "bad_pattern")
        return word

    def load(self, value: object, where: str) -> str:
        """See Kind."""
        if not isinstance(value, str):
            raise FieldError(where, "not_text")
        return value


@dataclasses.dataclass(frozen=True, slots=True)
class Whole(Kind):
    """A whole number between two bounds; true and 1.0 are not numbers here."""

    least: int = 0
    most: int = MAX_SAFE_INTEGER

    def read(self, value: object, where: str) -> int:
        """See Kind."""
        number = self.load(value, where)
        if not self.least <= number <= self.most:
            raise FieldError(where, "out_of_range")
        return number

    def load(self, value: object, where: str) -> int:
        """See Kind."""
        if not isinstance(value, int) or isinstance(value, bool):
            raise FieldError(where, "not_whole")
        return value


@dataclasses.dataclass(frozen=True, slots=True)
class OneOf(Kind):
    """One of a few words."""

    words: frozenset[str]

    def read(self, value: object, where: str) -> str:
        """See Kind."""
        if not isinstance(value, str) or value not in self.words:
            raise FieldError(where, "not_a_choice")
        return value


class _YesNo(Kind):
    def read(self, value: object, where: str) -> bool:
        if not isinstance(value, bool):
            raise FieldError(where, "not_yes_no")
        return value


class _Moment(Kind):
    def read(self, value: object, where: str) -> datetime:
        moment = self.load(value, where)
        if not EARLIEST <= moment <= LATEST:
            raise FieldError(where, "out_of_range")
        return moment

    def load(self, value: object, where: str) -> datetime:
        if not isinstance(value, str) or len(value) > 40:
            raise FieldError(where, "not_a_time")
        try:
            return from_iso(value)
        except (ValueError, OverflowError) as error:
            raise FieldError(where, "not_a_time") from error

    def dump(self, value: object) -> object:
        return iso(cast(datetime, value))


class _Day(Kind):
    def read(self, value: object, where: str) -> str:
        day = self.load(value, where)
        if day and not ("1900" <= day[:4] <= "2199" and _is_day(day)):
            raise FieldError(where, "not_a_date")
        return day

    def load(self, value: object, where: str) -> str:
        if not isinstance(value, str):
            raise FieldError(where, "not_a_date")
        return value


def _is_day(text: str) -> bool:
    """Whether this is a day of the calendar written YYYY-MM-DD (ISO 8601), and in no other of its forms."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


@dataclasses.dataclass(frozen=True, slots=True)
class _Maybe(Kind):
    kind: Kind

    def read(self, value: object, where: str) -> object:
        return None if value is None else self.kind.read(value, where)

    def load(self, value: object, where: str) -> object:
        return None if value is None else self.kind.load(value, where)

    def dump(self, value: object) -> object:
        return None if value is None else self.kind.dump(value)


@dataclasses.dataclass(frozen=True, slots=True)
class Many:
    """Annotation of a tuple: at most this many entries."""

    most: int


@dataclasses.dataclass(frozen=True, slots=True)
class _Each(Kind):
    kind: Kind
    most: int

    def read(self, value: object, where: str) -> object:
        if not isinstance(value, list | tuple):
            raise FieldError(where, "not_a_list")
        if len(value) > self.most:
            raise FieldError(where, "too_many")
        return tuple(self.kind.read(entry, f"{where}.{index}") for index, entry in enumerate(value))

    def load(self, value: object, where: str) -> object:
        if not isinstance(value, list | tuple):
            raise FieldError(where, "not_a_list")
        return tuple(self.kind.load(entry, f"{where}.{index}") for index, entry in enumerate(value))

    def dump(self, value: object) -> object:
        return [self.kind.dump(entry) for entry in cast(tuple[object, ...], value)]


@dataclasses.dataclass(frozen=True, slots=True)
class _Nested(Kind):
    shape: type

    def read(self, value: object, where: str) -> object:
        return read(self.shape, value, f"{where}.")

    def load(self, value: object, where: str) -> object:
        return load(self.shape, value, f"{where}.")

    def dump(self, value: object) -> object:
        return dump(value)


@dataclasses.dataclass(frozen=True, slots=True)
class Field:
    """One field of a shape: its name, kind, and whether it may be left out."""

    name: str
    kind: Kind
    required: bool


def _kind_of(hint: object) -> Kind:
    if hint is bool:
        return _YesNo()
    if hint is datetime:
        return _Moment()
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _Nested(hint)
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _annotated_kind(inner[0], inner[1])
    if origin in (types.UnionType, typing.Union):
        present = [entry for entry in inner if entry is not type(None)]
        if len(present) == 1 and len(inner) == 2:
            return _Maybe(_kind_of(present[0]))
    raise TypeError(f"no kind of field for {hint!r}")


def _annotated_kind(hint: object, note: object) -> Kind:
    if isinstance(note, Kind):
        return note
    if isinstance(note, Many) and get_origin(hint) is tuple:
        return _Each(_kind_of(get_args(hint)[0]), note.most)
    raise TypeError(f"no kind of field for {hint!r} with {note!r}")


@cache
def fields_of(shape: Hashable) -> tuple[Field, ...]:
    """Fields of a dataclass, in order. Raises TypeError if an annotation has no kind."""
    if not (isinstance(shape, type) and dataclasses.is_dataclass(shape)):
        raise TypeError(f"{shape!r} is not a dataclass")
    hints = get_type_hints(shape, include_extras=True)
    return tuple(
        Field(entry.name, _kind_of(hints[entry.name]), entry.default is dataclasses.MISSING)
        for entry in dataclasses.fields(shape)
    )


def read(shape: type[T], value: object, where: str = "") -> T:
    """Read an object from outside into a dataclass. Raises FieldError naming the first wrong field."""
    return _build(shape, value, where, strict=True)


def load(shape: type[T], value: object, where: str = "") -> T:
    """Read an object of our own log into a dataclass. Raises FieldError if the shape differs."""
    return _build(shape, value, where, strict=False)


def _build(shape: type[T], value: object, where: str, *, strict: bool) -> T:
    if not isinstance(value, Mapping):
        raise FieldError(where.rstrip(".") or ".", "not_an_object")
    fields = fields_of(cast(Hashable, shape))
    unknown = value.keys() - {field.name for field in fields}
    if unknown:
        raise FieldError(where + min(map(repr, unknown))[:60], "unknown_field")
    found: dict[str, object] = {}
    for field in fields:
        if field.name in value:
            convert = field.kind.read if strict else field.kind.load
            found[field.name] = convert(value[field.name], where + field.name)
        elif field.required:
            raise FieldError(where + field.name, "missing")
    return shape(**found)


def dump(value: object) -> dict[str, Any]:
    """JSON object of a dataclass made of fields."""
    return {
        field.name: field.kind.dump(getattr(value, field.name))
        for field in fields_of(cast(Hashable, type(value)))
    }


# The kinds that several subjects share.
Key = Annotated[str, Pattern(r"[\x21-\x7e]{1,100}")]
Ident = Annotated[str, Pattern(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")]
MeetingId = Annotated[str, Pattern(r"[a-z0-9-]{1,40}")]
SiteCode = Annotated[str, Pattern(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")]
Seat = Annotated[str, Pattern(r"(site|officer|delegate|observer)-[A-Za-z0-9][A-Za-z0-9._-]{0,63}")]
OfficerSeat = Annotated[str, Pattern(r"officer-[A-Za-z0-9][A-Za-z0-9._-]{0,63}")]
Name = Annotated[str, Text(200, shortest=1)]
Office = Annotated[str, Text(200)]
Title = Annotated[str, Text(300, shortest=1)]
Topic = Annotated[str, Text(300)]
Reason = Annotated[str, Text(300)]
Day = Annotated[str, _Day()]
"""A day, or "" for none."""
PlannedSeconds = Annotated[int, Whole(0, 7 * 24 * 3600)]
Position = Annotated[int, Whole(0, 1000)]
