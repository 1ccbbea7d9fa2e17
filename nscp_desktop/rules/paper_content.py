"""What a file is by what is in it: its first bytes, the names of its parts, and how its text begins.

Nothing is unpacked and nothing is followed; of an archive only the list of names is read.
"""

from __future__ import annotations

import io
import re
import zipfile
from enum import Enum, auto
from typing import Final


class What(Enum):
    """What a file is, or why it is none of what may be attached."""

    PDF = auto()
    PNG = auto()
    JPEG = auto()
    WORD = auto()
    OLD_WORD = auto()
    OPEN_TEXT = auto()
    RICH_TEXT = auto()
    EXCEL = auto()
    OLD_EXCEL = auto()
    OPEN_SHEET = auto()
    POWERPOINT = auto()
    OLD_POWERPOINT = auto()
    OPEN_SLIDES = auto()
    PLAIN = auto()
    LETTER = auto()
    OUTLOOK = auto()
    PROGRAM = auto()
    ARCHIVE = auto()
    WEB_PAGE = auto()
    MACROS = auto()
    HIDING = auto()
    OTHER_PICTURE = auto()
    LOCKED = auto()
    DAMAGED = auto()
    UNKNOWN = auto()


_BEGINS: Final = (
    (b"\x89PNG\r\n\x1a\n", What.PNG),
    (b"\xff\xd8\xff", What.JPEG),
    (b"\x7fELF", What.PROGRAM),
    (b"\xca\xfe\xba\xbe", What.PROGRAM),
    (b"\xfe\xed\xfa", What.PROGRAM),
    (b"\xcf\xfa\xed\xfe", What.PROGRAM),
    (b"\xce\xfa\xed\xfe", What.PROGRAM),
    (b"\x4c\x00\x00\x00\x01\x14\x02\x00", What.PROGRAM),
    (b"#!", What.PROGRAM),
    (b"Rar!", What.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", What.ARCHIVE),
    (b"\x1f\x8b", What.ARCHIVE),
    (b"BZh", What.ARCHIVE),
    (b"\xfd7zXZ", What.ARCHIVE),
    (b"\x28\xb5\x2f\xfd", What.ARCHIVE),
    (b"MSCF", What.ARCHIVE),
    (b"GIF8", What.OTHER_PICTURE),
    (b"II*\x00", What.OTHER_PICTURE),
    (b"MM\x00*", What.OTHER_PICTURE),
)
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF_WITHIN: Final = 1024
_PROGRAM_HEAD: Final = 64
_HEAD: Final = 8192
_WEB: Final = re.compile(
    rb"<!doctype\s+html|<html|<svg|<script|<body|<iframe|<\?xml|<!doctype\s+svg", re.IGNORECASE
)
_HEADER: Final = re.compile(rb"[!-9;-~]{1,60}:[ \t]?[^\r\n]*\r?\n")
_OF_A_LETTER: Final = re.compile(
    rb"^(?:from|received|return-path|mime-version|message-id):", re.IGNORECASE | re.MULTILINE
)
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_OPEN_DOCUMENTS: Final = {
    b"application/vnd.oasis.opendocument.text": What.OPEN_TEXT,
    b"application/vnd.oasis.opendocument.spreadsheet": What.OPEN_SHEET,
    b"application/vnd.oasis.opendocument.presentation": What.OPEN_SLIDES,
}
_LONGEST_TYPE: Final = 200
_OLD_PARTS: Final = (
    ("EncryptedPackage", What.LOCKED),
    ("_VBA_PROJECT", What.MACROS),
    ("__substg1.0_", What.OUTLOOK),
    ("WordDocument", What.OLD_WORD),
    ("PowerPoint Document", What.OLD_POWERPOINT),
    ("Workbook", What.OLD_EXCEL),
)


def what_is(content: bytes) -> What:
    """What ``content`` is; never raises, whatever is in it."""
    if content.startswith(b"%PDF-"):
        return What.PDF
    if content.startswith(b"MZ") and b"\0" in content[:_PROGRAM_HEAD]:
        return What.PROGRAM
    for begins, what in _BEGINS:
        if content.startswith(begins):
            return what
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(content)
    if content.startswith(_OLD_OFFICE):
        return _old_office(content)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return What.OTHER_PICTURE
    if _WEB.search(content[:_PDF_WITHIN]):
        return What.WEB_PAGE
    if b"%PDF-" in content[:_PDF_WITHIN]:
        return What.PDF
    if content.startswith(b"{\\rtf"):
        return What.HIDING if b"\\objdata" in content else What.RICH_TEXT
    return _text(content)


def _packed(content: bytes) -> What:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = [name.casefold() for name in package.namelist()]
            kind = _open_document(package, names)
    except (
        zipfile.BadZipFile,
        ValueError,
        OSError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        UnicodeError,
    ):
        return What.DAMAGED
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) or "activex/" in name for name in names):
        return What.MACROS
    if kind is not None:
        return What.MACROS if any(name.startswith(("basic/", "scripts/")) for name in names) else kind
    if "[content_types].xml" in names:
        for folder, what in (("word/", What.WORD), ("xl/", What.EXCEL), ("ppt/", What.POWERPOINT)):
            if any(name.startswith(folder) for name in names):
                return what
    return What.ARCHIVE


def _open_document(package: zipfile.ZipFile, names: list[str]) -> What | None:
    """What an OpenDocument file says it is; nothing where it is none."""
    if "mimetype" not in names or "content.xml" not in names:
        return None
    said = next(one for one in package.infolist() if one.filename.casefold() == "mimetype")
    # A name of a type is short: nothing longer is unpacked.
    if said.file_size > _LONGEST_TYPE or said.compress_size > _LONGEST_TYPE:
        return None
    return _OPEN_DOCUMENTS.get(package.read(said).strip())


def _old_office(content: bytes) -> What:
    """A document of the older kind, told by the names of its streams."""
    found = [what for name, what in _OLD_PARTS if name.encode("utf-16-le") in content]
    return found[0] if found else What.UNKNOWN


def _text(content: bytes) -> What:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            plain = content.decode("utf-16").encode("utf-8")
        except UnicodeError:
            return What.UNKNOWN
    else:
        plain = content.removeprefix(b"\xef\xbb\xbf")
    if _CONTROL.search(plain):
        return What.UNKNOWN
    if _WEB.search(plain[:_HEAD]):
        return What.WEB_PAGE
    head = re.split(rb"\r?\n\r?\n", plain[:_HEAD], maxsplit=1)[0] + b"\n"
    if _HEADER.match(head) and _OF_A_LETTER.search(head):
        return What.LETTER
    return What.PLAIN
