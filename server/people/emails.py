"""E-mail addresses as people type them, checked before they are stored. Pure: asks no name server."""

from __future__ import annotations

from server.errors import Invalid
from server.people.texts import one_line

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


def is_email(text: str) -> bool:
    """Whether the text is an address, or empty."""
    return not text or _normalised(text) is not None


def _normalised(text: str) -> str | None:
    from email_validator import EmailNotValidError, validate_email  # slow to load

    try:
        # Intranets have names the public network does not know; letters beyond ASCII need SMTPUTF8, which
        # most relays here do not speak.
        found = validate_email(
            text, check_deliverability=False, globally_deliverable=False, allow_smtputf8=False
        )
    except EmailNotValidError:
        return None
    return found.normalized if len(found.normalized) <= LENGTH else None
