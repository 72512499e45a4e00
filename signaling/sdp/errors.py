"""Refusals of session descriptions; each kind of malformation has its own stable code."""

from __future__ import annotations

from signaling.errors import BadDescription


class TooLarge(BadDescription):
    """More bytes than a description may have; nothing was parsed."""

    code = "sdp.too_large"


class TooManySections(BadDescription):
    """More m-lines than a description may have; nothing was parsed."""

    code = "sdp.too_many_sections"


class LineTooLong(BadDescription):
    """One line is longer than the cap."""

    code = "sdp.line_too_long"


class BadLine(BadDescription):
    """A line that is not `letter=value`, or an attribute with an impossible value."""

    code = "sdp.bad_line"


class BadSection(BadDescription):
    """An m-line that cannot be used: unknown kind, profile, port or payload list."""

    code = "sdp.bad_section"


class MissingMid(BadDescription):
    """A section without `a=mid`, or two with the same."""

    code = "sdp.missing_mid"


class MissingCredentials(BadDescription):
    """No ICE user fragment or password."""

    code = "sdp.missing_credentials"


class MissingFingerprint(BadDescription):
    """No usable DTLS fingerprint."""

    code = "sdp.missing_fingerprint"


class NotBundled(BadDescription):
    """Sections with different transports: everything must be one bundle."""

    code = "sdp.not_bundled"


class NoSections(BadDescription):
    """A description without a single m-line."""

    code = "sdp.no_sections"


class WrongSetup(BadDescription):
    """A DTLS role that leaves us no server role."""

    code = "sdp.wrong_setup"


class NotText(BadDescription):
    """Control characters where a text should be."""

    code = "sdp.not_text"
