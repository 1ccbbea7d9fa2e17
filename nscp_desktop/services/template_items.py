"""The items of agenda templates, and what is made of them: the agenda of a round, and that of a Chairs meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from nscp_desktop.errors import Unknown
from nscp_desktop.records import AgendaItem, Partnership, Template, TemplateItem, meeting_point
from nscp_desktop.rules.agenda import Duty

if TYPE_CHECKING:
    from nscp_desktop.records import Meeting

_OF_CHAIRS = frozenset({Duty.CHALLENGES.value, Duty.WHAT_CHANGED.value})


def items_in(session: Session, template_id: str) -> list[TemplateItem]:
    """The records of a template's items in order."""
    query = select(TemplateItem).where(
        TemplateItem.template_id == template_id, col(TemplateItem.removed).is_(False)
    )
    return list(session.exec(query.order_by(col(TemplateItem.position), col(TemplateItem.id))).all())


def is_for_chairs(items: list[TemplateItem]) -> bool:
    """Whether these items are the Chairs meeting's: one is for challenges, or for what changed in the groups."""
    return any(one.duty in _OF_CHAIRS for one in items)


def round_template_in(session: Session, template_id: str | None) -> str:
    """The template of a round: the one that is asked for, else the first that is not the Chairs meeting's.

    Empty when there is none; refuses (``Unknown``) one that is not there.
    """
    known = session.exec(
        select(Template.id).where(col(Template.removed).is_(False)).order_by(col(Template.name))
    ).all()
    if template_id is not None and template_id not in known:
        raise Unknown("That agenda template is not in this store. Nothing has been changed.")
    ours = (one for one in known if not is_for_chairs(items_in(session, one)))
    return template_id or next(ours, "")


def set_out_for_chairs(session: Session, meeting: Meeting) -> None:
    """Give a Chairs meeting the agenda of its template, as items of its own.

    A store that was set up before there was such a template takes the one of its partnership's file.
    """
    known = session.exec(
        select(Template.id).where(col(Template.removed).is_(False)).order_by(col(Template.name))
    ).all()
    found = next((items for one in known if is_for_chairs(items := items_in(session, one))), None)
    for position, item in enumerate(found if found is not None else _of_file(session), start=1):
        session.add(
            AgendaItem(
                id=meeting_point("agenda_item", meeting.id, item.id),
                round_id=meeting.round_id,
                meeting_id=meeting.id,
                position=float(position),
                title=item.title,
                kind=item.kind,
                duty=item.duty,
                minutes=item.minutes,
                lead=item.lead,
                paper=item.paper,
            )
        )
    session.flush()


def _of_file(session: Session) -> list[TemplateItem]:
    """The items for a Chairs meeting that come with the partnership's file; none where it has none."""
    from nscp_desktop.services.partnership_file import described

    code = session.exec(select(Partnership.code)).first() or ""
    for agenda in described(code).agendas:
        made = [
            TemplateItem(
                id=f"{agenda.name} {at}", template_id="", position=float(at), title=one.title, kind=one.kind,
                duty=one.duty, minutes=one.minutes, lead=one.lead, paper=one.paper,
            )
            for at, one in enumerate(agenda.items, start=1)
        ]  # fmt: skip
        if is_for_chairs(made):
            return made
    return []
