"""Sentences of attendance (see :mod:`server.messages`); the meeting core has its own."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: Mapping[str, Mapping[str, str]] = {
    "checkin.throttled": {
        "vi": "Nhập sai mã quá nhiều lần. Hãy xem lại mã trên màn hình hội trường và thử lại sau"
        " {retry_after_s} giây.",
        "en": "Too many wrong codes. Look at the hall's screen again and retry in {retry_after_s} seconds.",
    },
}
