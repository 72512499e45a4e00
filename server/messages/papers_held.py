"""Sentences of papers on the machines and of the search in them (see :mod:`server.messages`)."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: Mapping[str, Mapping[str, str]] = {
    "front.not_marker": {
        "vi": "Chỉ người đang trình chiếu hoặc đang phát biểu được vẽ lên trang.",
        "en": "Only who presents or has the floor may draw on the page.",
    },
    "front.other_page": {
        "vi": "Trang trình chiếu đã chuyển sang trang khác.",
        "en": "Another page is in front by now.",
    },
    "front.marks_full": {
        "vi": "Trang này đã kín nét vẽ. Hãy xóa bớt rồi vẽ tiếp.",
        "en": "This page is full of marks. Clear some of them first.",
    },
    "receipts.too_many": {
        "vi": "Chỗ ngồi này đã báo nhận tài liệu trên quá nhiều máy.",
        "en": "This seat has reported papers on too many machines.",
    },
    "search.words": {
        "vi": "Hãy nhập ít nhất {least} chữ cái hoặc chữ số để tìm.",
        "en": "Type at least {least} letters or figures to search for.",
    },
}
