"""The one door for people's words on their way to paper.

Nothing a person typed is ever handed to a parser: a text becomes stretches of letters, each with a face
that has them, and those are drawn letter by letter. Markup, entities and formulas are so many letters.
A character that no bundled face has is printed as its code, and the paper lists it at its end.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from nscp_desktop.documents.fonts import Face, Faces

# No ink, and no effect on the order of letters: soft hyphen, joiners, marks of direction, variants.
_WITHOUT_INK = dict.fromkeys(
    (0xAD, 0x61C, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0xFE00, 0xFE10))
)
_LINE_ENDS = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_TYPED = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
NO_BREAK = "\u00a0"


class Stretch(NamedTuple):
    """Letters that one face prints."""

    face: Face
    letters: str


class Spelling:
    """Spells texts in the bundled faces and remembers which characters it printed as codes."""

    def __init__(self, faces: Faces) -> None:
        """Begin with nothing to list."""
        self._faces = faces
        self._codes: dict[str, None] = {}

    @property
    def codes(self) -> tuple[str, ...]:
        """The characters printed as their code so far, in order of their numbers."""
        return tuple(sorted(self._codes))

    def plain(self, text: str, *, strong: bool = False) -> list[Stretch]:
        """A line of text as stretches, in order; a tab and every wide space are a space.

        The text must hold no line ends (see :func:`hard_lines`). Never refuses: what cannot be
        printed comes out as its code, such as "[U+1F642]".
        """
        faces = self._faces.strong if strong else self._faces.regular
        first = faces[0]
        if text.isascii() and text.isprintable():
            return [Stretch(first, text)]
        text = unicodedata.normalize("NFC", text).translate(_WITHOUT_INK)
        if first.letters.issuperset(text) and not _TYPED.search(text):
            return [Stretch(first, text)]
        return self._letter_by_letter(text, faces)

    def shown(self, text: str) -> str:
        """The text as it is printed, for titles and bookmarks."""
        return " ".join("".join(stretch.letters for stretch in self.plain(line)) for line in hard_lines(text))

    def _letter_by_letter(self, text: str, faces: tuple[Face, ...]) -> list[Stretch]:
        stretches: list[Stretch] = []
        letters: list[str] = []
        current = faces[0]
        for letter in text:
            face, printed = self._printed(letter, faces)
            if face is not current and letters:
                stretches.append(Stretch(current, "".join(letters)))
                letters = []
            current = face
            letters.append(printed)
        return [*stretches, Stretch(current, "".join(letters))]

    def _printed(self, letter: str, faces: tuple[Face, ...]) -> tuple[Face, str]:
        category = unicodedata.category(letter)
        if letter == "\t" or (category == "Zs" and letter != NO_BREAK):
            return faces[0], " "
        if category not in {"Cc", "Cf", "Cs"}:
            for face in faces:
                if letter in face.letters:
                    return face, letter
        self._codes[letter] = None
        return faces[0], code(letter)


def code(letter: str) -> str:
    """A character by its number: "[U+1F642]"."""
    return f"[U+{ord(letter):04X}]"


def named(letter: str) -> str:
    """A character by its number and, where it has one, its name in small letters."""
    return f"{code(letter)} {unicodedata.name(letter, '').lower()}".strip()


def hard_lines(text: str) -> list[str]:
    """The lines of a text by its line ends of any kind."""
    return _LINE_ENDS.split(text)
