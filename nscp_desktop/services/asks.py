"""What the youth boards said, and what became of it: we talked, we did, they were told."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from sqlmodel import Session, col, select

from nscp_desktop.errors import Refused, Unknown
from nscp_desktop.records import Action, Ask, Meeting, Talk, meeting_point
from nscp_desktop.rules.meetings import GONE
from nscp_desktop.rules.wording import line, note
from nscp_desktop.services.ask_rows import ask, board_name, facing_in
from nscp_desktop.services.meeting_facts import spelt
from nscp_desktop.services.people import known_name
from nscp_desktop.services.register import meeting_in

if TYPE_CHECKING:
    from datetime import date

    from nscp_desktop.store import Store


class Typed(StrEnum):
    """The texts of an ask that are typed at length."""

    SAID = "said"
    DID = "did"
    HOW = "told_how"
    WORDS = "told_words"


_WORDS = {
    Typed.SAID: "What they said",
    Typed.DID: "What we did",
    Typed.HOW: "How they were told",
    Typed.WORDS: "Their words",
}


# -- what they said ---------------------------------------------------------------------------------


def add_ask(
    store: Store,
    board_id: str,
    said: str,
    said_on: date,
    *,
    brought_by_id: str | None = None,
    asked_of: str = "",
    consent: bool = False,
    consent_by: str = "",
    consent_on: date | None = None,
) -> str:
    """Add what a board said; gives its id.

    Refuses no words, a day that has not come, and consent to share without who gave it: their words are
    printed only when it is recorded who agreed.
    """
    today = store.now().date()
    kept = _checked_said(said, said_on, today)
    asked = line(asked_of, "What they ask")
    by = _checked_consent(consent_by, consent=consent)
    with store.read() as session:
        name = board_name(session, board_id)
        if brought_by_id is not None:
            known_name(session, brought_by_id)
    with store.change(f"Add what the {name} board said") as session:
        store.settle_draft(session, "board", board_id, "said")
        made = Ask(
            board_id=board_id, said=kept, said_on=said_on, brought_by_id=brought_by_id, asked_of=asked,
            consent=consent, consent_by=by, consent_on=(consent_on or today) if consent else None,
        )  # fmt: skip
        session.add(made)
        return made.id


def correct_ask(
    store: Store,
    ask_id: str,
    *,
    said: str | None = None,
    said_on: date | None = None,
    asked_of: str | None = None,
    brought_by_id: str | None = None,
    consent: bool | None = None,
    consent_by: str | None = None,
) -> None:
    """Put right what a board said, or who agreed to share it; None leaves a fact as it is.

    Refuses as :func:`add_ask` does.
    """
    today = store.now().date()
    known = ask(store, ask_id)
    kept = _checked_said(
        known.said if said is None else said, known.said_on if said_on is None else said_on, today
    )
    if said is not None and kept == known.said:
        store.drop_draft("ask", ask_id, Typed.SAID)
    agreed = known.consent if consent is None else consent
    by = _checked_consent(known.consent_by if consent_by is None else consent_by, consent=agreed)
    with store.change(f"Put right what the {known.board} board said") as session:
        record = session.get_one(Ask, ask_id)
        record.said, record.consent, record.consent_by = kept, agreed, by
        record.consent_on = (record.consent_on or today) if agreed else None
        if said_on is not None:
            record.said_on = said_on
        if asked_of is not None:
            record.asked_of = line(asked_of, "What they ask")
        if brought_by_id is not None:
            record.brought_by_id = brought_by_id or None


def remove_ask(store: Store, ask_id: str) -> None:
    """Take what a board said off the list, as when it was typed twice; undo brings it back."""
    known = ask(store, ask_id)
    with store.change(f"Remove what the {known.board} board said on {spelt(known.said_on)}") as session:
        session.get_one(Ask, ask_id).removed = True


# -- what became of it ------------------------------------------------------------------------------


def talked(store: Store, ask_id: str, meeting_id: str, item_id: str, text: str) -> bool:
    """Write what a meeting said about an ask, its one text; gives whether anything was to be written.

    An empty text takes it away. Refuses a meeting that will not be held.
    """
    kept = note(text, "What we talked about").strip()
    known = ask(store, ask_id)
    with store.read() as session:
        meeting = _held_here(session, meeting_id)
        on = meeting.date
    key = ("talk", f"{ask_id} {meeting_id}", item_id)
    if kept == known.own_talk(meeting_id):
        store.drop_draft(*key)
        return False
    with store.change(f"Write what we talked about for the {known.board} board") as session:
        store.settle_draft(session, *key)
        talk_id = meeting_point("talk", ask_id, meeting_id)
        record = session.get(Talk, talk_id)
        if record is None:
            record = Talk(
                id=talk_id, ask_id=ask_id, meeting_id=meeting_id, item_id=item_id, talked_on=on, text=kept
            )
        record.text, record.item_id, record.removed = kept, item_id, not kept
        session.add(record)
    return True


def talk_in(session: Session, meeting: Meeting, item_id: str, text: str) -> Talk | None:
    """A line of the capture line about the one ask that waits, for an open change; None when it is not one."""
    waiting = session.exec(
        select(Ask.id).where(
            col(Ask.board_id).in_(facing_in(session, meeting.group_id)),
            col(Ask.removed).is_(False),
            col(Ask.told_on).is_(None),
        )
    ).all()
    if len(waiting) != 1:
        return None
    return Talk(ask_id=waiting[0], meeting_id=meeting.id, item_id=item_id, talked_on=meeting.date, text=text)


def we_did(store: Store, ask_id: str, text: str) -> bool:
    """Write what we did about an ask, dated today when it is new; gives whether anything was to be written."""
    kept = note(text, "What we did").strip()
    known = ask(store, ask_id)
    if kept == known.did:
        store.drop_draft("ask", ask_id, "did")
        return False
    with store.change(f"Write what we did for the {known.board} board") as session:
        record = session.get_one(Ask, ask_id)
        record.did = kept
        record.did_on = (record.did_on or store.now().date()) if kept else None
    return True


def link_action(store: Store, ask_id: str, action_id: str | None) -> None:
    """Say which action answers an ask, or that none does; refuses an action that is not there."""
    known = ask(store, ask_id)
    with store.read() as session:
        found = None if action_id is None else session.get(Action, action_id)
        if action_id is not None and (found is None or found.removed):
            raise Unknown("That action is not in this store any more. Nothing has been changed.")
        words = "no action" if found is None else found.reference
    with store.change(f"Link {words} to what the {known.board} board said") as session:
        session.get_one(Ask, ask_id).action_id = action_id


def told(store: Store, ask_id: str, on: date | None, how: str = "", words: str = "") -> None:
    """Note when a board was told what became of an ask, how, and what they said to it; None: not yet.

    Refuses a day before they said it and one that has not come.
    """
    known = ask(store, ask_id)
    if on is None:
        with store.change(f"Note that the {known.board} board was not told yet") as session:
            record = session.get_one(Ask, ask_id)
            record.told_on, record.told_how, record.told_words = None, "", ""
        return
    if on < known.said_on:
        raise Refused(
            f"They said it on {spelt(known.said_on)}, so they were told later. Nothing has been changed."
        )
    if on > store.now().date():
        raise Refused(f"{spelt(on)} has not come yet. Nothing has been changed.")
    kept_how, kept_words = line(how, "How they were told"), note(words, "Their words").strip()
    with store.change(f"Note that the {known.board} board was told on {spelt(on)}") as session:
        record = session.get_one(Ask, ask_id)
        record.told_on, record.told_how, record.told_words = on, kept_how, kept_words


# -- drafts -----------------------------------------------------------------------------------------


def keep_said(store: Store, board_id: str, text: str, cursor: int) -> None:
    """Make what is being typed as the words of a board durable; an empty text is forgotten."""
    _keep(store, ("board", board_id, "said"), text, cursor)


def waiting_said(store: Store, board_id: str) -> str:
    """The words of a board that were being typed and never added, to go on with; empty when there are none."""
    found = (
        one.text
        for one in store.drafts()
        if (one.table, one.record, one.field) == ("board", board_id, "said")
    )
    return next(found, "")


def keep_talk(store: Store, ask_id: str, meeting_id: str, item_id: str, text: str, cursor: int) -> None:
    """Make what is being typed as "we talked" durable without making it a deed."""
    note(text, "What we talked about")
    store.keep_draft("talk", f"{ask_id} {meeting_id}", item_id, text, cursor)


def keep_ask(store: Store, ask_id: str, field: Typed, text: str, cursor: int) -> None:
    """Make what is being typed on an ask durable without making it a deed."""
    note(text, _WORDS[field])
    store.keep_draft("ask", ask_id, field, text, cursor)


def waiting_ask(store: Store, ask_id: str) -> dict[Typed, str]:
    """What was typed on an ask and is not yet a deed, by its field; empty texts are left out."""
    typed = {
        draft.field: draft.text for draft in store.drafts() if (draft.table, draft.record) == ("ask", ask_id)
    }
    return {field: typed[field] for field in Typed if typed.get(field)}


def recover(store: Store) -> tuple[str, ...]:
    """Make a deed of every draft of "they said", "we talked" and "we did" that was left behind; gives the asks.

    One that cannot be written stays a draft: no words are lost. So do words of a board that were never added
    (:func:`waiting_said`), and how a board was told before it is said that it was (:func:`waiting_ask`).
    """
    found = []
    for draft in store.drafts():
        try:
            if draft.table == "talk":
                ask_id, _, meeting_id = draft.record.partition(" ")
                written = talked(store, ask_id, meeting_id, draft.field, draft.text)
            elif (draft.table, draft.field) == ("ask", Typed.DID):
                ask_id = draft.record
                written = we_did(store, ask_id, draft.text)
            elif (draft.table, draft.field) == ("ask", Typed.SAID):
                ask_id = draft.record
                correct_ask(store, ask_id, said=draft.text)
                written = True
            else:
                continue
        except Refused:
            continue
        if written:
            found.append(ask_id)
    return tuple(found)


def _keep(store: Store, key: tuple[str, str, str], text: str, cursor: int) -> None:
    if text.strip():
        note(text, "What they said")
        store.keep_draft(*key, text, cursor)
    else:
        store.drop_draft(*key)


# -- the steps --------------------------------------------------------------------------------------


def _checked_said(said: str, said_on: date, today: date) -> str:
    kept = note(said, "What they said").strip()
    if not kept:
        raise Refused("Type what they said first. Nothing has been changed.")
    if said_on > today:
        raise Refused(f"{spelt(said_on)} has not come yet. Nothing has been changed.")
    return kept


def _checked_consent(by: str, *, consent: bool) -> str:
    kept = line(by, "Who agreed")
    if consent and not kept:
        raise Refused(
            "Say who agreed that their words may be shared, or take the tick away. Nothing has been changed."
        )
    return kept if consent else ""


def _held_here(session: Session, meeting_id: str) -> Meeting:
    meeting = meeting_in(session, meeting_id)
    if meeting.status in GONE:
        raise Refused(
            f"This meeting was {meeting.status}, so nothing can be written at it. Nothing has been changed."
        )
    return meeting
