"""Sentences of secret polls (see :mod:`server.messages`)."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: Mapping[str, Mapping[str, str]] = {
    "ballot.malformed": {
        "vi": "Phiếu không đúng dạng.",
        "en": "The ballot cannot be read.",
    },
    "ballot.interrupted": {
        "vi": "Phiếu không đến đủ trong thời gian cho phép; xin gửi lại.",
        "en": "The ballot did not arrive whole in time; send it again.",
    },
    "ballot.bad_credential": {
        "vi": "Phiếu không có chứng thực hợp lệ nên không được nhận.",
        "en": "The ballot carries no valid credential and is not taken.",
    },
    "ballot.credential_taken": {
        "vi": "Quyền bỏ phiếu kín của chỗ ngồi này đã được nhận trên thiết bị khác.",
        "en": "The secret ballot of this seat was taken on another device.",
    },
    "ballot.superseded": {
        "vi": "Phiếu này đã được thay bằng phiếu mới hơn.",
        "en": "A newer ballot has taken the place of this one.",
    },
    "ballot.no_box": {
        "vi": "Hòm phiếu kín chưa dùng được; xin thử lại ngay.",
        "en": "The secret box cannot be used yet; try again in a moment.",
    },
    "ballot.throttled": {
        "vi": "Gửi phiếu không hợp lệ quá nhiều lần; hãy thử lại sau {retry_after_s} giây.",
        "en": "Too many invalid ballots; try again in {retry_after_s} seconds.",
    },
}
