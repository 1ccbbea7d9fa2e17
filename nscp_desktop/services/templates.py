"""Agenda templates: the agendas from which rounds and Chairs meetings are made, kept in the partnership and edited.

A change of a template changes nothing that was arranged from it. A template with an item for challenges or for
what changed in the groups is the Chairs meeting's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING, Any

from sqlmodel import Session, col, select

from nscp_desktop.errors import Refused, Unknown
from nscp_desktop.records import Template, TemplateItem, new_id
from nscp_desktop.rules.agenda import DEFAULT_MINUTES, Balance, Duty, ItemKind, check_minutes, length
from nscp_desktop.rules.wording import fold, line, quoted
from nscp_desktop.services.agenda_items import place_for, short_title
from nscp_desktop.services.template_items import is_for_chairs, items_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nscp_desktop.store import Store

_MOST_ITEMS = 60


@dataclass(frozen=True, slots=True)
class TemplateFacts:
    """An agenda from which a round is made, or with ``for_chairs`` a Chairs meeting."""

    id: str
    name: str
    starts: time
    ends: time
    items: int
    total: int = 0
    for_chairs: bool = False

    @property
    def balance(self) -> Balance:
        """Planned minutes against those between its hours."""
        return Balance(self.total, length(self.starts, self.ends))


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """One item of a template."""

    item_id: str
    number: int
    title: str
    kind: ItemKind
    duty: Duty
    minutes: int
    lead: str
    paper: str
    questions: tuple[str, ...]


def templates(store: Store) -> tuple[TemplateFacts, ...]:
    """Every template by name, those of the Chairs meeting last."""
    with store.read() as session:
        found = session.exec(select(Template).where(col(Template.removed).is_(False))).all()
        items = session.exec(select(TemplateItem).where(col(TemplateItem.removed).is_(False))).all()
        facts = [_facts(one, [item for item in items if item.template_id == one.id]) for one in found]
    return tuple(sorted(facts, key=lambda one: (one.for_chairs, fold(one.name))))


def rows(store: Store, template_id: str) -> tuple[TemplateRow, ...]:
    """The items of a template in order; refuses (``Unknown``) one that is not there."""
    with store.read() as session:
        _template(session, template_id)
        return tuple(
            TemplateRow(
                one.id, number, one.title, ItemKind(one.kind), Duty(one.duty), one.minutes, one.lead, one.paper,
                _questions(one.questions),
            )
            for number, one in enumerate(items_in(session, template_id), start=1)
        )  # fmt: skip


def copy_template(store: Store, template_id: str) -> str:
    """Make a copy of a template, to be changed; gives its id."""
    with store.read() as session:
        name = _template(session, template_id).name
    with store.change(f"Copy the agenda {quoted(name)}") as session:
        before = _template(session, template_id)
        made = Template(id=new_id(), name=_free_name(session, name), starts=before.starts, ends=before.ends)
        session.add(made)
        for item in items_in(session, template_id):
            session.add(
                TemplateItem(
                    id=new_id(), template_id=made.id, **item.model_dump(exclude={"id", "template_id"})
                )
            )
        return made.id


def edit_template(
    store: Store,
    template_id: str,
    *,
    name: str | None = None,
    starts: time | None = None,
    ends: time | None = None,
) -> None:
    """Change a template's name or hours; refuses an empty name, one that is taken, and an end not after the start."""
    with store.read() as session:
        before = _template(session, template_id).name
    with store.change(f"Change the agenda {quoted(before)}") as session:
        kept = _template(session, template_id)
        if name is not None:
            kept.name = _checked_name(session, template_id, name)
        new_starts = time.fromisoformat(kept.starts) if starts is None else starts
        new_ends = time.fromisoformat(kept.ends) if ends is None else ends
        if new_ends <= new_starts:
            raise Refused(
                f"An agenda that starts at {new_starts:%H:%M} cannot end at {new_ends:%H:%M}. "
                "Nothing has been changed."
            )
        kept.starts, kept.ends = f"{new_starts:%H:%M}", f"{new_ends:%H:%M}"


def remove_template(store: Store, template_id: str) -> None:
    """Take a template away; refuses the last one. What was arranged from it stays."""
    with store.read() as session:
        name = _template(session, template_id).name
        left = session.exec(select(Template.id).where(col(Template.removed).is_(False))).all()
    if len(left) == 1:
        raise Refused(f"{quoted(name)} is the only agenda. Copy it first. Nothing has been changed.")
    with store.change(f"Remove the agenda {quoted(name)}") as session:
        _template(session, template_id).removed = True


def add_item(store: Store, template_id: str, title: str, after: str | None = None) -> str:
    """Add an item to a template, after another or last; gives its id.

    Refuses an empty title and a sixty-first item.
    """
    kept = _title(title)
    with store.change(f"Add {short_title(kept)} to a template") as session:
        _template(session, template_id)
        items = items_in(session, template_id)
        if len(items) >= _MOST_ITEMS:
            raise Refused(f"An agenda template holds {_MOST_ITEMS} items. Nothing has been changed.")
        made = TemplateItem(
            id=new_id(),
            template_id=template_id,
            position=0.0,
            title=kept,
            kind=ItemKind.INFORMATION.value,
            minutes=DEFAULT_MINUTES[ItemKind.INFORMATION],
        )
        ids = [one.id for one in items]
        items.insert(ids.index(after) + 1 if after in ids else len(ids), made)
        session.add(made)
        for position, one in enumerate(items, start=1):
            one.position = float(position)
        return made.id


def edit_item(
    store: Store,
    item_id: str,
    *,
    title: str | None = None,
    kind: ItemKind | None = None,
    duty: Duty | None = None,
    minutes: int | None = None,
    lead: str | None = None,
    questions: Sequence[str] | None = None,
) -> None:
    """Change an item of a template; what is None stays.

    With another kind it gets the usual length of that kind where it had the usual length of the old one.
    Refuses an empty title, text beyond the caps and a length outside 0 to 600 minutes.
    """
    wanted: dict[str, Any] = {}
    if title is not None:
        wanted["title"] = _title(title)
    if kind is not None:
        wanted["kind"] = ItemKind(kind).value
    if duty is not None:
        wanted["duty"] = Duty(duty).value
    if minutes is not None:
        wanted["minutes"] = check_minutes(minutes)
    if lead is not None:
        wanted["lead"] = line(lead, "The lead")
    if questions is not None:
        wanted["questions"] = "\n".join(filter(None, (line(one, "The question") for one in questions)))
    with store.read() as session:
        name = short_title(_item(session, item_id).title)
    with store.change(f"Change {name} in a template") as session:
        kept = _item(session, item_id)
        if kind is not None and minutes is None and kept.minutes == DEFAULT_MINUTES[ItemKind(kept.kind)]:
            wanted["minutes"] = DEFAULT_MINUTES[ItemKind(kind)]
        for field, value in wanted.items():
            setattr(kept, field, value)


def remove_item(store: Store, item_id: str) -> None:
    """Take an item off its template."""
    with store.read() as session:
        name = short_title(_item(session, item_id).title)
    with store.change(f"Take {name} off a template") as session:
        _item(session, item_id).removed = True


def move_item(store: Store, item_id: str, steps: int) -> bool:
    """Move an item so many places down (up when negative); gives whether it moved."""
    with store.read() as session:
        kept = _item(session, item_id)
        order = [(one.id, float(at)) for at, one in enumerate(items_in(session, kept.template_id), start=1)]
        name = short_title(kept.title)
    place = place_for(order, item_id, steps)
    if place is None:
        return False
    with store.change(f"Move {name} {'up' if steps < 0 else 'down'} in a template") as session:
        places = {**dict(order), item_id: place}
        ranked = sorted(places, key=lambda one: places[one])
        for position, one in enumerate(ranked, start=1):
            _item(session, one).position = float(position)
    return True


def _facts(one: Template, items: list[TemplateItem]) -> TemplateFacts:
    return TemplateFacts(
        one.id,
        one.name,
        time.fromisoformat(one.starts),
        time.fromisoformat(one.ends),
        len(items),
        sum(item.minutes for item in items),
        is_for_chairs(items),
    )


def _template(session: Session, template_id: str) -> Template:
    found = session.get(Template, template_id)
    if found is None or found.removed:
        raise Unknown("That agenda template is not in this store. Nothing has been changed.")
    return found


def _item(session: Session, item_id: str) -> TemplateItem:
    found = session.get(TemplateItem, item_id)
    if found is None or found.removed:
        raise Unknown("That item is not in the template any more. Nothing has been changed.")
    return found


def _title(title: str) -> str:
    kept = line(title, "The title")
    if not kept:
        raise Refused("An item needs a title. Nothing has been changed.")
    return kept


def _checked_name(session: Session, template_id: str, name: str) -> str:
    kept = line(name, "The name")
    if not kept:
        raise Refused("An agenda template needs a name. Nothing has been changed.")
    if fold(kept) in _names(session, template_id):
        raise Refused(f"There is already an agenda called {quoted(kept)}. Nothing has been changed.")
    return kept


def _names(session: Session, but: str = "") -> set[str]:
    known = session.exec(select(Template.id, Template.name).where(col(Template.removed).is_(False))).all()
    return {fold(name) for template_id, name in known if template_id != but}


def _free_name(session: Session, name: str) -> str:
    taken, at = _names(session), 1
    while fold(made := f"{name}, copy" + (f" {at}" if at > 1 else "")) in taken:
        at += 1
    return made


def _questions(text: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, text.splitlines())))
