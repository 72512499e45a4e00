"""Sentences of private notes (see :mod:`server.messages`)."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: Mapping[str, Mapping[str, str]] = {
    "notes.locked": {
        "vi": "Ghi chú riêng chưa mở được trong lần đăng nhập này.",
        "en": "Private notes are locked in this sign-in.",
    },
    "notes.not_yours": {
        "vi": "Máy của điểm cầu và người theo dõi không có ghi chú riêng.",
        "en": "Halls' machines and observers have no private notes.",
    },
    "notes.wrong_password": {
        "vi": "Mật khẩu không đúng nên ghi chú riêng chưa mở được.",
        "en": "The password is wrong, so the private notes stay locked.",
    },
    "notes.wrong_code": {
        "vi": "Mã mở ghi chú không đúng; còn được thử {tries_left} lần.",
        "en": "The code for the notes is wrong; {tries_left} tries are left.",
    },
    "notes.code_ended": {
        "vi": "Mã mở ghi chú đã được dùng hoặc đã hết hiệu lực. Hãy tạo mã mới ở thiết bị đang mở ghi chú.",
        "en": "The code for the notes was used or has ended. Make a new one where they are open.",
    },
    "notes.still_opens": {
        "vi": "Ghi chú vẫn còn mở được bằng mật khẩu hoặc từ thiết bị khác nên không bỏ ở đây được.",
        "en": "The notes still open by the password or on another device, so they are not given up here.",
    },
    "notes.would_be_lost": {
        "vi": "Ghi chú riêng đang mở trên thiết bị khác và sẽ mất nếu đặt mật khẩu ở đây. Hãy đặt mật khẩu "
        "trên thiết bị đó, hoặc mở ghi chú ở đây bằng mã trước.",
        "en": "Private notes are open on another device and would be lost if the password were set here. "
        "Set it on that device, or open the notes here by a code first.",
    },
    "notes.other_key": {
        "vi": "Ghi chú này được mã hóa bằng khóa cũ đã bỏ nên không được lưu. Hãy mở lại ghi chú riêng.",
        "en": "This note is encrypted with a key that was given up and is not kept. Open the notes again.",
    },
    "notes.changed_elsewhere": {
        "vi": "Ghi chú này đã được sửa trên thiết bị khác.",
        "en": "This note was changed on another device.",
    },
    "notes.not_found": {"vi": "Không có ghi chú này.", "en": "There is no such note."},
    "notes.malformed": {
        "vi": "Nội dung ghi chú đã mã hóa không đúng dạng.",
        "en": "The encrypted note cannot be read as one.",
    },
    "notes.too_large": {
        "vi": "Ghi chú quá dài: tối đa {limit_kib} KiB sau khi mã hóa.",
        "en": "The note is too long: at most {limit_kib} KiB once encrypted.",
    },
    "notes.too_many": {
        "vi": "Cuộc họp này đã có đủ {limit} ghi chú riêng của quý vị; hãy xóa bớt.",
        "en": "You have as many private notes in this meeting as it takes ({limit}); delete some.",
    },
}
