"""What stands against a message is told by kind, whatever words the server found for it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from server.mail.reasons import WHYS, why

WORDS = Path(__file__).parents[3] / "web/src/i18n/mail.ts"


@pytest.mark.parametrize(
    ("reason", "kind"),
    [
        ("", ""),
        ("expired", "expired"),
        ("overtaken", "overtaken"),
        ("unsendable: link.revoked", "unsendable"),
        ("550 5.1.1 no such mailbox", "no_mailbox"),
        ("550 5.1.10 RESOLVER.ADR.RecipientNotFound", "no_mailbox"),
        ("550 no", "no_mailbox"),
        ("553 sorry, that domain is not in my list", "no_mailbox"),
        ("550 5.7.1 message looks like spam", "refused"),
        ("554 5.7.1 <x@gmail.com>: Relay access denied", "not_relayed"),
        ("454 4.7.1 <x@gmail.com>: Relay access denied", "not_relayed"),
        ("550 5.7.1 Unable to relay", "not_relayed"),
        ("552 5.2.2 mailbox full", "mailbox_full"),
        ("452 4.2.2 over quota", "mailbox_full"),
        ("552 5.3.4 message size exceeds fixed limit", "too_large"),
        ("552 too big", "too_large"),
        ("451 4.7.1 greylisted, come back", "later"),
        ("450 4.1.1 unverified address", "later"),
        ("450-4.2.1 try later", "later"),
        ("554 transaction failed", "refused"),
        ("530 5.7.0 authentication required", "sign_in"),
        ("SMTPAuthenticationError: (535, '5.7.8 bad')", "sign_in"),
        ("SMTPSenderRefused: (550, '5.7.1 sender rejected', 'a@b.vn')", "sender"),
        ("421 4.3.2 closing", "away"),
        ("SMTPConnectTimeoutError: timed out", "away"),
        ("SSLCertVerificationError: self-signed certificate", "away"),
    ],
)
def test_a_reason_is_of_a_kind(reason: str, kind: str) -> None:
    assert why(reason) == kind
    assert kind == "" or kind in WHYS


def test_every_kind_has_a_sentence_on_the_screen() -> None:
    assert set(re.findall(r"^  why_(\w+):", WORDS.read_text(), re.MULTILINE)) == set(WHYS) - {"overtaken"}
