"""A member list as it comes off a spreadsheet: text into rows of named facts.

Tabs, semicolons or commas part the cells; quoted cells may hold line breaks. A first row of headings is
understood in any order; without one the columns are told by what stands in them. Nothing is looked up
here: whether a person, an organisation or a sector is known is the caller's question.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from nscp_desktop.errors import Refused
from nscp_desktop.rules.wording import fold, listed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MOST_CHARACTERS = 200_000
MOST_ROWS = 1_000
_MOST_COLUMNS = 60


class Column(StrEnum):
    """What a column of the list says."""

    NAME = "name"
    FIRST = "first name"
    SURNAME = "surname"
    TITLE = "title"
    ORGANISATION = "organisation"
    ROLE = "role"
    SECTOR = "sector"
    EMAIL = "e-mail"
    DEPUTY = "deputy"
    CO_CHAIR = "co-chair"


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of the list; ``row`` counts from 1 as pasted, blank rows included."""

    row: int
    name: str
    organisation: str = ""
    role: str = ""
    sector: str = ""
    email: str = ""
    deputies: tuple[str, ...] = ()
    co_chair: bool = False


@dataclass(frozen=True, slots=True)
class MemberList:
    """The rows that hold anything, whether headings stood above them, and which columns were understood."""

    rows: tuple[Listed, ...]
    headed: bool
    columns: tuple[Column, ...]


_HEADINGS: dict[str, Column] = {
    heading: column
    for column, headings in {
        Column.NAME: "name|full name|fullname|member|member name|members name|name of member|members|person"
        "|attendee|representative|contact|contact name|display name",
        Column.FIRST: "first|first name|firstname|forename|given name|christian name",
        Column.SURNAME: "surname|last|last name|lastname|family name",
        Column.TITLE: "title|salutation|mr mrs ms|mr mrs ms dr",
        Column.ORGANISATION: "organisation|organization|organisation name|name of organisation|agency|org"
        "|organisation agency|agency organisation|company|employer|service|school|setting|partner",
        Column.ROLE: "role|job title|jobtitle|job|job role|position|post|post title|designation|role title",
        Column.SECTOR: "sector|sector name|type|agency type|type of organisation|partner type|category",
        Column.EMAIL: "email|email address|mail|contact email|work email",
        Column.DEPUTY: "deputy|deputies|nominated deputy|nominated deputies|named deputy|deputy name|substitute",
        Column.CO_CHAIR: "cochair|co chair|chair|cochairs|is cochair",
    }.items()
    for heading in headings.split("|")
}
_TITLES = listed("mr mrs ms miss mx dr prof professor rev revd sir dame cllr councillor")
_KEPT_TITLES = listed("dr prof professor rev revd sir dame cllr councillor")
_YES = listed("y yes x true 1 ✓ ✔ chair cochair cochairs") | {"co chair", "co chairs"}
_NOBODY = frozenset({"", "none", "no", "n a", "na", "tbc", "tba", "vacant"})
_LETTERS_AFTER = listed("mbe obe cbe phd md ma msc ba bsc qpm jp rn rgn qts dl kc frcpch")
_ORGANISATION_WORDS = listed(
    """academy agency alliance association authority board borough care carers centre centres charity church
    clinic college command community constabulary council county department district early education families
    federation fire foundation group health homes hospital housing infant junior justice landlord network nhs
    nursery partnership police practice preschool primary prison probation rescue school schools secondary
    service services society surgery team trust university years youth"""
)
_ROLE_WORDS = listed(
    """administrator adviser advisor assistant chief clinician commissioner consultant coordinator constable
    deputy director doctor dsl executive facilitator head headteacher inspector lead leader manager matron
    midwife nurse officer paediatrician pastoral practitioner principal safeguarding sergeant senco specialist
    superintendent supervisor support teacher trustee vicar visitor warden worker"""
)


def _never(_cell: str) -> bool:
    return False


def parse(text: str, is_sector: Callable[[str], bool] = _never) -> MemberList:
    """Take a pasted list apart.

    ``is_sector`` says whether a cell names a sector, which tells the column of sectors where no heading does.
    Refuses (``Refused``) more than 200,000 characters or 1,000 rows, and a list without a column of names.
    """
    if len(text) > MOST_CHARACTERS:
        raise Refused(
            f"That is {len(text):,} characters; a list of members has at most {MOST_CHARACTERS:,}. "
            "Copy only the rows of this group. Nothing has been changed."
        )
    rows = [(number, cells) for number, cells in enumerate(_cells(text), start=1) if any(cells)]
    if len(rows) > MOST_ROWS:
        raise Refused(
            f"That list has {len(rows):,} rows; the most is {MOST_ROWS:,}. "
            "Copy only the rows of this group. Nothing has been changed."
        )
    if not rows:
        return MemberList((), headed=False, columns=())
    columns = _headings(rows[0][1])
    headed = bool(columns)
    body = rows[1:] if headed else rows
    cells = [row for _number, row in body]
    if Column.NAME not in columns and Column.SURNAME not in columns and Column.FIRST not in columns:
        columns = _guessed(cells, columns, is_sector)
    if columns.get(Column.TITLE) is not None and not _all(cells, columns[Column.TITLE], _is_title):
        # "Title" above job titles is a role.
        columns.setdefault(Column.ROLE, columns[Column.TITLE])
        del columns[Column.TITLE]
    return MemberList(tuple(_listed(number, row, columns) for number, row in body), headed, tuple(columns))


# -- cells ------------------------------------------------------------------------------------------


def _cells(text: str) -> list[list[str]]:
    """The cells of each row, trimmed, without empty cells at the end."""
    text = text.removeprefix("\ufeff")
    sign = _separator(text)
    found: list[list[str]] = []
    # A lone quotation mark at the beginning of a cell would swallow everything after it.
    quoting: Literal[0, 3] = csv.QUOTE_NONE if text.count('"') % 2 else csv.QUOTE_MINIMAL
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=sign, quoting=quoting):
            cells = [_trimmed(cell) for cell in row[:_MOST_COLUMNS]]
            while cells and not cells[-1]:
                cells.pop()
            found.append(cells)
    except csv.Error as error:
        raise Refused(
            "One cell of that list is far too long. Copy only the rows of this group. Nothing has been changed."
        ) from error
    return found


def _separator(text: str) -> str:
    """Tab when there is one, else whichever of semicolon and comma stands on more lines."""
    if "\t" in text:
        return "\t"
    lines = [line for line in text.splitlines() if line.strip()]
    with_semicolon = sum(";" in line for line in lines)
    with_comma = sum("," in line for line in lines)
    if with_semicolon and with_semicolon * 2 >= len(lines):
        return ";"
    # "Surname, First" alone on each line is a list of names, not of two columns.
    if with_comma and all(line.count(",") <= 1 for line in lines) and not _second_column(lines):
        return "\t"
    return "," if with_comma else "\t"


def _second_column(lines: Sequence[str]) -> bool:
    """Whether what follows the comma is more than first names."""
    after = [line.split(",", 1)[1].strip() for line in lines if "," in line]
    many = sum(bool(re.search(r"[@\d]", one)) or len(one.split()) > 2 or _wordy(one) for one in after)
    return many * 2 >= len(after) or _headings([part.strip() for part in lines[0].split(",")]) != {}


def _wordy(cell: str) -> bool:
    words = set(_plain(cell).split())
    return bool(words & (_ORGANISATION_WORDS | _ROLE_WORDS))


def _trimmed(cell: str) -> str:
    """A cell on one line; line breaks and hard spaces are spaces, other control characters stay to be refused."""
    return re.sub(r"[ \t\r\n\u00a0]+", " ", cell).strip()


# -- columns ----------------------------------------------------------------------------------------


def _plain(cell: str) -> str:
    return " ".join(re.sub(r"[^\w\s@✓✔]", " ", fold(cell)).split())


def _headings(row: Sequence[str]) -> dict[Column, int]:
    """Where each column stands by its heading; empty when the row is not one of headings."""
    found: dict[Column, int] = {}
    for place, cell in enumerate(row):
        column = _HEADINGS.get(_plain(cell))
        if column is not None:
            found.setdefault(column, place)
    named = {Column.NAME, Column.FIRST, Column.SURNAME} & set(found)
    return found if named or len(found) >= 2 else {}


def _guessed(
    rows: Sequence[Sequence[str]], headed: dict[Column, int], is_sector: Callable[[str], bool]
) -> dict[Column, int]:
    """Where each column stands by what is in it; ``headed`` columns keep their place."""
    found = dict(headed)
    width = max(map(len, rows), default=0)

    def free() -> list[int]:
        return [place for place in range(width) if place not in found.values()]

    for column, fits in (
        (Column.EMAIL, _is_email),
        (Column.CO_CHAIR, _is_yes),
        (Column.SECTOR, is_sector),
        (Column.NAME, _is_name),
        (Column.ORGANISATION, _is_organisation),
        (Column.ROLE, _is_role),
        (Column.DEPUTY, _is_name),
    ):
        scores = {place: _share(rows, place, fits) for place in free()} if column not in found else {}
        best = max(scores, key=lambda place: (scores[place], -place), default=None)
        if best is not None and scores[best] >= 0.5:
            found[column] = best
    if Column.NAME not in found:
        found |= _single_words(rows, free())
    for column in (Column.ORGANISATION, Column.ROLE):
        if column not in found and free():
            found[column] = free()[0]
    return found


def _single_words(rows: Sequence[Sequence[str]], free: list[int]) -> dict[Column, int]:
    """First name and surname in two columns side by side, or else names in the first column left."""
    for place in free:
        if place + 1 in free and _all(rows, place, _is_word) and _all(rows, place + 1, _is_word):
            return {Column.FIRST: place, Column.SURNAME: place + 1}
    if not free:
        raise Refused("No column of that list holds names. Copy the names too. Nothing has been changed.")
    return {Column.NAME: free[0]}


def _share(rows: Sequence[Sequence[str]], place: int, fits: Callable[[str], bool]) -> float:
    """The share of filled cells of a column that fit."""
    cells = [row[place] for row in rows if place < len(row) and row[place]]
    return sum(fits(cell) for cell in cells) / len(cells) if cells else 0.0


def _all(rows: Sequence[Sequence[str]], place: int, fits: Callable[[str], bool]) -> bool:
    return _share(rows, place, fits) == 1.0


def _is_email(cell: str) -> bool:
    return "@" in cell


def _is_yes(cell: str) -> bool:
    return _plain(cell) in _YES


def _is_title(cell: str) -> bool:
    return _plain(cell) in _TITLES


def _is_word(cell: str) -> bool:
    return len(cell.split()) == 1 and cell[:1].isalpha() and not _wordy(cell)


def _is_name(cell: str) -> bool:
    words = cell.replace(",", " ").split()
    return (
        2 <= len(words) <= 6
        and not _wordy(cell)
        and not re.search(r"[@\d]", cell)
        and not words[-1].islower()
    )


def _is_organisation(cell: str) -> bool:
    words = set(_plain(cell).split())
    return bool(words & _ORGANISATION_WORDS) and not (words & _ROLE_WORDS)


def _is_role(cell: str) -> bool:
    return bool(set(_plain(cell).split()) & _ROLE_WORDS)


# -- rows -------------------------------------------------------------------------------------------


def _listed(number: int, row: Sequence[str], columns: dict[Column, int]) -> Listed:
    def cell(column: Column) -> str:
        place = columns.get(column)
        return row[place] if place is not None and place < len(row) else ""

    name = cell(Column.NAME) or f"{cell(Column.FIRST)} {cell(Column.SURNAME)}".strip()
    title = cell(Column.TITLE)
    if name and _plain(title) in _KEPT_TITLES:
        name = f"{title} {turned_round(name)}"
    role = cell(Column.ROLE)
    is_chair = _is_yes(cell(Column.CO_CHAIR)) or "cochair" in fold(role).replace(" ", "")
    return Listed(
        row=number,
        name=turned_round(name),
        organisation=cell(Column.ORGANISATION),
        role="" if _is_yes(role) else role,
        sector=cell(Column.SECTOR),
        email=cell(Column.EMAIL).removeprefix("mailto:"),
        deputies=_deputies(cell(Column.DEPUTY)),
        co_chair=is_chair,
    )


def turned_round(name: str) -> str:
    """Give a name as it is said: "Nair, Priya (External)" is "Priya Nair"; "Ann Sale, MBE" stays."""
    bare = re.sub(r"\s*\([^()]*\)\s*$", "", name)
    before, comma, after = bare.partition(",")
    after = after.strip()
    if not comma or not after or "," in after or _plain(after) in _LETTERS_AFTER:
        return bare.strip(" ,")
    words = after.split()
    if _plain(words[0]) in _KEPT_TITLES and len(words) > 1:
        return f"{words[0]} {' '.join(words[1:])} {before.strip()}"
    return f"{after} {before.strip()}"


def _deputies(cell: str) -> tuple[str, ...]:
    """The people in a cell of deputies, parted by semicolon, slash, "and", or commas between full names."""
    if _plain(cell) in _NOBODY:
        return ()
    found: list[str] = []
    for part in re.split(r"[;/]| and | & ", cell):
        names = [one.strip() for one in part.split(",") if one.strip()]
        if len(names) > 1 and all(len(one.split()) > 1 for one in names):
            found += names
        elif names:
            found.append(turned_round(part.strip()))
    return tuple(one for one in found if _plain(one) not in _NOBODY)
