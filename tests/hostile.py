"""Texts that people, spreadsheets and attackers put into fields, and whether a field may take them.

A line is one line of at most 2,000 characters; a note has line breaks and at most 100,000. What may stand in
either is kept, shown and printed exactly as typed; everything else is refused with a sentence. This table is
written by hand from what was promised, so that it does not repeat the program's own idea of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Typed:
    """A text, by what is the matter with it; ``line`` and ``note`` say where it may stand.

    ``blank`` has nothing in it that can be seen: a field that needs words may refuse it.
    """

    name: str
    text: str
    line: bool = True
    note: bool = True
    blank: bool = False

    def __repr__(self) -> str:
        return self.name


_MARKUP: Final = (
    Typed("bold", "<b>urgent</b> note"),
    Typed("picture of this machine", '<img src="file:///etc/hostname" width=10 height=10>'),
    Typed("picture elsewhere", '<img src="http://127.0.0.1:9/leak">'),
    Typed("closing a paragraph", "see </para> and </b> here"),
    Typed("evaluated colour", "<font color=\"[[[getattr(pow, Word('__globals__'))]]]\">x</font>"),
    Typed("link", '<a href="javascript:alert(1)">x</a>'),
    Typed("on draw", '<onDraw name="os.system" label="x"/>'),
    Typed("comment", "<!-- hidden --> ]]> <![CDATA[x"),
    Typed("smaller than", "age <5 years & R&D <Smith>"),
    Typed("entities", "&lol; &#0; &#x110000; &amp;amp; &nbsp"),
    Typed("mnemonics", "&File && &&& Help&"),
    Typed("of a PDF", r"(a) \) \\ ) Tj ET /F1 999 Tf (b"),
)
_SCRIPTS: Final = (
    Typed("Hebrew", "שלום עולם"),
    Typed("Arabic in English", "met مرحبا بالعالم today (3)"),
    Typed("marks of direction", "a\u200eb\u200fc\u061cd"),
    Typed("many scripts", "Zoë Ελένη Зоряна Nguyễn 王小明 ไทย हिन्दी"),
    Typed("emoji", "🙂 👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 👍🏽"),
    Typed("zero width", "a\u200bb\u200cc\u200dd\u2060e"),
    Typed("only zero width", "\u200b\u200d\u2060", blank=True),
    Typed("combining tower", "Z" + "\u0301\u0302\u0303\u0316" * 60 + " end"),
    Typed("private and unassigned", "a\ue000b\U000e0fffc\ufffc"),
    Typed("accents apart", "Cafe\u0301 Wo\u0301jcik"),
    Typed("wide spaces", "one\u00a0two\u2003three\u3000four"),
)
_CODE: Final = (
    Typed("spreadsheet call", "=cmd|'/c calc'!A1"),
    Typed("spreadsheet sum", "+SUM(1+1)*cmd"),
    Typed("spreadsheet at", '@HYPERLINK("http://x")'),
    Typed("format", "{} {0.__class__} %s %(x)s %n ${HOME} `id` $(id)"),
    Typed("SQL", "'; DROP TABLE person; -- \" OR 1=1 /*"),
    Typed("SQL pattern", "100% _ \\_ [a-z]*?"),
    Typed("JSON", '"}],"removed":true,"x":[{"'),
    Typed("nothing said", "None null NaN undefined"),
    Typed("path up", "../../../etc/passwd"),
    Typed("path of Windows", r"C:\con\..\aux.txt:stream"),
    Typed("address of a file", "file:///etc/hostname"),
    Typed("quotation marks", "“'ʼ`\"„ O'Dunmarrow’s"),
)
_HIDDEN: Final = (
    Typed("NUL", "a\x00b", line=False, note=False),
    Typed("bell and escape", "a\x07b\x1b[31mred", line=False, note=False),
    Typed("delete", "a\x7fb", line=False, note=False),
    Typed("C1", "a\x9bb\x90c", line=False, note=False),
    Typed("backspaces", "safe\x08\x08\x08\x08evil", line=False, note=False),
    Typed("override", "abc\u202ecod.exe", line=False, note=False),
    Typed("embedding", "a\u202ab\u202cc", line=False, note=False),
    Typed("isolate", "a\u2066b\u2069c", line=False, note=False),
    Typed("lone high surrogate", "a\ud800b", line=False, note=False),
    Typed("lone low surrogate", "a\udc00b", line=False, note=False),
    Typed("surrogates the wrong way", "\udc00\ud800 x", line=False, note=False),
)
_BROKEN: Final = (
    Typed("two lines", "one\ntwo", line=False),
    Typed("carriage return", "one\r\ntwo", line=False),
    Typed("tab", "one\ttwo", line=False),
    Typed("separator", "one\u2028two\u2029three", line=False),
    Typed("next line and form feed", "one\x85two\x0cthree", line=False),
)
_LONG: Final = (
    Typed("a full line", "x" * 2_000),
    Typed("a full line of emoji", "🙂" * 2_000),
    Typed("one too many for a line", "x" * 2_001, line=False),
    Typed("a full note", "word " * 19_999 + "words", line=False),
    Typed("a full note of one word", "x" * 100_000, line=False),
    Typed("one too many for a note", "x" * 100_001, line=False, note=False),
    Typed("twice a note", "y" * 200_000, line=False, note=False),
    Typed("two megabytes", "word " * 400_000, line=False, note=False),
)
_EMPTY: Final = (
    Typed("nothing", "", blank=True),
    Typed("spaces", "   \u00a0 \u2003", blank=True),
)

SHORT: Final = (*_MARKUP, *_SCRIPTS, *_CODE)
"""What may stand anywhere."""
TEXTS: Final = (*SHORT, *_HIDDEN, *_BROKEN, *_LONG, *_EMPTY)
"""Every text of the table."""
UNFIT: Final = (*_HIDDEN, *_BROKEN, *_LONG[2:])
"""What at least a line may not hold."""


def as_line(text: str) -> str:
    """A text as a line keeps it: without white space at its ends."""
    return text.strip()


def as_note(text: str) -> str:
    """A text as a note keeps it: one sign for a line break, nothing after the last word."""
    for ending in ("\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"):
        text = text.replace(ending, "\n")
    return text.rstrip()


def is_sentence(said: str) -> bool:
    """Whether a refusal can be read: short, ended, and without what it refuses to show."""
    hidden = set(map(chr, (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))))
    clean = not hidden & set(said) and _encodes(said)
    return clean and said.endswith((".", "?")) and said[:1] == said[:1].upper() and 10 < len(said) <= 500


def _encodes(said: str) -> bool:
    try:
        said.encode()
    except UnicodeEncodeError:
        return False
    return True
