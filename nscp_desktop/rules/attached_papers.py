"""Papers attached to an item: what may be attached, what kind it is by its content, and what it is called.

A name is only what somebody wrote; the first bytes and the parts inside say what a file is. PDF and pictures
open inside the program. Other kinds can be attached, and leave only as a copy. Whatever can run, hides other
files, or shows itself otherwise than it is, is refused with the reason.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from nscp_desktop.errors import Refused
from nscp_desktop.rules.paper_content import What, what_is
from nscp_desktop.rules.wording import counted, listed, quoted, shortened

MEGABYTE: Final = 1_000_000
LARGEST: Final = 20 * MEGABYTE
"""So many bytes may one paper have: every backup carries it along."""
MANY: Final = 150 * MEGABYTE
"""From so many bytes of papers in a store on, a backup takes several seconds."""
MOST_POINTS: Final = 50_000_000
"""So many points may a picture have that is opened inside; a phone's camera makes 12 to 48 million."""
TITLE_MOST: Final = 200
_NAME_MOST: Final = 120
_LONGEST: Final = 4_000


class PaperKind(StrEnum):
    """What an attached paper is, by its content."""

    PDF = "PDF"
    PICTURE = "picture"
    DOCUMENT = "document"
    SPREADSHEET = "spreadsheet"
    SLIDES = "slides"
    TEXT = "text"
    EMAIL = "e-mail"


OPENS: Final = frozenset({PaperKind.PDF, PaperKind.PICTURE})
"""Kinds that open inside the program; every other is only saved as a copy."""

_ENDINGS: Final = {
    What.PDF: (PaperKind.PDF, ("pdf",)),
    What.PNG: (PaperKind.PICTURE, ("png",)),
    What.JPEG: (PaperKind.PICTURE, ("jpg", "jpeg", "jpe", "jfif")),
    What.WORD: (PaperKind.DOCUMENT, ("docx",)),
    What.OLD_WORD: (PaperKind.DOCUMENT, ("doc",)),
    What.OPEN_TEXT: (PaperKind.DOCUMENT, ("odt",)),
    What.RICH_TEXT: (PaperKind.DOCUMENT, ("rtf", "doc")),
    What.EXCEL: (PaperKind.SPREADSHEET, ("xlsx",)),
    What.OLD_EXCEL: (PaperKind.SPREADSHEET, ("xls",)),
    What.OPEN_SHEET: (PaperKind.SPREADSHEET, ("ods",)),
    What.POWERPOINT: (PaperKind.SLIDES, ("pptx", "ppsx")),
    What.OLD_POWERPOINT: (PaperKind.SLIDES, ("ppt", "pps")),
    What.OPEN_SLIDES: (PaperKind.SLIDES, ("odp",)),
    What.PLAIN: (PaperKind.TEXT, ("txt", "csv", "md")),
    What.LETTER: (PaperKind.EMAIL, ("eml", "txt", "md")),
    What.OUTLOOK: (PaperKind.EMAIL, ("msg",)),
}
"""The kind of each content that may be attached, and the endings of names that say so, the usual one first."""
_SHOWN_BY_ITSELF: Final = frozenset({What.PDF, What.PNG, What.JPEG})
"""Content that is shown by this program itself, so that a wrong name does no harm: it gets the right one."""

_PROGRAM: Final = "is a program or a script. Those are never attached."
_ARCHIVE: Final = "is an archive: what is in it cannot be seen. Attach the papers in it one by one."
_WEB: Final = "is a web page. It can show what is not in it. Print it to PDF and attach that."
_MACROS: Final = "holds macros: small programs. Save it without them, or print it to PDF, and attach that."
_OTHER_PICTURE: Final = (
    "is a picture of a kind that is not shown here. Save it as PNG or JPEG and attach that."
)
_LOCKED: Final = (
    "is protected by a password, so nobody here could read it. Save it without one and attach that."
)
_UNKNOWN: Final = "is of a kind that is not attached. PDF, pictures (PNG, JPEG), Word, Excel, PowerPoint, text and e-mail can be."
_HIDING: Final = "holds another file inside. Print it to PDF and attach that."
_DAMAGED: Final = "is damaged: what is in it cannot be read. Ask for it again, or save it anew."

_REFUSED_CONTENT: Final = {
    What.PROGRAM: _PROGRAM,
    What.ARCHIVE: _ARCHIVE,
    What.WEB_PAGE: _WEB,
    What.MACROS: _MACROS,
    What.HIDING: _HIDING,
    What.OTHER_PICTURE: _OTHER_PICTURE,
    What.LOCKED: _LOCKED,
    What.DAMAGED: _DAMAGED,
}

_REFUSED_ENDINGS: Final = {
    **dict.fromkeys(
        listed(
            "exe com bat cmd ps1 psm1 vbs vbe js jse mjs ws wsf wsh msi msp mst msix appx scr pif cpl dll sys drv lnk "
            "reg inf scf url desktop jar class app apk deb rpm dmg pkg run sh bash zsh command py pyw pyz pl rb php "
            "hta chm gadget application ocx bin elf so dylib"
        ),
        _PROGRAM,
    ),
    **dict.fromkeys(
        listed("zip 7z rar gz tgz tar bz2 tbz xz zst cab arj lzh ace iso img vhd vhdx"), _ARCHIVE
    ),
    **dict.fromkeys(listed("html htm xhtml shtml mht mhtml svg svgz xml xsl xslt"), _WEB),
    **dict.fromkeys(listed("docm dotm xlsm xltm xlam xlsb pptm potm ppsm ppam sldm"), _MACROS),
    **dict.fromkeys(listed("gif bmp tif tiff webp heic heif avif ico psd raw dng"), _OTHER_PICTURE),
}
_NAMES: Final = {
    What.PDF: "a PDF",
    What.PNG: "a picture",
    What.JPEG: "a picture",
    What.PLAIN: "plain text",
    What.LETTER: "an e-mail",
    What.OUTLOOK: "an e-mail",
    What.UNKNOWN: "something else",
}
_OF_KIND: Final = {
    PaperKind.DOCUMENT: "a document",
    PaperKind.SPREADSHEET: "a spreadsheet",
    PaperKind.SLIDES: "a set of slides",
}

_RESERVED: Final = re.compile(
    r"(?:CON|PRN|AUX|NUL|CLOCK\$|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])(?:\.|$)", re.IGNORECASE
)
_UNSAFE: Final = re.compile(r'[<>:"/\\|?*]')
_JOINERS: Final = "\u200c\u200d"


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a file is: its kind, the title it gets, and its name, with the ending that its content asks for."""

    kind: PaperKind
    title: str
    file_name: str


@dataclass(frozen=True, slots=True)
class Look:
    """What showing a paper found out: its pages, or the size of a picture in points; ``locked`` by a password.

    All nothing: it could not be read.
    """

    pages: int = 0
    width: int = 0
    height: int = 0
    locked: bool = False


# -- what may be attached ----------------------------------------------------------------------------


def check_size(name: str, size: int) -> None:
    """Refuse (``Refused``) an empty file and one that is too large, by its size alone."""
    if size == 0:
        raise Refused(
            f"{called(name)} is empty: there is nothing in it. It may still be on its way from where it was "
            "saved. Nothing has been attached."
        )
    if size > LARGEST:
        raise Refused(
            f"{called(name)} has {size_words(size)}; a paper can have up to {size_words(LARGEST)}, because every "
            "backup carries it along. Save it smaller, or attach only the pages that are needed. Nothing has "
            "been attached."
        )


def recognised(name: str, content: bytes) -> Recognised:
    """What a file is by its content; ``name`` is its name where it came from.

    A PDF or a picture under a wrong name gets the right one. Refuses (``Refused``) what may not be attached,
    and any other file whose content is not what its name says.
    """
    check_size(name, len(content))
    ending = ending_of(name)
    if ending in _REFUSED_ENDINGS:
        raise _not_attached(name, _REFUSED_ENDINGS[ending])
    what = what_is(content)
    if what in _REFUSED_CONTENT:
        raise _not_attached(name, _REFUSED_CONTENT[what])
    says = next((found for found, (_kind, endings) in _ENDINGS.items() if ending in endings), None)
    kind, endings = _ENDINGS.get(what, (None, ()))
    if kind is None or (ending not in endings and what not in _SHOWN_BY_ITSELF):
        if says is None:
            raise _not_attached(name, _UNKNOWN)
        raise _not_attached(
            name,
            f"is called {_name(says)}, but what is in it is {_name(what)}. It may be damaged: ask for it again.",
        )
    title = title_of(name)
    return Recognised(kind, title, file_name(title, ending if ending in endings else endings[0]))


def check_look(name: str, kind: PaperKind, look: Look) -> None:
    """Refuse (``Refused``) a PDF or a picture that cannot be shown, with what is wrong with it."""
    if look.locked:
        raise _not_attached(name, _LOCKED)
    if kind is PaperKind.PDF and look.pages < 1:
        raise _not_attached(name, "has no page that can be shown. It may be damaged: ask for it again.")
    if kind is PaperKind.PICTURE:
        if look.width < 1 or look.height < 1:
            raise _not_attached(name, _DAMAGED)
        if look.width * look.height > MOST_POINTS:
            millions = look.width * look.height // 1_000_000
            raise _not_attached(
                name,
                f"has {millions:,} million points; up to {MOST_POINTS // 1_000_000} million are shown. Save it smaller.",
            )


def _not_attached(name: str, why: str) -> Refused:
    return Refused(f"{called(name)} {why} Nothing has been attached.")


def _name(what: What) -> str:
    return _NAMES.get(what) or _OF_KIND[_ENDINGS[what][0]]


# -- what it is called -------------------------------------------------------------------------------


def called(name: str) -> str:
    """A file's name as a sentence begins with it: quoted, and short."""
    return quoted(plain_name(name) or "That file", 60)


def plain_name(name: str) -> str:
    """The last part of a name, without what cannot be shown or turns the direction of text round."""
    # No system has longer names; of one that is, the ending counts.
    last = re.split(r"[/\\]", name)[-1][-_LONGEST:]
    shown = "".join(sign if _can_be_shown(sign) else " " for sign in last)
    return " ".join(shown.split())


def _can_be_shown(sign: str) -> bool:
    return sign in _JOINERS or not unicodedata.category(sign).startswith(("C", "Zl", "Zp"))


def ending_of(name: str) -> str:
    """The ending of a name in small letters, without its dot: "pdf"; empty when there is none."""
    _stem, dot, ending = plain_name(name).rstrip(". ").rpartition(".")
    return ending.strip().casefold() if dot else ""


def title_of(name: str) -> str:
    """The title a paper gets from its file's name; it can be changed."""
    plain = plain_name(name).rstrip(". ")
    stem, dot, ending = plain.rpartition(".")
    title = (
        (stem if dot and len(ending) <= 5 and not ending.isdigit() else plain).replace("_", " ").strip(". ")
    )
    return " ".join(title.split())[:TITLE_MOST].strip() or "Paper"


def file_name(title: str, ending: str) -> str:
    """A name for a file that every system takes: "Chronology of visits.pdf"."""
    plain = " ".join(_UNSAFE.sub(" ", plain_name(title.replace("/", " ").replace("\\", " "))).split())
    stem = shortened(plain[:_NAME_MOST]).strip(". ") or "Paper"
    return f"{'Paper ' if _RESERVED.match(stem) else ''}{stem}.{ending}"


def size_words(size: int) -> str:
    """A size as people say it: "640 bytes", "83 KB", "2.4 MB", "80 MB"."""
    if size < 1_000:
        return counted(size, "byte")
    if size < 999_500:
        return f"{round(size / 1_000)} KB"
    megabytes = size / MEGABYTE
    return f"{megabytes:.1f} MB" if megabytes < 10 and round(megabytes, 1) % 1 else f"{round(megabytes):,} MB"


def many_words(size: int) -> str:
    """A warning when a store's papers have grown so that backups take long, or nothing."""
    if size < MANY:
        return ""
    return (
        f"The attached papers have {size_words(size)} by now, and every backup carries them along. Remove those that "
        "are no longer needed."
    )
