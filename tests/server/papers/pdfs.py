"""PDFs made by hand for the tests, small and large, whole and broken. Each is a few lines of ISO 32000."""

from __future__ import annotations

import hashlib


def pdf(
    pages: int = 1, *, text: str = "Trang", size: tuple[float, float] = (595, 842), extra: bytes = b""
) -> bytes:
    """A whole PDF with a line of text on every page."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * page} 0 R" for page in range(pages))
    objects.append(f"<< /Type /Pages /Count {pages} /Kids [{kids}] >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for page in range(pages):
        box = f"[0 0 {size[0]} {size[1]}]"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox {box} /Contents {5 + 2 * page} 0 R "
            "/Resources << /Font << /F 3 0 R >> >> >>".encode()
        )
        content = f"BT /F 24 Tf 72 700 Td ({text} {page + 1}) Tj ET".encode()
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    return assemble(objects, extra=extra)


def assemble(objects: list[bytes], *, trailer: bytes = b"", extra: bytes = b"") -> bytes:
    """Number the objects and write the cross-reference table."""
    out = bytearray(b"%PDF-1.4\n" + extra)
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer,
        start,
    )
    return bytes(out)


def encrypted() -> bytes:
    """A PDF that asks for a password nobody knows (standard security handler, revision 2)."""
    key = hashlib.sha256(b"owner").hexdigest().encode()
    user = hashlib.sha256(b"user").hexdigest().encode()
    return assemble(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
            b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (key, user),
        ],
        trailer=b"/Encrypt 4 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]",
    )


def padded(total: int) -> bytes:
    """A whole PDF of about `total` bytes."""
    return pdf(1, extra=b"%" + b"x" * total + b"\n")
