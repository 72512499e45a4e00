"""What kind of thing stands against a message, out of the words of the server or of this one. Pure.

Of a mail server's answer the reply code says whether asking again helps, the enhanced status code (RFC 3463)
what it is about; servers that send none are told by code alone.
"""

from __future__ import annotations

import re

WHYS = (
    "expired",
    "overtaken",
    "unsendable",
    "no_mailbox",
    "mailbox_full",
    "too_large",
    "not_relayed",
    "sign_in",
    "sender",
    "later",
    "refused",
    "away",
)
"""Each has a sentence in the client, ``mail.why_…``."""
_ANSWER = re.compile(r"\A(\d{3})[ -](?:[245]\.(\d{1,3}\.\d{1,3})\b)?")
_SIGN_IN = frozenset({"530", "534", "535", "538"})
_ENHANCED = {
    **dict.fromkeys(("1.0", "1.1", "1.2", "1.3", "1.6", "1.10", "2.0", "2.1"), "no_mailbox"),
    "2.2": "mailbox_full",
    "2.3": "too_large",
    "3.4": "too_large",
}
_PLAIN = {"550": "no_mailbox", "551": "no_mailbox", "552": "too_large", "553": "no_mailbox"}


def why(reason: str) -> str:
    """One of `WHYS` for the reason kept with a message; empty for none."""
    if not reason or reason in ("expired", "overtaken"):
        return reason
    if reason.startswith("unsendable"):
        return "unsendable"
    answer = _ANSWER.match(reason)
    if answer is None:
        return _of_this_end(reason)
    code, about = answer[1], answer[2] or ""
    if code in _SIGN_IN:
        return "sign_in"
    if code == "421":
        return "away"
    if "relay" in reason.lower():
        return "not_relayed"
    found = _ENHANCED.get(about) if about else _PLAIN.get(code)
    # "Not now" about a mailbox that may be there is no more than that.
    if found is None or (found == "no_mailbox" and code.startswith("4")):
        return "refused" if code.startswith("5") else "later"
    return found


def _of_this_end(reason: str) -> str:
    """What was noted by the name of the failure here: before a recipient was named, or no answer at all."""
    if reason.startswith("SMTPSenderRefused"):
        return "sender"
    if reason.startswith("SMTPAuthentication"):
        return "sign_in"
    return "away"
