"""Words that look as if they identified a child: a first name beside an age, a school, a parent; a date of birth.

Only looked at, never refused: what is marked may be right to write. Members, guests and officers are known by
name and never marked, nor are years, times and counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .wording import fold, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_READ = 20_000
OLDEST = 18


@dataclass(frozen=True, slots=True)
class ChildMark:
    """Where something stands that may identify a child, and what it is: "a name beside an age"."""

    start: int
    end: int
    why: str


# First names that children in England are given; where a name alone decides, it must be one of these.
_FIRST_NAMES = listed(
    "aaliyah aaron abbie abdul abdullah abigail abu ada adam aisha albert albie alex alexander alfie alice amber amelia"
    " amelie amina amy anaya anna annabelle anya archie arianna arlo arthur arya ashton aurora austin ava aylin ayaan"
    " ayesha beau bella benjamin bethany blake bobby bonnie brandon brooke caleb callum cameron charles charlie charlotte"
    " chloe clara cody connor daisy daniel danielle darcey darcie darcy david delilah dexter dylan edith edward eleanor"
    " elijah eliza elizabeth ella elliana ellie elliot elliott ellis elodie elsie emilia emily emma erin esme ethan eva"
    " evan evelyn evie ezra faith fatima felicity felix finley finn flora florence frankie freddie frederick freya gabriel"
    " george georgia georgie gracie grayson hallie hamza hannah harley harper harriet harris harrison harry harvey heidi"
    " henry holly hudson hugo ibrahim imogen iris isaac isabel isabella isabelle isla ismail ivy jack jackson jacob jaden"
    " jake jakub james jamie jasmine jasper jaxon jayden jenson jessica joey john jonathan jordan joseph joshua jude julia"
    " kacper kai kaiden kayden kayla keira kian kieran kyle kylo lacey lara layla leah leo leon leonardo lewis lexi liam"
    " libby lilly lily logan lola lottie louie louis luca lucas lucia lucy luke luna lydia lyla mabel maddison madison"
    " maisie maria mariam maryam mason matilda matthew max maya megan mia michael mila millie mohammad mohammed molly"
    " muhammad musa myla nancy nathan nathaniel niamh nicole noah nora oakley oliver olivia ollie orla oscar otis owen paige"
    " parker penelope penny phoebe poppy ralph reggie reuben rhys riley robert robin robyn roman ronnie rory rosie ruby"
    " rupert ryan sadie samuel sara sarah scarlett sebastian sienna sofia sonny sophia sophie stanley stella summer tayla"
    " taylor teddy theo theodore thea thomas tilly tobias toby tommy tyler victoria violet vincent violet william willow"
    " winter yahya yusuf zac zachary zahra zain zara zayn zoe zofia"
)
_NO_NAMES = listed(
    "a about action actions after aged agenda all an and annex any are as at attendance august autumn april baby babies band before boy boys"
    " both but by case cases chapter child children class day days december decision early each every february figure for form"
    " friday from girl girls group groups half he her here his if in increased is it item january july june key last level"
    " looked march may meeting men monday most mum my no not note november october of on one only or our over page paper part pupil"
    " pupils question recommendation room rooms round saturday school schools section september she some spring step summer"
    " sunday table team term that the their there these they this those three thursday to tuesday two under unit up version"
    " was we wednesday week weeks were when who winter with women year years young"
)
# Hurried people write a name small; then it must be a name that children are given.
# An apostrophe within a name belongs to it; one before an s at its end does not.
_REST = r"(?:[^\W\d_]|['’-](?!s?\b)){1,20}"
_NAME = rf"(?<![\w'’-])(?P<name>[A-Z]{_REST}(?:\s[A-Z]{_REST})?|[a-z]{_REST})"
_AGE = r"(?P<age>\d{1,2})"
_UNIT = r"(?:\s?-?\s?(?:years?|yrs?|y/?o|months?|mths?|mos?|weeks?|wks?)(?:[\s-]?olds?)?)"
_CLASS = r"(?:year|yr|y)\s?\d{1,2}|reception|nursery class"
_SCHOOL = r"(?:[A-Z][\w'’.-]*\s){1,4}(?:School|Academy|Primary|Infants?|Juniors?|Junior|High|College|Nursery|Sixth Form|Federation)"
_KIN = (
    "mum|mummy|mother|dad|daddy|father|parents?|step-?mum|step-?dad|step-?father|step-?mother|nan|nana|gran|grandma"
    "|grandad|grandparents?|brother|sister|siblings?|foster carers?|carers?|bruises?|bruising|injur(?:y|ies)"
)
_CHILD = "child|girl|boy|pupil|student|baby|toddler|teenager|daughter|son|youngster|young person|young man|young woman|victim"
_BY_NAME = "a name beside an age"
_FORMS: tuple[tuple[re.Pattern[str], str, bool], ...] = tuple(
    (re.compile(pattern), why, listed_only)
    for pattern, why, listed_only in (
        # The last says whether the name must be one that children are given, for it stands in a weaker form.
        (rf"{_NAME}(?:\s(?:was|is|who is))?,?\s\(?(?i:aged?)\s{_AGE}\b", _BY_NAME, False),
        (rf"{_NAME}\s(?:is|was|turned|is now)\s(?:only\s|just\s)?{_AGE}\b(?:{_UNIT}\b)?(?!\s?(?:%|per|of|out|times|miles|minutes|hours|days|weeks|late|[.:]\d))", _BY_NAME, True),
        (rf"{_NAME},?\s\(?{_AGE}{_UNIT}\b(?!\s(?:late|ago|later))", _BY_NAME, False),
        (rf"\b{_AGE}{_UNIT}\s(?:called\s|named\s)?{_NAME}", _BY_NAME, False),
        (rf"{_NAME}\s?\(\s?{_AGE}\s?\)", _BY_NAME, True),
        (rf"{_NAME},\s{_AGE}(?=\s*(?:[,.;:]|$))", _BY_NAME, True),
        (rf"{_NAME}(?:,|\s\(|\s(?:is\s)?in|\sfrom)\s?(?i:{_CLASS})\b", "a name beside a school year", True),
        (rf"{_NAME},?\s(?:at|from|attends|of|goes to|who attends|who goes to|left|joined)\s{_SCHOOL}\b", "a name beside a school", True),
        (rf"{_NAME}['’]?s\s(?:{_KIN})\b", "a name beside a family", True),
        (rf"\b(?:{_KIN})\sof\s{_NAME}", "a name beside a family", True),
        (rf"\b(?:{_CHILD})(?:,?\s(?:called|named|known as)|:)\s{_NAME}", "a child's name", False),
        (rf"\b(?:{_CHILD}),?\s{_NAME}", "a child's name", True),
        (r"\b(?i:d\.?o\.?b\.?|date of birth|born(?:\son)?)[:\s]{1,3}(?:the\s)?\d{1,2}(?:st|nd|rd|th)?[\s./-](?:\d{1,2}|[A-Za-z]{3,9})[\s./-](?:20)?\d\d\b", "a date of birth", False),
        (r"\b(?i:nhs)(?:\s(?i:no\.?|number))?[:\s]{1,2}\d{3}\s?-?\d{3}\s?-?\d{4}\b", "an NHS number", False),
        (r"\b(?i:upn)[:\s]{1,2}[A-Z]\d{11}[A-Z\d]\b", "a pupil number", False),
        (r"\b[Ll](?:ives|iving|ived)\s(?:at|in|on)\s\d{1,4}[a-z]?\s(?:[A-Z][\w'’]+\s){1,3}(?i:road|rd|street|st|lane|close|avenue|ave|drive|way|court|crescent|gardens|terrace|place)\b", "where somebody lives", False),
        (r"\b(?P<name>[A-Z]{2,3}),?\s\(?(?:aged?\s(?P<age>\d{1,2})|(?P<age_>\d{1,2})(?:\s?-?\s?(?:years?|yrs?|y/?o|months?|mths?|weeks?)(?:[\s-]?old)))\b", "initials beside an age", False),
    )
)  # fmt: skip


def known_words(names: Iterable[str]) -> frozenset[str]:
    """Give the words of the names of people who are no children here: members, guests, officers."""
    return frozenset(fold(word) for name in names for word in name.replace("-", " ").split())


def child_marks(text: str, known: frozenset[str]) -> tuple[ChildMark, ...]:
    """Give what in a text may identify a child, in its order; nothing twice, and no person who is ``known``."""
    found: list[ChildMark] = []
    for mark in sorted(_found(text[:MOST_READ], known), key=lambda one: (one.start, -one.end)):
        if not found or mark.start >= found[-1].end:
            found.append(mark)
    return tuple(found)


def in_words(text: str, marks: Iterable[ChildMark]) -> str:
    """Give a sentence for the ear and for a tip: what may identify a child, and what to write instead."""
    said = ", ".join(f"“{text[mark.start : mark.end]}” ({mark.why})" for mark in marks)
    return f"This may identify a child: {said}. Leave name, age and school out." if said else ""


def _found(text: str, known: frozenset[str]) -> Iterator[ChildMark]:
    for pattern, why, listed_only in _FORMS:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            name = groups.get("name") or ""
            if (not name or _is_childs(name, known, listed_only=listed_only)) and _is_young(groups):
                yield ChildMark(match.start(), match.end(), why)


def _is_young(groups: dict[str, str | None]) -> bool:
    age = groups.get("age") or groups.get("age_") or "0"
    return int(age) <= OLDEST


def _is_childs(name: str, known: frozenset[str], *, listed_only: bool) -> bool:
    """Say whether a name may be a child's: it does not begin with somebody's here, nor has it a word of every day."""
    words = [fold(word.removesuffix("'s").removesuffix("’s")) for word in name.replace("-", " ").split()]
    if words[0] in known or not _NO_NAMES.isdisjoint(words):
        return False
    return words[0] in _FIRST_NAMES if listed_only or name[0].islower() else True
