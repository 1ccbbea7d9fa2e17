"""The partnership a store belongs to: set up once from its file, and its standing facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, select

from nscp_desktop.errors import Refused, Unknown
from nscp_desktop.records import (
    Alias,
    Board,
    BoardLink,
    Group,
    Marking,
    Partnership,
    Sector,
    Template,
    TemplateItem,
    Theme,
    Wording,
    meeting_point,
)
from nscp_desktop.rules.wording import fold, line, quoted
from nscp_desktop.services.partnership_file import (
    FRONT_DOOR_NOTE,
    AgendaEntry,
    BoardEntry,
    GroupEntry,
    PartnershipFile,
    available,
    described,
)

if TYPE_CHECKING:
    from datetime import date

    from nscp_desktop.store import Store

__all__ = [
    "FRONT_DOOR_NOTE", "GroupFacts", "PartnershipFacts", "PartnershipFile", "SectorFacts", "ThemeFacts", "alike",
    "available", "described", "find_group", "group", "groups", "marking", "partnership", "sectors", "set_front_door",
    "set_up", "themes", "wording",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class PartnershipFacts:
    """The partnership of a store."""

    partnership_id: str
    code: str
    name: str
    short: str
    area: str
    time_zone: str
    year_starts_month: int
    front_door_name: str
    front_door_number: str
    days_to_issue_minutes: int

    @property
    def front_door(self) -> str:
        """Whom to ring about a child at risk, and on which number."""
        return " on ".join(part for part in (self.front_door_name, self.front_door_number) if part)


@dataclass(frozen=True, slots=True)
class GroupFacts:
    """A group that meets; ``kind`` is "group" or "chairs", dates are inclusive."""

    group_id: str
    code: str
    name: str
    short: str
    title: str
    kind: str
    aliases: tuple[str, ...]
    active_from: date | None
    active_to: date | None


@dataclass(frozen=True, slots=True)
class SectorFacts:
    """A sector, its place in print (from 0), and what else people call it."""

    sector_id: str
    name: str
    position: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ThemeFacts:
    """A theme of the workplan: its code stands after #, as do its words; ``parent`` is a code or empty."""

    theme_id: str
    code: str
    name: str
    words: tuple[str, ...]
    parent: str


# -- setting up -------------------------------------------------------------------------------------


def set_up(store: Store, code: str) -> None:
    """Make the store that of the partnership ``code``: one deed, which undo does not take back.

    Refuses a partnership that does not come with the program (``Unknown``), and a store that has one.
    """
    file = described(code)
    with store.read() as session:
        name = session.exec(select(Partnership.name)).first()
    if name is not None:
        raise Refused(f"This store already belongs to the {name}. Nothing has been changed.")
    with store.change(f"Set up {file.name}", undoable=False) as session:
        session.add(
            Partnership(
                id=meeting_point("partnership", code),
                code=code,
                name=file.name,
                short=file.short,
                area=file.area,
                time_zone=file.time_zone,
                year_starts_month=file.year_starts_month,
                front_door_name=file.front_door_name,
                front_door_number=file.front_door_number,
                days_to_issue_minutes=file.days_to_issue_minutes,
            )
        )
        for position, entry in enumerate(file.groups):
            _add_group(session, code, position, entry)
        _add_words(session, file)
        for position, board in enumerate(file.boards):
            _add_board(session, code, position, board)
        for agenda in file.agendas:
            _add_template(session, code, agenda)


def _add_group(session: Session, code: str, position: int, entry: GroupEntry) -> None:
    group_id = meeting_point("group", code, entry.code)
    session.add(
        Group(
            id=group_id,
            code=entry.code,
            name=entry.name,
            short=entry.short,
            title=entry.title,
            kind=entry.kind,
            position=position,
        )
    )
    for alias in entry.aliases:
        session.add(Alias(id=meeting_point("alias", group_id, alias), group_id=group_id, name=alias))


def _add_words(session: Session, file: PartnershipFile) -> None:
    """Add sectors, themes, standing sentences and markings."""
    code = file.code
    for position, sector in enumerate(file.sectors):
        session.add(
            Sector(
                id=meeting_point("sector", code, sector.name),
                name=sector.name,
                words=_joined(sector.words),
                position=position,
            )
        )
    for position, theme in enumerate(file.themes):
        session.add(
            Theme(
                id=meeting_point("theme", code, theme.code),
                code=theme.code,
                name=theme.name,
                words=_joined(theme.words),
                position=position,
                parent_id=meeting_point("theme", code, theme.parent) if theme.parent else None,
            )
        )
    for key, sentence in file.wording:
        session.add(Wording(id=meeting_point("wording", code, key), key=key, text=sentence))
    for paper, mark in file.marking:
        session.add(Marking(id=meeting_point("marking", code, paper), paper=paper, text=mark))


def _add_board(session: Session, code: str, position: int, entry: BoardEntry) -> None:
    board_id = meeting_point("board", code, entry.name)
    session.add(Board(id=board_id, name=entry.name, district=entry.district, position=position))
    for group_code in entry.groups:
        group_id = meeting_point("group", code, group_code)
        session.add(
            BoardLink(
                id=meeting_point("board_link", board_id, group_id), board_id=board_id, group_id=group_id
            )
        )


def _add_template(session: Session, code: str, entry: AgendaEntry) -> None:
    template_id = meeting_point("template", code, entry.name)
    session.add(Template(id=template_id, name=entry.name, starts=entry.starts, ends=entry.ends))
    for position, item in enumerate(entry.items, start=1):
        session.add(
            TemplateItem(
                id=meeting_point("template_item", template_id, str(position)),
                template_id=template_id,
                position=float(position),
                title=item.title,
                kind=item.kind,
                duty=item.duty,
                minutes=item.minutes,
                lead=item.lead,
                paper=item.paper,
                questions="\n".join(item.questions),
            )
        )


def set_front_door(store: Store, name: str, number: str) -> None:
    """Set whom to ring about a child at risk, and on which number; from then on no note says it is an example.

    Refuses (``Refused``) an empty name or number.
    """
    name, number = line(name, "The front door's name"), line(number, "The front door's number")
    if not name or not number:
        raise Refused("The front door needs a name and a number. Nothing has been changed.")
    facts = partnership(store)
    with store.change(f"Set the front door to {name}, {number}") as session:
        record = session.get_one(Partnership, facts.partnership_id)
        record.front_door_name, record.front_door_number = name, number
        for note in session.exec(select(Wording).where(Wording.key == FRONT_DOOR_NOTE)):
            note.removed = True


# -- questions --------------------------------------------------------------------------------------

_PARTNERSHIP: tuple[Any, ...] = (
    Partnership.id,
    Partnership.code,
    Partnership.name,
    Partnership.short,
    Partnership.area,
    Partnership.time_zone,
    Partnership.year_starts_month,
    Partnership.front_door_name,
    Partnership.front_door_number,
    Partnership.days_to_issue_minutes,
)
_GROUP: tuple[Any, ...] = (
    Group.id,
    Group.code,
    Group.name,
    Group.short,
    Group.title,
    Group.kind,
    Group.active_from,
    Group.active_to,
)
_THEME: tuple[Any, ...] = (Theme.id, Theme.code, Theme.name, Theme.words, Theme.parent_id)


def partnership(store: Store) -> PartnershipFacts:
    """The partnership of this store; refuses a store that has none yet (``Unknown``)."""
    with store.read() as session:
        row = session.exec(select(*_PARTNERSHIP).where(col(Partnership.removed).is_(False))).first()
    if row is None:
        raise Unknown("This store belongs to no partnership yet. Choose one first.")
    return PartnershipFacts(*row)


def groups(store: Store, kind: str | None = "group") -> tuple[GroupFacts, ...]:
    """The groups in printed order; ``kind`` None gives the Chairs meeting too."""
    with store.read() as session:
        aliases: dict[str, list[str]] = {}
        for group_id, name in session.exec(
            select(Alias.group_id, Alias.name).where(col(Alias.removed).is_(False)).order_by(Alias.name)
        ):
            aliases.setdefault(group_id, []).append(name)
        query = select(*_GROUP).where(col(Group.removed).is_(False)).order_by(col(Group.position), Group.name)
        if kind is not None:
            query = query.where(Group.kind == kind)
        return tuple(
            GroupFacts(
                group_id,
                code,
                name,
                short,
                title,
                what,
                tuple(aliases.get(group_id, ())),
                active_from,
                active_to,
            )
            for group_id, code, name, short, title, what, active_from, active_to in session.exec(query)
        )


def group(store: Store, group_id: str) -> GroupFacts:
    """The group with that id; refuses one that does not exist (``Unknown``)."""
    for one in groups(store, None):
        if one.group_id == group_id:
            return one
    raise Unknown("There is no such group in this store.")


def find_group(store: Store, words: str) -> GroupFacts:
    """The group that ``words`` name: its code, name, short name, title or an alias, however it is typed.

    Refuses (``Unknown``) words that name none, or more than one, and says which groups there are.
    """
    known = groups(store, None)
    wanted = alike(words)
    for names in (_own_names, _other_names):
        found = [one for one in known if wanted in {alike(name) for name in names(one)}]
        if len(found) == 1:
            return found[0]
    listed = ", ".join(f"{one.name} ({one.code})" for one in known)
    raise Unknown(f"There is no group called {quoted(words)}. There are: {listed}.")


def _own_names(one: GroupFacts) -> tuple[str, ...]:
    return (one.code, one.name, one.short, one.title)


def _other_names(one: GroupFacts) -> tuple[str, ...]:
    return one.aliases


def alike(words: str) -> str:
    """Give the form in which names of groups and organisations are compared.

    Folded, with "&" read as "and" and full stops left out: "Gt. Yarmouth" is "gt yarmouth".
    """
    return fold(words.replace("&", " and ").replace(".", " "))


def sectors(store: Store) -> tuple[SectorFacts, ...]:
    """The sectors in printed order."""
    with store.read() as session:
        return tuple(
            SectorFacts(sector_id, name, position, _split(words))
            for sector_id, name, position, words in session.exec(
                select(Sector.id, Sector.name, Sector.position, Sector.words)
                .where(col(Sector.removed).is_(False))
                .order_by(col(Sector.position), Sector.name)
            )
        )


def themes(store: Store) -> tuple[ThemeFacts, ...]:
    """The themes of the workplan, in order."""
    with store.read() as session:
        rows = session.exec(
            select(*_THEME).where(col(Theme.removed).is_(False)).order_by(col(Theme.position), Theme.name)
        ).all()
    codes = {row[0]: row[1] for row in rows}
    return tuple(
        ThemeFacts(theme_id, code, name, _split(words), codes.get(parent_id or "", ""))
        for theme_id, code, name, words, parent_id in rows
    )


def wording(store: Store, key: str) -> str:
    """A standing sentence, with {front door} filled in; empty when the partnership has none of that key.

    Keys: "confidentiality", "not a referral", "declarations", "alternative formats", "youth board",
    "ground rules", and :data:`FRONT_DOOR_NOTE`.
    """
    with store.read() as session:
        text = session.exec(
            select(Wording.text).where(Wording.key == key, col(Wording.removed).is_(False))
        ).first()
    if not text:
        return ""
    return text.replace("{front door}", partnership(store).front_door) if "{front door}" in text else text


def marking(store: Store, paper: str) -> str:
    """The protective marking of a kind of paper, or of the "screen"; empty means none.

    Kinds: "agenda", "minutes", "attendance", "action log", "breakout cards", "reply sheet".
    """
    with store.read() as session:
        query = select(Marking.text).where(Marking.paper == paper, col(Marking.removed).is_(False))
        return session.exec(query).first() or ""


def _joined(words: tuple[str, ...]) -> str:
    return ", ".join(words)


def _split(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in words.split(",") if word.strip())
