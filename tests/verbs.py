"""Every text that a service takes, with the deed that brings it there: found by looking, done by hand.

``taken()`` finds the parameters that may carry words in the signatures of the services. Each stands in
``FIELDS`` with the deed that passes the words, or in ``NOT_TYPED`` with the reason why nobody types them.
"""

from __future__ import annotations

import inspect
import json
import pkgutil
import re
from copy import copy
from dataclasses import dataclass
from datetime import date, time
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import text as sql
from sqlmodel import select

from nscp_desktop import services
from nscp_desktop.records import (
    Answer,
    Ask,
    Challenge,
    Decision,
    Holding,
    IssuedPaper,
    Question,
    Remark,
    Reply,
    Round,
)
from nscp_desktop.rules.actions import Answer as Replied
from nscp_desktop.rules.attached_papers import Look
from nscp_desktop.rules.attendance import State
from nscp_desktop.rules.capture import Captured, Kind
from nscp_desktop.rules.meetings import MeetingKind, Mode
from nscp_desktop.rules.names import Known
from nscp_desktop.rules.register_line import Choice, RegisterMark
from nscp_desktop.rules.retention import Held
from nscp_desktop.services import (
    action_rows,
    actions,
    agenda,
    answers,
    arranging,
    asks,
    attached_papers,
    attendance,
    calendars,
    capture,
    captured,
    chairs,
    clashes,
    corrections,
    declarations,
    deputies,
    half_planned,
    half_typed,
    holds,
    local_agenda,
    meeting_facts,
    meetings,
    members_paste,
    minutes,
    notes,
    officers,
    organisations,
    partnership,
    people,
    questions,
    rounds,
    search,
    seats,
    shared_agenda,
    speakers,
    templates,
    withdrawals,
    year_dates,
    youth_boards,
)
from nscp_desktop.services.attached_papers import Incoming
from tests.hostile import as_line, as_note

if TYPE_CHECKING:
    from collections.abc import Callable

    from nscp_desktop.store import Store
    from tests.hostile import Typed
    from tests.services.winter import Winter

DAY: Final = date(2027, 1, 14)


_COUNTED: Final = tuple(
    sql(f"SELECT count(*) FROM {table}")  # noqa: S608 names that stand here
    for table in ("change_log", "journal", "draft", "setting")
)


class Scene:
    """A meeting of January that runs, with one of everything; ids by short names."""

    def __init__(self, held: Winter) -> None:
        self.store = held.store
        self.meeting, self.next_meeting, self.last_meeting = held.january, held.march, held.november
        self.group = held.group_id
        self.item, self.breakout = held.item("Neglect"), held.item("Breakout")
        self.person = held.person("Joe")
        with self.store.read() as session:
            self.ask = session.exec(select(Ask).where(Ask.consent)).one().id
            self.board = session.get_one(Ask, self.ask).board_id
            self.decision = session.exec(select(Decision.id)).one()
            self.remark = session.exec(select(Remark.id)).one()
            self.room = session.exec(select(Answer.room_id)).first() or ""
            self.question = (
                session.exec(select(Question.id).where(Question.item_id == self.breakout)).first() or ""
            )
            self.seat = session.exec(select(Holding.seat_id).where(Holding.person_id == self.person)).one()
            reply = session.exec(select(Reply)).first()
            assert reply is not None
            self.for_every, self.asked = reply.action_id, reply.organisation_id
            self.round = session.exec(select(Round.id).where(Round.number == 6)).one()
        self.action = next(row.id for row in actions.list_actions(self.store) if row.owner_id)
        self.organisation = organisations.organisations(self.store)[0].organisation_id
        self.sector = partnership.sectors(self.store)[0].sector_id

    def at(self, store: Store) -> Scene:
        """The same meeting in a copy of its store."""
        there = copy(self)
        there.store = store
        return there

    def counts(self) -> tuple[int, ...]:
        """How many rows the log, the journal, the drafts and the settings have."""
        with self.store.read() as session:
            connection = session.connection()
            return tuple(connection.execute(one).scalar_one() for one in _COUNTED)

    def said_since(self, before: tuple[int, ...]) -> list[str]:
        """Every text that the log and the drafts hold since ``counts()`` gave ``before``."""
        with self.store.read() as session:
            connection = session.connection()
            logged = connection.execute(
                sql("SELECT value FROM change_log ORDER BY rowid LIMIT -1 OFFSET :n"), {"n": before[0]}
            ).scalars()
            said = [leaf for value in logged if value for leaf in _texts(json.loads(value))]
        return said + [draft.text for draft in self.store.drafts()]


def _texts(value: Any) -> list[str]:  # noqa: ANN401 what JSON holds
    if isinstance(value, str):
        return [value]
    within = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [leaf for one in within for leaf in _texts(one)]


# -- what takes words ------------------------------------------------------------------------------

_CARRIERS: Final = frozenset(
    {"Captured", "Incoming", "Owner", "PastePreview", "Plan", "RegisterMark", "Typed", "str"}
)
"""Types of parameters through which words reach a service."""
_MUTE: Final = frozenset(
    {
        "ActionRow", "Agenda", "AgendaRow", "Answer", "Box", "Carried", "Choice", "Duty", "LeftAlone", "Watch", "Any", "Backup", "Callable", "Capacity", "CaptureContext", "Collection",
        "Copy", "Cost", "Edition", "Held", "How", "Issued", "ItemKind", "Iterable", "Key", "Kind", "Look", "Mapping", "MeetingFacts", "MeetingKind",
        "Mode", "None", "Order", "Paper", "PaperKind", "Path", "RoomActions", "SectorFacts", "Sequence", "What", "Session", "Store", "Tell", "Wanted", "Which", "Withdrawn", "YearPlan", "bool", "bytes", "class", "date",
        "datetime", "dt", "int", "store", "nscp_desktop", "time", "tuple",
    }
)  # fmt: skip
"""Types that carry no words a person types: choices, days, rows that were read, ids within them."""
_NAME: Final = re.compile(r"[A-Za-z_]\w*")


def taken() -> dict[str, str]:
    """Every parameter of a service over a store that may carry words: its key, and what it is annotated as.

    Ids are left out by their names. A type that is in neither list is given as ``?``.
    """
    found = {}
    for module in pkgutil.iter_modules(services.__path__):
        there = import_module(f"nscp_desktop.services.{module.name}")
        for name, verb in vars(there).items():
            if name.startswith("_") or not inspect.isfunction(verb) or verb.__module__ != there.__name__:
                continue
            parameters = list(inspect.signature(verb).parameters.values())
            if not parameters or "Store" not in str(parameters[0].annotation):
                continue
            for one in parameters[1:]:
                words = set(_NAME.findall(str(one.annotation)))
                key = f"{module.name}.{name}({one.name})"
                if words - _CARRIERS - _MUTE:
                    found[key] = "?"
                elif words & _CARRIERS and not one.name.endswith(("_id", "_ids")):
                    found[key] = str(one.annotation)
    return found


_SECRET: Final = "a passphrase or recovery key: any sign may stand in it, it is stretched and never kept"

NOT_TYPED: Final = {
    "slots.add_passphrase(again)": _SECRET,
    "slots.add_passphrase(known)": _SECRET,
    "slots.add_passphrase(name)": "it goes to a setting, not to the records; tests/ui/test_keys.py types it",
    "slots.add_passphrase(new)": _SECRET,
    "slots.change_passphrase(again)": _SECRET,
    "slots.change_passphrase(new)": _SECRET,
    "slots.change_passphrase(old)": _SECRET,
    "slots.new_recovery_key(known)": _SECRET,
    "slots.recovery_paper(key)": _SECRET,
    "slots.revoke(known)": _SECRET,
    "slots.take_back(key)": _SECRET,
    "locking.key_by(secret)": _SECRET,
    "strikes.mark_struck_in(became)": "an id",
    "history.subject(table)": "the program's own word",
    "keeping.not_made(said)": "a sentence of the program's own",
    "slots.fresh_key(known)": _SECRET,
    "removals.take(label)": "the program's own words",
    "withdrawals.refuse(reason)": "asked before withdraw(reason), which keeps it",
    "breakout_content.breakouts_in(actions)": "rows that were read",
    "spelling.add_word(word)": "a word that stands in the notes; a setting, and refused unless it is one word",
    "spelling.remove_word(word)": "a word that was added",
    "asks.keep_ask(field)": "the program's own word",
    "captured.correct_text(table)": "the program's own word",
    "captured.correct_theme(table)": "the program's own word",
    "captured.strike(table)": "the program's own word",
    "captured.turn_into(table)": "the program's own word",
    "captured.turn_into(said)": "as capture.record",
    "captured.give_owner(owner)": "chosen from a list",
    "capture.add_in(serial)": "made by the program",
    "corrections.keep_draft(table)": "the program's own word",
    "corrections.write(table)": "the program's own word",
    "exports.note_printed(paper)": "the title of a paper",
    "exports.save(paper)": "the title of a paper",
    "history.history(table)": "the program's own word",
    "half_typed.keep(fit)": "the check of the program's own",
    "letterhead.letterhead(paper)": "the program's own word",
    "local_agenda.add_item(after)": "an id",
    "templates.add_item(after)": "an id",
    "partnership.groups(kind)": "the program's own word",
    "partnership.marking(paper)": "the program's own word",
    "partnership.wording(key)": "the program's own word",
    "rooms.people_in(also)": "ids",
    "shared_agenda.add_item(after)": "an id",
    "shared_agenda.add_item(seen_in)": "an id",
    "shared_agenda.edit_item(seen_in)": "an id",
    "shared_agenda.move_item(seen_in)": "an id",
    "capture.add_in(captured)": "as capture.record",
    "actions.add_note(by)": "an id",
    "actions.reassign(owner)": "found among people and organisations",
}  # fmt: skip
"""Parameters that are texts but that nobody types."""


# -- what is done with them ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Field:
    """A text a service takes: the deed, where such a text may stand, and what is kept of it.

    ``kept`` gives the words that must be found in the store afterwards; None when the deed only asks, or
    understands the words as something else.
    """

    do: Callable[[Scene, str], object]
    fits: Callable[[Typed], bool]
    kept: Callable[[str], str] | None
    before: Callable[[Scene], object] | None = None
    """What is done once before."""
    understood: bool = False
    """The words are read: they may also be refused because they mean nothing."""


def line(do: Callable[[Scene, str], object], before: Callable[[Scene], object] | None = None) -> Field:
    """A line that is kept as typed."""
    return Field(do, lambda typed: typed.line, as_line, before)


def note(do: Callable[[Scene, str], object], kept: Callable[[str], str] = as_note) -> Field:
    """Prose that is kept as typed."""
    return Field(do, lambda typed: typed.note, kept)


def asked(do: Callable[[Scene, str], object]) -> Field:
    """Words that are looked for or understood and not kept: any may be given, none is an error."""
    return Field(do, lambda _typed: True, None, understood=True)


def _understood(text: str, kind: Kind = Kind.ACTION, **more: Any) -> Captured:  # noqa: ANN401
    return Captured(said=text, kind=kind, text=text, **more)


def _everybody(scene: Scene, text: str) -> None:
    officers.add_officer(scene.store, text, "coordinator")


def _paste(scene: Scene, text: str) -> None:
    pasted = f"Name\tOrganisation\tRole\nAda Lark\t{text}\tClerk"
    members_paste.preview(scene.store, scene.group, pasted)


def _take_in(scene: Scene, text: str) -> None:
    found = members_paste.preview(
        scene.store, scene.group, f"Name\tOrganisation\nAda Lark\tLark Trust\n{text}"
    )
    members_paste.take_in(scene.store, found)


def _close(scene: Scene) -> None:
    meetings.close_meeting(scene.store, scene.meeting)


def _issue(scene: Scene) -> None:
    """Issue a paper for each text: one is withdrawn only once."""
    with scene.store.change("Issue") as session:
        for number in range(200):
            session.add(
                IssuedPaper(
                    id=f"paper {number}", meeting_id=scene.meeting, paper="minutes", version=number, status="draft",
                    fingerprint=f"{number}", issued_at=scene.store.now(),
                )
            )  # fmt: skip


def _withdraw(scene: Scene, text: str) -> None:
    withdrawn = len(issued_papers_withdrawn(scene))
    withdrawals.withdraw(scene.store, f"paper {withdrawn}", text)


def issued_papers_withdrawn(scene: Scene) -> list[str]:
    """The papers that are withdrawn so far."""
    return [one.issued_id for one in withdrawals.issued_papers(scene.store) if one.withdrawn]


def _told(scene: Scene, **more: str) -> None:
    asks.told(scene.store, scene.ask, DAY, **more)


def _raise(scene: Scene) -> None:
    capture.record(scene.store, scene.meeting, scene.item, _understood("Who answers?", Kind.CHALLENGE))


def _challenge(scene: Scene) -> str:
    with scene.store.read() as session:
        return session.exec(select(Challenge.id)).all()[-1]


def _template(scene: Scene) -> str:
    return templates.templates(scene.store)[0].id


def _first(scene: Scene) -> str:
    return templates.rows(scene.store, _template(scene))[0].item_id


def _plan(scene: Scene, text: str) -> rounds.Plan:
    return rounds.Plan(scene.group, date(2027, 5, 13), time(10), time(12), Mode.ROOM, text)


def _first_to_come(scene: Scene) -> str:
    return agenda.agenda(scene.store, scene.next_meeting).rows[0].item_id


def _attach(scene: Scene) -> None:
    paper = Incoming("Chronology.txt", b"Its words")
    attached_papers.attach(
        scene.store, scene.next_meeting, _first_to_come(scene), paper, lambda *_given: Look()
    )


def _attached(scene: Scene) -> str:
    return attached_papers.papers(scene.store, scene.next_meeting, _first_to_come(scene))[0].paper_id


FIELDS: Final = {
    "action_rows.matching(words)": asked(
        lambda s, t: action_rows.matching(action_rows.list_actions(s.store), t)
    ),
    "actions.add_note(text)": line(lambda s, t: actions.add_note(s.store, s.action, t)),
    "actions.answer(text)": line(lambda s, t: actions.answer(s.store, s.for_every, s.asked, Replied.DONE, t)),
    "actions.change_due(said)": line(lambda s, t: actions.change_due(s.store, s.action, None, t)),
    "actions.close(difference)": line(lambda s, t: actions.close(s.store, s.action, t)),
    "actions.keep_typed(now)": line(
        lambda s, t: actions.keep_typed(s.store, s.action, actions.Typed(t, t))
    ),
    "actions.reassign(said)": line(lambda s, t: actions.reassign(s.store, s.action, None, t)),
    "answers.answer(lines)": line(lambda s, t: answers.answer(s.store, s.room, s.question, [t])),
    "answers.keep_draft(text)": note(lambda s, t: answers.keep_draft(s.store, s.room, s.question, t, 0), str),
    "attached_papers.attach(incoming)": asked(
        lambda s, t: attached_papers.attach(
            s.store, s.next_meeting, _first_to_come(s), Incoming(f"{t}.txt", b"Words"), lambda *_given: Look()
        )
    ),
    "attached_papers.rename(title)": line(
        lambda s, t: attached_papers.rename(s.store, s.next_meeting, _attached(s), t), _attach
    ),
    "arranging.arrange_meeting(venue)": line(
        lambda s, t: arranging.arrange_meeting(
            s.store, s.group, s.round, date(2027, 3, 25), time(10), time(12), venue=t, kind=MeetingKind.EXTRA
        )
    ),
    "arranging.cancel_meeting(reason)": line(
        lambda s, t: arranging.cancel_meeting(s.store, s.next_meeting, t)
    ),
    "arranging.edit_meeting(venue)": line(
        lambda s, t: arranging.edit_meeting(s.store, s.next_meeting, venue=t)
    ),
    "arranging.rearrange_meeting(reason)": line(
        lambda s, t: arranging.rearrange_meeting(
            s.store, s.next_meeting, date(2027, 3, 25), time(10), time(12), Mode.ROOM, "", t
        )
    ),
    "arranging.rearrange_meeting(venue)": line(
        lambda s, t: arranging.rearrange_meeting(
            s.store, s.next_meeting, date(2027, 3, 25), time(10), time(12), Mode.ROOM, t, "snow"
        )
    ),
    "asks.add_ask(asked_of)": line(lambda s, t: asks.add_ask(s.store, s.board, "They said", DAY, asked_of=t)),
    "asks.add_ask(consent_by)": line(
        lambda s, t: asks.add_ask(s.store, s.board, "They said", DAY, consent=True, consent_by=t)
    ),
    "asks.add_ask(said)": note(lambda s, t: asks.add_ask(s.store, s.board, t, DAY)),
    "asks.correct_ask(asked_of)": line(lambda s, t: asks.correct_ask(s.store, s.ask, asked_of=t, consent=False)),
    "asks.correct_ask(consent_by)": line(
        lambda s, t: asks.correct_ask(s.store, s.ask, consent=True, consent_by=t)
    ),
    "asks.correct_ask(said)": note(lambda s, t: asks.correct_ask(s.store, s.ask, said=t, consent=False)),
    "asks.keep_ask(text)": note(
        lambda s, t: asks.keep_ask(s.store, s.ask, asks.Typed.WORDS, t, 0), str
    ),
    "asks.keep_said(text)": note(lambda s, t: asks.keep_said(s.store, s.board, t, 0), str),
    "asks.keep_talk(text)": note(lambda s, t: asks.keep_talk(s.store, s.ask, s.meeting, s.item, t, 0), str),
    "asks.talked(text)": note(lambda s, t: asks.talked(s.store, s.ask, s.meeting, s.item, t)),
    "asks.told(how)": line(lambda s, t: _told(s, how=t)),
    "asks.told(words)": note(lambda s, t: _told(s, words=t)),
    "asks.we_did(text)": note(lambda s, t: asks.we_did(s.store, s.ask, t)),
    "attendance.mark(said)": line(
        lambda s, t: attendance.mark(s.store, s.meeting, RegisterMark(said=t, guest=t))
    ),
    "attendance.say_where_from(organisation)": line(
        lambda s, t: attendance.say_where_from(s.store, s.meeting, s.person, t)
    ),
    "calendars.keep_school_holidays(text)": asked(lambda s, t: calendars.keep_school_holidays(s.store, t)),
    "half_planned.keep(wanted)": Field(
        lambda s, t: half_planned.keep(s.store, 2027, {("one", 1): _plan(s, t)}, ()),
        lambda typed: typed.line,
        None,
    ),
    "half_typed.keep(text)": line(
        lambda s, t: half_typed.keep(s.store, half_typed.Box("meeting", s.meeting, "a box"), t)
    ),
    "capture.record(captured)": line(
        lambda s, t: capture.record(s.store, s.meeting, s.item, _understood(t))
    ),
    "clashes.look_over(wanted)": asked(lambda s, t: clashes.look_over(s.store, {("one", 1): _plan(s, t)})),
    "clashes.of_plan(plan)": asked(lambda s, t: clashes.of_plan(s.store, _plan(s, t))),
    "captured.correct_theme(text)": line(
        lambda s, t: captured.correct_theme(s.store, "decision", s.decision, None, text=t)
    ),
    "captured.give_date(said)": line(lambda s, t: captured.give_date(s.store, s.action, DAY, t)),
    "captured.give_date(text)": line(lambda s, t: captured.give_date(s.store, s.action, DAY, text=t)),
    "captured.give_owner(text)": line(lambda s, t: captured.give_owner(s.store, s.action, None, text=t)),
    "captured.complete(said)": asked(
        lambda s, t: captured.complete(s.store, s.action, t, capture.context(s.store, s.meeting))
    ),
    "captured.correct_reason(reason)": line(lambda s, t: captured.correct_reason(s.store, s.decision, t)),
    "captured.part_reason(text)": line(
        lambda s, t: captured.part_reason(s.store, s.decision, t, "it works")
    ),
    "captured.part_reason(reason)": line(
        lambda s, t: captured.part_reason(s.store, s.decision, "Adopt it", t)
    ),
    "captured.raise_to(body)": line(lambda s, t: captured.raise_to(s.store, _challenge(s), t)),
    "captured.correct_text(text)": line(lambda s, t: captured.correct_text(s.store, "decision", s.decision, t)),
    "chairs.answer_challenge(answer)": line(
        lambda s, t: chairs.answer_challenge(s.store, _challenge(s), t, DAY), _raise
    ),
    "chairs.keep_line_draft(text)": line(lambda s, t: chairs.keep_line_draft(s.store, s.meeting, 1, t, 0)),
    "chairs.write_line(text)": line(lambda s, t: chairs.write_line(s.store, s.meeting, 1, t)),
    "declarations.declare(said)": line(
        lambda s, t: declarations.declare(s.store, s.meeting, s.item, t)
    ),
    "corrections.keep_draft(text)": line(
        lambda s, t: corrections.keep_draft(s.store, "decision", s.decision, t, 0)
    ),
    "corrections.write(text)": line(lambda s, t: corrections.write(s.store, "decision", s.decision, t)),
    "deputies.nominate_by_name(name)": line(
        lambda s, t: deputies.nominate_by_name(s.store, s.seat, t, DAY)
    ),
    "holds.set_hold(reason)": line(
        lambda s, t: holds.set_hold(s.store, Held.GROUP, s.group, t, DAY)
    ),
    "local_agenda.add_item(lead)": line(
        lambda s, t: local_agenda.add_item(s.store, s.next_meeting, "A talk", lead=t)
    ),
    "local_agenda.add_item(title)": line(lambda s, t: local_agenda.add_item(s.store, s.next_meeting, t)),
    "local_agenda.edit_item(lead)": line(
        lambda s, t: local_agenda.edit_item(s.store, s.meeting, s.item, lead=t)
    ),
    "local_agenda.edit_item(title)": line(
        lambda s, t: local_agenda.edit_item(s.store, s.meeting, s.item, title=t)
    ),
    "meeting_facts.meeting_on(group_words)": asked(lambda s, t: meeting_facts.meeting_on(s.store, t, DAY)),
    "meetings.agree_last_minutes(subject_to)": line(
        lambda s, t: meetings.agree_last_minutes(s.store, s.next_meeting, t), _close
    ),
    "members_paste.preview(text)": asked(_paste),
    "members_paste.take_in(preview)": asked(_take_in),
    "minutes.agree(subject_to)": line(lambda s, t: minutes.agree(s.store, s.meeting, DAY, t), _close),
    "notes.keep_draft(text)": note(lambda s, t: notes.keep_draft(s.store, s.meeting, s.item, t, 0), str),
    "notes.write(text)": note(lambda s, t: notes.write(s.store, s.meeting, s.item, t)),
    "officers.add_officer(name)": line(_everybody),
    "officers.add_officer(role)": asked(lambda s, t: officers.add_officer(s.store, "Ada Lark", t)),
    "organisations.add_organisation(name)": line(lambda s, t: organisations.add_organisation(s.store, t)),
    "organisations.add_organisation(short)": line(
        lambda s, t: organisations.add_organisation(s.store, "Lark Trust", short=t)
    ),
    "organisations.change_organisation(name)": line(
        lambda s, t: organisations.change_organisation(s.store, s.organisation, name=t)
    ),
    "organisations.change_organisation(short)": line(
        lambda s, t: organisations.change_organisation(s.store, s.organisation, short=t)
    ),
    "partnership.find_group(words)": asked(lambda s, t: partnership.find_group(s.store, t)),
    "partnership.set_front_door(name)": line(lambda s, t: partnership.set_front_door(s.store, t, "0300")),
    "partnership.set_front_door(number)": line(lambda s, t: partnership.set_front_door(s.store, "Door", t)),
    "partnership.set_up(code)": asked(lambda s, t: partnership.set_up(s.store, t)),
    "people.add_person(email)": line(lambda s, t: people.add_person(s.store, "Ada Lark", email=t)),
    "people.add_person(name)": line(lambda s, t: people.add_person(s.store, t)),
    "people.add_person(role)": line(lambda s, t: people.add_person(s.store, "Ada Lark", role=t)),
    "people.change_person(email)": line(lambda s, t: people.change_person(s.store, s.person, email=t)),
    "people.change_person(initials)": line(lambda s, t: people.change_person(s.store, s.person, initials=t)),
    "people.change_person(name)": line(lambda s, t: people.change_person(s.store, s.person, name=t)),
    "people.change_person(role)": line(lambda s, t: people.change_person(s.store, s.person, role=t)),
    "questions.set_questions(texts)": line(
        lambda s, t: questions.set_questions(
            s.store, s.breakout, [one.text for one in agenda.agenda(s.store, s.meeting).row(s.breakout).questions] + [t]
        )
    ),
    "rounds.arrange_round(title)": line(
        lambda s, t: rounds.arrange_round(s.store, 2027, 1, date(2027, 5, 1), title=t)
    ),
    "rounds.arrange_round_with_meetings(plans)": line(
        lambda s, t: rounds.arrange_round_with_meetings(
            s.store, 2027, 1, date(2027, 5, 1),
            [rounds.Plan(s.group, date(2027, 5, 13), time(10), time(12), Mode.ROOM, t)],
        )
    ),
    "rounds.arrange_round_with_meetings(title)": line(
        lambda s, t: rounds.arrange_round_with_meetings(s.store, 2027, 1, date(2027, 5, 1), [], title=t)
    ),
    "search.search(typed)": asked(lambda s, t: search.search(s.store, t)),
    "seats.add_member(email)": line(
        lambda s, t: seats.add_member(s.store, s.group, "Ada Lark", "Lark Trust", DAY, email=t)
    ),
    "seats.add_member(name)": line(lambda s, t: seats.add_member(s.store, s.group, t, "Lark Trust", DAY)),
    "seats.add_member(organisation)": line(
        lambda s, t: seats.add_member(s.store, s.group, "Ada Lark", t, DAY)
    ),
    "seats.add_member(role)": line(
        lambda s, t: seats.add_member(s.store, s.group, "Ada Lark", "Lark Trust", DAY, role=t)
    ),
    "seats.arrange_seat(role)": line(
        lambda s, t: seats.arrange_seat(s.store, s.group, s.organisation, DAY, role=t)
    ),
    "seats.change_seat(role)": line(lambda s, t: seats.change_seat(s.store, s.seat, role=t)),
    "seats.hand_over(name)": line(lambda s, t: seats.hand_over(s.store, s.seat, t, DAY)),
    "shared_agenda.add_item(lead)": line(
        lambda s, t: shared_agenda.add_item(s.store, s.round, "A talk", lead=t)
    ),
    "shared_agenda.add_item(title)": line(lambda s, t: shared_agenda.add_item(s.store, s.round, t)),
    "shared_agenda.edit_item(lead)": line(lambda s, t: shared_agenda.edit_item(s.store, s.item, lead=t)),
    "shared_agenda.edit_item(paper)": line(lambda s, t: shared_agenda.edit_item(s.store, s.item, paper=t)),
    "shared_agenda.edit_item(title)": line(lambda s, t: shared_agenda.edit_item(s.store, s.item, title=t)),
    "speakers.welcome_speaker(name)": line(
        lambda s, t: speakers.welcome_speaker(s.store, t, "Fen Research Trust")
    ),
    "speakers.welcome_speaker(organisation)": line(
        lambda s, t: speakers.welcome_speaker(s.store, f"Ottoline {len(t)} {hash(t)}", t)
    ),
    "templates.add_item(title)": line(lambda s, t: templates.add_item(s.store, _template(s), t)),
    "templates.edit_item(lead)": line(lambda s, t: templates.edit_item(s.store, _first(s), lead=t)),
    "templates.edit_item(questions)": line(lambda s, t: templates.edit_item(s.store, _first(s), questions=[t])),
    "templates.edit_item(title)": line(lambda s, t: templates.edit_item(s.store, _first(s), title=t)),
    "templates.edit_template(name)": line(lambda s, t: templates.edit_template(s.store, _template(s), name=t)),
    "year_dates.issue_year(dates)": line(
        lambda s, t: year_dates.issue_year(s.store, 2027, [(1, date(2027, 5, 1), _plan(s, t))])
    ),
    "withdrawals.withdraw(reason)": line(_withdraw, _issue),
    "youth_boards.keep_priorities(text)": note(
        lambda s, t: youth_boards.keep_priorities(s.store, s.board, 2026, t, 0), str
    ),
    "youth_boards.set_priorities(lines)": line(
        lambda s, t: youth_boards.set_priorities(s.store, s.board, 2026, [t])
    ),
    "youth_boards.set_provider(provider)": line(lambda s, t: youth_boards.set_provider(s.store, s.board, t)),
}  # fmt: skip

# What a line of the capture line becomes, each with the field it lands in.
FIELDS.update(
    {
        f"capture.record(captured) as {kind.value}": line(
            lambda s, t, kind=kind: capture.record(s.store, s.meeting, s.item, _understood(t, kind))  # type: ignore[misc]
        )
        for kind in Kind
    }
)
FIELDS["capture.record(captured) because"] = line(
    lambda s, t: capture.record(s.store, s.meeting, s.item, _understood("adopt it", Kind.DECISION, reason=t))
)
FIELDS["capture.record(captured) by when"] = line(
    lambda s, t: capture.record(s.store, s.meeting, s.item, _understood("ring", due_words=t))
)
FIELDS["capture.record(captured) by whom"] = line(
    lambda s, t: capture.record(s.store, s.meeting, s.item, _understood("ring", owner_said=t))
)
FIELDS["attendance.mark(said) unclear"] = asked(
    lambda s, t: attendance.mark(s.store, s.meeting, RegisterMark(said=t, unclear=t))
)
FIELDS["attendance.mark(said) for whom"] = asked(
    lambda s, t: attendance.mark(
        s.store, s.meeting,
        RegisterMark(said=t, person=Known(s.person, "Joe"), stands_for_choices=(Choice(t, ()),)),
    )
)  # fmt: skip
FIELDS["attendance.mark(said) deputy"] = line(
    lambda s, t: attendance.mark(
        s.store, s.meeting,
        RegisterMark(said=t, person=Known(s.person, "Joe"), state=State.DEPUTY, deputy_guest=t),
    )
)  # fmt: skip
