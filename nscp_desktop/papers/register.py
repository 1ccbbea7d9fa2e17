"""The register on paper: the table of those present, the lines under it, and Appendix 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nscp_desktop.papers.blocks import (
    Block,
    Column,
    Footnote,
    Footnotes,
    Paragraph,
    Row,
    Run,
    Sort,
    Table,
    Text,
    Voice,
    bold,
    words,
)
from nscp_desktop.papers.wording import capital, spelled, stopped
from nscp_desktop.rules.attendance import Capacity, How, and_list
from nscp_desktop.rules.footnotes import deputy_label, minutes_time, superscript

if TYPE_CHECKING:
    from nscp_desktop.papers.people import Absent, Part, Present, Register, Visitor

_HOW = {How.ROOM: "in the room", How.ONLINE: "online", How.NOT_RECORDED: ""}


class Notes:
    """Numbers footnotes as they are met; the same words keep the same number."""

    def __init__(self) -> None:
        """Begin at 1."""
        self._numbers: dict[str, int] = {}

    def mark(self, note: str) -> Text:
        """The raised number of a footnote; nothing for an empty one."""
        if not note:
            return ()
        return words(superscript(self._numbers.setdefault(note, len(self._numbers) + 1)))

    def block(self) -> tuple[Block, ...]:
        """The footnotes met so far, if any."""
        notes = tuple(Footnote(superscript(number), words(note)) for note, number in self._numbers.items())
        return (Footnotes(notes),) if notes else ()


def part_words(part: Part | None) -> str:
    """Part attendance (E5): "Arrived 10.25am, item 6; left 11.30am, item 9."."""
    if part is None:
        return ""
    moments = (("arrived", part.arrived, part.arrived_item), ("left", part.left, part.left_item))
    said = [
        f"{verb} {minutes_time(at)}" + (f", item {item}" if item else "")
        for verb, at, item in moments
        if at is not None
    ]
    return stopped(capital("; ".join(said)))


def in_order(present: tuple[Present, ...]) -> tuple[Present, ...]:
    """Co-chairs first, deputies last, otherwise as given."""
    rank = {Capacity.CO_CHAIR: 0, Capacity.DEPUTY: 2}
    return tuple(sorted(present, key=lambda person: rank.get(person.capacity, 1)))


def name_words(person: Present) -> str:
    """A name as it stands in the table: "Priya Nair (for Dr Ann Sale)", "Imogen Hartley, co-chair"."""
    name = f"{person.name}, co-chair" if person.capacity is Capacity.CO_CHAIR else person.name
    if person.stands_for:
        also = "" if person.capacity is Capacity.DEPUTY else "also "
        return f"{name} ({also}for {and_list([named.name for named in person.stands_for])})"
    return f"{name} (deputy, member unknown)" if person.capacity is Capacity.DEPUTY else name


def initials_words(person: Present) -> str:
    """Initials as minutes cite them: "PC (for JM)"."""
    stood_for = [named.initials for named in person.stands_for if named.initials]
    return deputy_label(person.initials, stood_for) if stood_for and person.initials else person.initials


def how_words(person: Present) -> str:
    """How somebody came: "in the room", "deputy, online"; "" when nobody recorded it."""
    parts = ("deputy" if person.capacity is Capacity.DEPUTY else "", _HOW[person.how])
    return ", ".join(part for part in parts if part)


def present_table(register: Register, notes: Notes) -> Table:
    """Who was present: name, initials, organisation, how; footnotes are numbered in ``notes``."""
    columns = (
        Column("Present", 1.25, row_head=True),
        Column("Initials", 0.6),
        Column("Organisation", 1.5),
        Column("How", 1),
    )
    rows = tuple(
        Row(
            (
                words(name_words(person)),
                words(initials_words(person)),
                words(person.organisation),
                words(how_words(person), notes.mark(part_words(person.part))),
            )
        )
        for person in in_order(register.present)
    )
    return Table(columns, rows)


def others_line(register: Register, notes: Notes) -> Paragraph | None:
    """In attendance, apologies, not present and the minute taker in one paragraph; None if nobody."""
    visitors = [_visitor(visitor, notes) for visitor in register.visitors if not _unnamed(visitor)]
    unnamed = sum(_unnamed(visitor) for visitor in register.visitors)
    if unnamed:
        visitors.append(
            words("a young commissioner" if unnamed == 1 else spelled(unnamed, "young commissioner"))
        )
    taker: list[Text] = []
    if register.minutes_by in {person.name for person in register.present}:
        taker.append(words(register.minutes_by))
    elif register.minutes_by:
        visitors.append(words(f"{register.minutes_by} (minutes)"))
    groups = (
        ("In attendance", visitors),
        ("Apologies", [_absent(person) for person in register.apologies]),
        ("Not present", [_absent(person) for person in register.not_present]),
        ("Minutes", taker),
    )
    line = _run_on(tuple((head, people) for head, people in groups if people))
    return Paragraph(line) if line else None


def appendix_1(register: Register) -> tuple[Block, ...]:
    """Everybody at one meeting by sector with role and organisation, and what became of each seat."""
    notes = Notes()
    columns = (
        Column("Name", 1.2, row_head=True),
        Column("Initials", 0.4),
        Column("Role and organisation", 1.7),
        Column("Attendance", 1.1),
    )
    by_sector: dict[str, list[Row]] = {sector: [] for sector in register.sectors}
    for person in in_order(register.present):
        said = words(capital(how_words(person)) or "Present", notes.mark(part_words(person.part)))
        row = _row(name_words(person), initials_words(person), person.role, person.organisation, said)
        by_sector.setdefault(person.sector, []).append(row)
    for word, people in (("Apologies", register.apologies), ("Not present", register.not_present)):
        for absent in people:
            said = words(f"Deputy attended: {and_list(absent.deputies)}" if absent.deputies else word)
            row = _row(absent.name, absent.initials, absent.role, absent.organisation, said)
            by_sector.setdefault(absent.sector, []).append(row)
    rows: list[Row] = []
    filled = {sector: members for sector, members in by_sector.items() if members}
    for sector, members in filled.items():
        if sector or len(filled) > 1:
            rows.append(Row((words(sector or "Sector not recorded"),), Sort.SECTION))
        rows += members
    return (Table(columns, tuple(rows)), *notes.block(), Paragraph(words(_counts(register)), Voice.SMALL))


def _counts(register: Register) -> str:
    heads = len(register.present)
    deputies = sum(person.capacity is Capacity.DEPUTY for person in register.present)
    seats = sum(bool(absent.deputies) for absent in register.apologies)
    sorry = len(register.apologies) - seats
    said = (
        f"{heads} here: {spelled(heads - deputies, 'member')} and {spelled(deputies, 'deputy', 'deputies')}"
    )
    said += f" for {spelled(seats, 'member')}" if deputies and seats else ""
    said += f". Apologies {sorry}, not present {len(register.not_present)}."
    return said + " Members, co-chairs and deputies count; speakers, guests and observers do not (F1)."


def _row(name: str, initials: str, role: str, organisation: str, said: Text) -> Row:
    place = ", ".join(part for part in (role, organisation) if part)
    return Row((words(name), words(initials), words(place), said))


def _unnamed(visitor: Visitor) -> bool:
    return visitor.capacity is Capacity.YOUNG_PERSON and not visitor.consent


def _visitor(visitor: Visitor, notes: Notes) -> Text:
    if visitor.capacity is Capacity.YOUNG_PERSON:
        # Consent covers a first name and nothing that would point to the child.
        return words(
            f"{visitor.name.split()[0] if visitor.name.split() else ''} (young commissioner)".strip()
        )
    capacity = {Capacity.GUEST_SPEAKER: "speaker", Capacity.OBSERVER: "observer"}.get(visitor.capacity, "")
    described = ", ".join(part for part in (capacity, visitor.organisation, visitor.items) if part)
    return words(
        f"{visitor.name} ({described})" if described else visitor.name, notes.mark(part_words(visitor.part))
    )


def _absent(person: Absent) -> Text:
    return words(f"{person.name} (deputy attended)" if person.deputies else person.name)


def _run_on(groups: tuple[tuple[str, list[Text]], ...]) -> Text:
    runs: list[Run | str | Text] = []
    for head, people in groups:
        runs += [" " if runs else "", bold(head), " "]
        for index, person in enumerate(people):
            runs += [", " if index else "", person]
        runs.append(".")
    return words(*runs)
