"""What a line typed in a meeting is understood against, and what it becomes.

The grammar itself is in :mod:`nscp_desktop.rules.capture`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache

from nscp_desktop.rules.body_words import in_full
from nscp_desktop.rules.days import Days, Named, spoken
from nscp_desktop.rules.names import Directory, Known, words_of
from nscp_desktop.rules.wording import fold


class Kind(StrEnum):
    """What a line is."""

    ACTION = "action"
    DECISION = "decision"
    OUTCOME = "outcome"
    CHALLENGE = "challenge"
    YOUTH_BOARD = "youth board"
    NOTE = "note"


A_KIND = {
    Kind.ACTION: "an action",
    Kind.DECISION: "a decision",
    Kind.OUTCOME: "an outcome",
    Kind.CHALLENGE: "a challenge",
    Kind.YOUTH_BOARD: "a line to the youth board",
    Kind.NOTE: "a note",
}


class OwnerKind(StrEnum):
    """Who answers for an action."""

    PERSON = "person"
    ORGANISATION = "organisation"
    EVERY = "every organisation"
    TOGETHER = "together"
    NSCP = "NSCP"
    CO_CHAIRS = "co-chairs"


class Gap(StrEnum):
    """What an action still needs; all but ``NOT_HERE`` and ``NO_WORDS`` are read back."""

    NO_OWNER = "no owner"
    WHICH_OWNER = "which owner"
    NO_DATE = "no date"
    WHICH_DATE = "which date"
    NOT_SAID = "next meeting (not said)"
    NOT_HERE = "not here: who tells them?"
    NO_WORDS = "no words"


class Part(StrEnum):
    """What a word of the line was taken for; every word is in exactly one part."""

    KIND = "kind"
    TEXT = "text"
    OWNER = "owner"
    DUE = "due"
    THEME = "theme"
    REASON = "reason"
    RAISED_TO = "raised to"


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation as far as naming it goes; ``in_group`` has a seat in this group."""

    organisation_id: str
    name: str
    short: str = ""
    sector: str = ""
    in_group: bool = True


@dataclass(frozen=True, slots=True)
class Group:
    """A group that can be named as a partner."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme of the workplan, named by a # and the beginning of its code, name or an alias."""

    theme_id: str
    name: str
    code: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Owner:
    """An owner as understood, ``here`` False for somebody away; ``organisation`` is a person's."""

    kind: OwnerKind
    label: str
    person_id: str = ""
    organisation_id: str = ""
    group_code: str = ""
    here: bool = True
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of the typed line and what it was taken for: characters ``start`` to before ``end``."""

    part: Part
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing understood, as shown under the line; ``open`` waits for an answer."""

    part: Part
    words: str
    open: bool = False


@dataclass(frozen=True, slots=True)
class _Plate:
    """The folded names of an organisation, a group or a theme."""

    whole: frozenset[str]
    words: frozenset[str]
    sector: str = ""


@lru_cache(maxsize=2048)
def _plate(names: tuple[str, ...], sector: str = "") -> _Plate:
    kept = [name for name in names if name]
    words = frozenset(word for name in (*kept, sector) for word in words_of(name.replace("-", " ")))
    return _Plate(frozenset(" ".join(words_of(name)) for name in kept), words, " ".join(words_of(sector)))


@dataclass(frozen=True, slots=True)
class CaptureContext:
    """What the words of a line can mean in this meeting; made once and used at every key.

    ``partnership`` are the names by which the partnership itself is asked, the one to show first;
    ``co_chairs`` the ids of those of this group, so that "chair to ..." asks which; ``me`` is who types.
    """

    days: Days
    people: Directory
    organisations: tuple[Organisation, ...] = ()
    groups: tuple[Group, ...] = ()
    themes: tuple[Theme, ...] = ()
    partnership: tuple[str, ...] = ("NSCP",)
    co_chairs: tuple[str, ...] = ()
    me: str = ""
    _organisations: tuple[_Plate, ...] = field(init=False, repr=False, compare=False)
    _groups: tuple[_Plate, ...] = field(init=False, repr=False, compare=False)
    _themes: tuple[_Plate, ...] = field(init=False, repr=False, compare=False)
    _partnership: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Fold every name once."""
        plates = tuple(_plate((one.name, one.short), one.sector) for one in self.organisations)
        object.__setattr__(self, "_organisations", plates)
        groups = tuple(_plate((one.name, one.code, *one.aliases)) for one in self.groups)
        object.__setattr__(self, "_groups", groups)
        themes = tuple(_plate((one.name, one.code, *one.aliases)) for one in self.themes)
        object.__setattr__(self, "_themes", themes)
        object.__setattr__(self, "_partnership", _plate(self.partnership).whole)

    def organisations_named(self, words: Sequence[str], *, whole: bool = False) -> tuple[Organisation, ...]:
        """Give the organisations that folded words name equally well, those of the group first.

        A name in full before a sector, before whole words, before beginnings of words; ``whole``
        leaves beginnings out. What the field shortens is written out where it is nobody's own name.
        """
        written = in_full(words)
        named = self._organisations_fitting(words, whole=whole or written != tuple(words))
        return named or (self._organisations_fitting(written, whole=whole) if written != tuple(words) else ())

    def _organisations_fitting(self, words: Sequence[str], *, whole: bool) -> tuple[Organisation, ...]:
        ranked: dict[tuple[bool, int], list[Organisation]] = {}
        for one, plate in zip(self.organisations, self._organisations, strict=True):
            fit = _fit(words, plate)
            if fit is not None and not (whole and fit == _BEGINNINGS):
                ranked.setdefault((not one.in_group, fit), []).append(one)
        return tuple(ranked[min(ranked)]) if ranked else ()

    def group_named(self, words: Sequence[str]) -> Group | None:
        """Give the one group that folded words name, or None."""
        ranked: dict[int, list[Group]] = {}
        for one, plate in zip(self.groups, self._groups, strict=True):
            fit = _fit(words, plate)
            if fit is not None:
                ranked.setdefault(fit, []).append(one)
        best = ranked[min(ranked)] if ranked else []
        return best[0] if len(best) == 1 else None

    def themes_named(self, tag: str) -> tuple[Theme, ...]:
        """Give the themes that the word after a # names equally well: whole names, then beginnings."""
        asked = fold(tag).replace(" ", "")
        ranked: dict[int, list[Theme]] = {}
        for one, plate in zip(self.themes, self._themes, strict=True):
            joined = {name.replace(" ", "") for name in plate.whole}
            if asked in joined:
                ranked.setdefault(0, []).append(one)
            elif len(asked) > 1 and any(name.startswith(asked) for name in joined):
                ranked.setdefault(1, []).append(one)
            elif len(asked) > 1 and any(word.startswith(asked) for word in plate.words):
                ranked.setdefault(2, []).append(one)
        return tuple(ranked[min(ranked)]) if ranked else ()

    def is_partnership(self, words: Sequence[str]) -> bool:
        """Say whether folded words are a name of the partnership itself."""
        return " ".join(words) in self._partnership


_BEGINNINGS = 3


def _fit(asked: Sequence[str], plate: _Plate) -> int | None:
    """Give how folded words fit: 0 a whole name, 1 the sector, 2 whole words, 3 beginnings; None not at all."""
    joined = " ".join(asked)
    if joined in plate.whole:
        return 0
    if joined == plate.sector:
        return 1
    if all(word in plate.words for word in asked):
        return 2
    if all(len(word) > 2 and any(known.startswith(word) for known in plate.words) for word in asked):
        return _BEGINNINGS
    return None


_OF_OWNER = frozenset([Gap.NO_OWNER, Gap.WHICH_OWNER, Gap.NOT_HERE])
_OF_DATE = frozenset([Gap.NO_DATE, Gap.WHICH_DATE, Gap.NOT_SAID])


@dataclass(frozen=True, slots=True)
class Captured:
    """A line understood. ``text`` is what is recorded; ``said`` the line as typed.

    ``candidates`` are the owners it could be, never decided between; ``owner_said`` the words
    that named one, to be kept with the record while the owner is open. ``also`` are further people
    named beside the owner; the text names them too, in the words ``beside``; ``together`` are the owner
    and all of them. ``raised_to`` is the body a challenge goes to, where it was said. ``due`` may stand without having been said
    (``due_said``). ``theme_choices`` are those a tag fits equally well; the tag stays in the text.
    """

    kind: Kind
    text: str
    said: str
    owner: Owner | None = None
    candidates: tuple[Owner, ...] = ()
    owner_said: str = ""
    also: tuple[Known, ...] = ()
    beside: str = ""
    together: tuple[Owner, ...] = ()
    due: date | None = None
    due_said: bool = False
    due_words: str = ""
    due_named: Named | None = None
    themes: tuple[Theme, ...] = ()
    theme_choices: tuple[Theme, ...] = ()
    reason: str = ""
    raised_to: str = ""
    suggested: Kind | None = None
    gaps: tuple[Gap, ...] = ()
    spans: tuple[Span, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to record yet."""
        return not self.text and not self.reason

    def words(self, part: Part) -> str:
        """Give the words taken for one part, as typed."""
        return " ".join(self.said[span.start : span.end] for span in self.spans if span.part is part)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What to show beside the row: "which JM?", "no date", "not here: who tells them?"."""
        return tuple(self._remark(gap) for gap in self.gaps)

    @property
    def chips(self) -> tuple[Chip, ...]:
        """What to show under the line while it is typed: owner, date, themes, and what is still open."""
        chips = []
        if self.owner is not None:
            beside = f" · {self.owner.organisation}" if self.owner.organisation else ""
            chips.append(Chip(Part.OWNER, self.owner.label + beside))
        chips += [Chip(Part.OWNER, self._remark(gap), open=True) for gap in self.gaps if gap in _OF_OWNER]
        if self.due is not None and self.due_said:
            named = "" if self.due_named in {None, Named.DATE} else f"{self.due_named}, "
            chips.append(Chip(Part.DUE, f"Due {named}{spoken(self.due)}"))
        chips += [Chip(Part.DUE, self._remark(gap), open=True) for gap in self.gaps if gap in _OF_DATE]
        chips += [Chip(Part.THEME, theme.name) for theme in self.themes]
        if self.theme_choices:
            names = " or ".join(theme.name for theme in self.theme_choices)
            chips.append(Chip(Part.THEME, f"which theme: {names}?", open=True))
        return tuple(chips)

    def _remark(self, gap: Gap) -> str:
        if gap is Gap.WHICH_OWNER:
            return f"which {self.owner_said}?"
        if gap is Gap.WHICH_DATE:
            return "which date?"
        if gap is Gap.NO_DATE and self.due_named is not None:
            return f"{self.due_named} has no date yet"
        return str(gap)

    @property
    def question(self) -> str:
        """What a note that looks like something else asks: "Was this an action?", or nothing."""
        if self.suggested is None:
            return ""
        return f"Was this {A_KIND[self.suggested]}?"
