"""Makes the demonstration's paper, a PDF of several pages in Vietnamese. A program of its own: laying out
needs a library the server need not keep in memory.

``python -m server.demo_paper FILE``
"""

from __future__ import annotations

import html
import sys
from pathlib import Path

from weasyprint import HTML

_STYLE = """
@page { size: A4 landscape; margin: 18mm 20mm; @bottom-right { content: counter(page) ' / ' counter(pages);
  font-size: 10pt; color: #555 } }
body { font-family: 'Times New Roman', 'Liberation Serif', 'Noto Serif', serif; font-size: 17pt;
  line-height: 1.4; color: #1b1b1b }
section { break-after: page } section:last-child { break-after: auto }
h1 { font-size: 34pt; margin: 22mm 0 6mm; text-align: center; color: #8c1515 }
h2 { font-size: 25pt; color: #8c1515; border-bottom: 1.5pt solid #8c1515; padding-bottom: 2mm }
p.head { text-align: center; font-size: 14pt; margin: 0 } p.sub { text-align: center; font-size: 18pt }
table { border-collapse: collapse; width: 100% } th, td { border: 0.6pt solid #777; padding: 2mm 4mm }
th { background: #f1e6d8 } td.n { text-align: right }
"""
_FIGURES = (
    ("Thu ngân sách trên địa bàn (tỷ đồng)", "1.182", "1.240", "104,9 %"),
    ("Giải ngân vốn đầu tư công", "61,0 %", "58,4 %", "95,7 %"),
    ("Diện tích lúa đã thu hoạch (ha)", "78.500", "79.120", "100,8 %"),
    ("Hồ sơ giải quyết đúng hạn", "97,0 %", "98,2 %", "101,2 %"),
    ("Xã đạt chuẩn nông thôn mới", "212", "214", "100,9 %"),
)
_PAGES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "1. Kết quả nổi bật trong tháng",
        (
            "Sản xuất vụ hè thu hoàn thành sớm hơn kế hoạch; dịch bệnh trên gia súc được khống chế.",
            "Thu ngân sách tăng 4,9 % so với kế hoạch tháng; ba huyện miền núi còn thấp.",
            "Hệ thống giao ban trực tuyến nối 24 điểm cầu; hội nghị không dùng giấy.",
        ),
    ),
    (
        "3. Khó khăn, tồn tại",
        (
            "Giải ngân vốn đầu tư công chậm ở các dự án vướng giải phóng mặt bằng.",
            "Đường giao thông tại các xã biên giới hư hỏng sau mưa lũ, chưa khắc phục xong.",
            "Một số đơn vị gửi báo cáo chậm, số liệu chưa thống nhất.",
        ),
    ),
    (
        "4. Nhiệm vụ trọng tâm tháng tới",
        (
            "Rà soát phương án phòng, chống thiên tai; bảo đảm lương thực, thuốc men tại chỗ.",
            "Đôn đốc giải ngân; giao ban chuyên đề với các chủ đầu tư vào tuần thứ hai.",
            "Chuẩn bị sơ kết công tác cải cách hành chính.",
        ),
    ),
    (
        "5. Kiến nghị",
        (
            "Đề nghị các sở, ngành trả lời kiến nghị của huyện trong 5 ngày làm việc.",
            "Đề nghị các điểm cầu kiểm tra đường truyền trước giờ họp 60 phút.",
        ),
    ),
)


def page() -> str:
    """The paper as HTML."""
    parts = [_cover(), _list(*_PAGES[0]), _table(), *(_list(*entry) for entry in _PAGES[1:])]
    return f"<html lang=vi><head><style>{_STYLE}</style></head><body>{''.join(parts)}</body></html>"


def _cover() -> str:
    return (
        "<section><p class=head>ỦY BAN NHÂN DÂN TỈNH</p><p class=head>VĂN PHÒNG</p>"
        "<h1>BÁO CÁO<br>Tình hình kinh tế – xã hội tháng và nhiệm vụ tháng tới</h1>"
        "<p class=sub>Tài liệu phiên giao ban trực tuyến 24 điểm cầu</p>"
        "<p class=sub>(Tài liệu trình diễn, số liệu không có thật)</p></section>"
    )


def _list(title: str, lines: tuple[str, ...]) -> str:
    items = "".join(f"<li>{html.escape(line)}</li>" for line in lines)
    return f"<section><h2>{html.escape(title)}</h2><ul>{items}</ul></section>"


def _table() -> str:
    rows = "".join(
        "<tr><td>{}</td>{}</tr>".format(
            html.escape(name), "".join(f"<td class=n>{html.escape(value)}</td>" for value in values)
        )
        for name, *values in _FIGURES
    )
    head = "<tr><th>Chỉ tiêu</th><th>Kế hoạch</th><th>Thực hiện</th><th>Đạt</th></tr>"
    return f"<section><h2>2. Một số chỉ tiêu chủ yếu</h2><table>{head}{rows}</table></section>"


def main() -> None:
    """Write the file named on the command line."""
    HTML(string=page()).write_pdf(Path(sys.argv[1]))


if __name__ == "__main__":
    main()
