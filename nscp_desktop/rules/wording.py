"""Words as people type them: what a text field takes, and how words are compared and counted.

Two doors for typed text: :func:`line` for one line, :func:`note` for prose. Both keep every
letter as typed, right-to-left scripts included, and refuse only what could not be shown or
printed honestly: control characters, and the characters that turn the direction of text round
(U+202A to U+202E, U+2066 to U+2069), with which a name can be made to look like another.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from nscp_desktop.errors import Refused

LINE_MOST = 2_000
NOTE_MOST = 100_000
QUOTED_MOST = 80

_NEW_LINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNFIT_IN_LINE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\u2028\u2029]")
_UNFIT_IN_NOTE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

_HALF_CODE = re.compile(r"\[(?:U(?:\+[0-9A-F]{0,4})?)?$")

_DROPPED = "'\u2019\u2018\u02bc\u02bb\u201b`\u00b4\u2032\u00ad-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
# Letters that Unicode does not take apart into a plain letter and an accent.
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ı": "i"}
)
_DROPPING = str.maketrans(dict.fromkeys(_DROPPED, ""))


def line(text: str, what: str = "That line") -> str:
    """Give one line as it is to be kept, without spaces at its ends.

    Refuses (``Refused``) more than 2,000 characters, a line break inside, and control or
    direction characters. ``what`` begins the sentence, for a field with its own name.
    """
    kept = text.strip().removeprefix("\ufeff")
    _check_length(kept, LINE_MOST, what)
    found = _UNFIT_IN_LINE.search(kept)
    if found is not None:
        raise Refused(f"{what} {_unfit(found.group())} Take it out and try again. Nothing has been changed.")
    return kept


def note(text: str, what: str = "That note") -> str:
    """Give prose as it is to be kept: one sign for every line break, no white space after the last word.

    Refuses (``Refused``) more than 100,000 characters, and control or direction characters
    other than line breaks and tabs.
    """
    kept = in_lines(text).rstrip().removeprefix("\ufeff")
    _check_length(kept, NOTE_MOST, what)
    found = _UNFIT_IN_NOTE.search(kept)
    if found is not None:
        raise Refused(f"{what} {_unfit(found.group())} Take it out and try again. Nothing has been changed.")
    return kept


def in_lines(text: str) -> str:
    """Give prose with one sign for every kind of line break, form feeds and separators included."""
    return _NEW_LINES.sub("\n", text)


def _check_length(text: str, most: int, what: str) -> None:
    if len(text) > most:
        raise Refused(f"{what} has {len(text):,} characters; the most is {most:,}. Nothing has been changed.")


def _unfit(character: str) -> str:
    """Say what is wrong with one character, without showing it."""
    if character in "\n\r\x0b\x0c\x85\u2028\u2029":
        return "goes on over more than one line."
    if character == "\t":
        return "holds a tab."
    code = f"U+{ord(character):04X}"
    if character in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069":
        return f"holds a hidden character that turns the direction of the text ({code})."
    return f"holds a hidden character that cannot be shown or printed ({code})."


def quoted(text: str, most: int = QUOTED_MOST) -> str:
    """Give somebody's words as a sentence quotes them: “no such date”, “one[U+000A]two”, “word word…”.

    What :func:`line` refuses is shown as its code, and no more than ``most`` characters are quoted: a refusal
    must be readable however much was pasted.
    """
    begins = text.strip()[: most + 1]
    shown = _UNFIT_IN_LINE.sub(lambda found: f"[U+{ord(found.group()):04X}]", begins)
    if len(shown) <= most and len(begins) <= most:
        return f"“{shown}”"
    cut = shown[: most - 1]
    # A code is shown whole or not at all.
    return f"“{_HALF_CODE.sub('', cut).rstrip()}…”"


def bare(text: str) -> str:
    """Give text without accents and capitals; apostrophes, hyphens and white space stay as they are."""
    if text.isascii():
        return text.lower()
    letters = text
    # Twice: making capitals small can bring out a further accent (as in the Turkish dotted I).
    for _ in range(2):
        apart = unicodedata.normalize("NFKD", letters)
        letters = "".join(c for c in apart if not unicodedata.combining(c)).casefold().translate(_PLAIN)
    return letters


def fold(text: str) -> str:
    """Give the form in which words are searched and compared.

    Accents, apostrophes and hyphens are left out, capitals made small, runs of white space one
    space: "O'Dunmarrow" gives "odunmarrow", "Wójcik" "wojcik". Other scripts keep their letters.
    """
    return " ".join(bare(text).translate(_DROPPING).split())


@lru_cache(maxsize=4096)
def sort_key(name: str) -> tuple[str, str]:
    """Give the key by which names stand in a list: as folded, then as written, so no two orders exist."""
    return fold(name), name


def counted(number: int, one: str, many: str = "") -> str:
    """Give a number with its word in the singular or plural: "1 minute", "1,204 people".

    ``many`` is the plural where it is not ``one`` with an s.
    """
    return f"{number:,} {one if abs(number) == 1 else many or one + 's'}"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: where it stands, as typed, and stripped of the punctuation around it.

    ``low`` is small letters only, ``bare`` is folded as well.
    """

    start: int
    end: int
    typed: str
    low: str
    bare: str


PUNCTUATION = '.,;:!?()[]{}<>"“”…'
_WORD = re.compile(r"\S+")


def words_in(text: str, start: int = 0) -> tuple[Word, ...]:
    """Give the words of a text from a place on; a word is what stands between white space."""
    words = []
    for found in _WORD.finditer(text, start):
        typed = found.group()
        low = typed.strip(PUNCTUATION).casefold()
        words.append(Word(found.start(), found.end(), typed, low, fold(low)))
    return tuple(words)


def listed(words: str) -> frozenset[str]:
    """Give the words of a text as a set: how the word lists of the rules are written down."""
    return frozenset(words.split())


def shortened(stem: str, most: int = 200) -> str:
    """Give the beginning of a file's name that every system takes: they count bytes (255), not signs."""
    return stem.encode("utf-8", "ignore")[:most].decode("utf-8", "ignore").rstrip(" .")
