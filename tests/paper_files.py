"""Files that people and attackers attach, made on the spot; each small, and each what its name here says."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib


def pdf(*words: str, pages: int = 1, box: str = "0 0 595 842") -> bytes:
    """A PDF of so many pages of a size, with a line on each."""
    said = words or ("A paper",)
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for number in range(pages):
        text = said[number % len(said)].replace("(", "").replace(")", "")
        stream = f"BT /F1 24 Tf 60 700 Td ({text}) Tj ET"
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Resources << /Font << /F1 << /Type /Font "
            f"/Subtype /Type1 /BaseFont /Helvetica >> >> >> /Contents {len(objects) + 2} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {pages} >>"
    return _file(objects)


def bomb(deep: int = 12) -> bytes:
    """A small PDF whose page asks for a drawing ten times, which asks for another ten times, and so on."""
    forms = []
    for level in range(deep):
        inside = "/F Do " * 10 if level < deep - 1 else "0 0 9 9 re f"
        into = f"/Resources << /XObject << /F {6 + level} 0 R >> >> " if level < deep - 1 else ""
        forms.append(
            f"<< /Type /XObject /Subtype /Form /BBox [0 0 500 500] {into}/Length {len(inside)} >>\n"
            f"stream\n{inside}\nendstream"
        )
    return _file([
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        ("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /F 5 0 R >> >> "
        "/Contents 4 0 R >>"),
        "<< /Length 5 >>\nstream\n/F Do\nendstream",
        *forms,
    ])  # fmt: skip


def _file(objects: list[str]) -> bytes:
    made, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(made))
        made += f"{number} 0 obj\n{one}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    return made + f"{end}startxref\n{len(made)}\n%%EOF\n".encode()


def png(width: int = 3, height: int = 2, *, rows: bool = True) -> bytes:
    """A grey PNG; without ``rows`` only its head says how large it is."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    body = zlib.compress((b"\0" + b"\x80" * width) * height) if rows else zlib.compress(b"\0")
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def packed(*names: str, mimetype: str = "") -> bytes:
    """A zip with these parts, each nearly empty; with the type by which OpenDocument files tell themselves."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        if mimetype:
            package.writestr(zipfile.ZipInfo("mimetype"), mimetype)
        for name in names:
            package.writestr(zipfile.ZipInfo(name), "<x/>")
    return file.getvalue()


def word() -> bytes:
    """A Word document, as far as can be told without reading it."""
    return packed("[Content_Types].xml", "word/document.xml")


def old_office(*streams: str) -> bytes:
    """A document of the older kind of Office with these streams."""
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 512
        + b"\0".join(one.encode("utf-16-le") for one in streams)
    )


def letter() -> bytes:
    """An e-mail as it is saved."""
    return b"From: priya@example.org\r\nSubject: Papers\r\nMIME-Version: 1.0\r\n\r\nPlease see.\r\n"
