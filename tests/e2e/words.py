"""What is written on the screens that the tests press and read, in both languages, as a person reads it."""

from __future__ import annotations

VI, EN = 0, 1

WORDS: dict[str, tuple[str, str]] = {
    "other language": ("Tiếng Anh", "Vietnamese"),
    "check devices": ("Kiểm tra thiết bị", "Check devices"),
    "enter now": ("Vào họp", "Join"),
    "check title": ("Kiểm tra trước khi vào họp", "Check before joining"),
    "join": ("Vào phòng họp", "Join the meeting"),
    "path": ("Đường hình tiếng", "Media path"),
    "udp": ("UDP: đường tốt nhất cho hình và tiếng", "UDP: the best way for picture and sound"),
    "not started": ("Chưa bắt đầu", "Not started"),
    "line check": ("Kiểm tra đường truyền", "Line check"),
    "start line check": ("Kiểm tra đường truyền", "Start line check"),
    "open session": ("Khai mạc", "Open the session"),
    "in session": ("Đang họp", "In session"),
    "closed": ("Đã bế mạc", "Closed"),
    "recording": ("Đang ghi", "Recording"),
    "ask": ("Xin phát biểu", "Ask for the floor"),
    "topic": ("Nội dung xin phát biểu", "Topic"),
    "withdraw": ("Rút đăng ký", "Withdraw"),
    "end our turn": ("Kết thúc phát biểu", "End our turn"),
    "queue": ("Danh sách đăng ký phát biểu", "Waiting for the floor"),
    "speaking": ("Đang phát biểu", "Has the floor"),
    "grant": ("Mời", "Grant"),
    "end turn": ("Kết thúc lượt", "End turn"),
    "microphone closed": ("Micro đóng", "Microphone closed"),
    "microphone open": ("Micro đang mở", "Microphone open"),
    "asked": ("Đã xin phát biểu", "Asked for the floor"),
    "papers": ("Tài liệu cuộc họp", "Papers"),
    "own picture": ("Hình của điểm này", "This site’s picture"),
    "next page": ("Trang sau", "Next page"),
    "return": ("Về trang đang trình chiếu", "Back to the presenter"),
    "close": ("Bế mạc", "Close"),
    "close now": ("Bế mạc ngay", "Close now"),
    "your turn": ("Mời phát biểu qua micro hội trường", "Please speak into the hall’s microphone"),
    "play": ("Phát", "Play"),
    "pause": ("Tạm dừng", "Pause"),
    "line lost": ("Mất kết nối với máy chủ.", "Connection to the server lost."),
    "agenda": ("Chương trình", "Agenda"),
    "messages": ("Trao đổi", "Messages"),
    "write message": ("Viết tin nhắn…", "Write a message…"),
    "send": ("Gửi", "Send"),
    "conclusions": ("Kết luận", "Conclusions"),
    "prepare papers": ("Tài liệu", "Papers"),
    "director's desk": ("Mở bàn đạo diễn", "Open the director’s desk"),
    "dialogue": ("Đối thoại hai điểm", "Two sites in dialogue"),
    "page and chair": ("Trang và chủ trì", "Page and chair"),
    "find source": ("Tìm điểm cầu, người", "Find a site or a person"),
    "preview": ("Chuẩn bị", "Preview"),
    "take": ("Phát hình", "Take"),
    "text": ("Nội dung", "Text"),
    "to": ("Đến", "To"),
    "send to one": ("Gửi 1 màn hình", "Send to 1"),
    "this screen only": ("Chỉ màn hình này", "This screen only"),
    "second screen": ("Mở màn hình thứ hai", "Open a second screen"),
    "close second screen": ("Đóng màn hình thứ hai", "Close the second screen"),
    "faces only": ("Chỉ hình người", "Faces only"),
    "roll": ("Điểm danh", "Roll-call"),
    "delegates": ("Đại biểu", "Delegates"),
}


def page_of(page: int, pages: int, lang: int) -> str:
    """How a page's place is written."""
    return (f"Trang {page}/{pages}", f"Page {page} of {pages}")[lang]
