"""E-mail addresses as people type them, checked before they are stored. Pure: asks no name server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.errors import Invalid
from server.people.texts import one_line

if TYPE_CHECKING:
    from email_validator import ValidatedEmail

LENGTH = 254


def clean_email(text: str) -> str:
    """The address in its normal form, or an empty text for none. Raises Invalid ``email.bad``."""
    text = text.strip()
    if not text:
        return ""
    found = _normalised(text)
    if found is None:
        raise Invalid("email.bad", email=one_line(text, 80))
    return found


def on_the_wire(email: str) -> str:
    """The address as every mail server takes it: a domain in other letters than ASCII's as IDNA has it.

    Raises ValueError for an address that has no such form.
    """
    found = _validated(email)
    if found is None or found.ascii_email is None:
        raise ValueError("an address that is none in ASCII")
    return found.ascii_email


def is_email(text: str) -> bool:
    """Whether the text is an address, or empty."""
    return not text or _normalised(text) is not None


def _normalised(text: str) -> str | None:
    found = _validated(text)
    if found is None or len(found.normalized) > LENGTH or len(found.ascii_email or "") > LENGTH:
        return None
    return found.normalized


def _validated(text: str) -> ValidatedEmail | None:
    from email_validator import EmailNotValidError, validate_email  # slow to load

    try:
        # Intranets have names the public network does not know; letters beyond ASCII before the @ need
        # SMTPUTF8, which most relays here do not speak.
        return validate_email(
            text, check_deliverability=False, globally_deliverable=False, allow_smtputf8=False
        )
    except EmailNotValidError:
        return None
