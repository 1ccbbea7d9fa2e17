"""Hostile words in every field of a meeting, and every paper and page of it: printed as typed, never obeyed."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from nscp_desktop.documents.fonts import faces
from nscp_desktop.documents.pdf import draw
from nscp_desktop.documents.text import Spelling
from nscp_desktop.rules.actions import Answer
from nscp_desktop.rules.capture import Captured, Kind
from nscp_desktop.rules.register_line import RegisterMark
from nscp_desktop.services import (
    actions,
    agenda,
    answers,
    arranging,
    ask_rows,
    asks,
    attendance,
    attendance_year,
    capture,
    captured,
    local_agenda,
    meetings,
    minutes,
    notes,
    officers,
    organisations,
    papers,
    people,
    questions,
    seats,
    shared_agenda,
    today,
    youth_boards,
)
from tests.documents import reading
from tests.hostile import SHORT, TEXTS, Typed
from tests.test_hostile import kept, scene

if TYPE_CHECKING:
    from collections.abc import Callable

    from nscp_desktop.papers.blocks import Paper
    from tests.verbs import Scene

__all__ = ["kept", "scene"]

pytestmark = pytest.mark.everywhere

TOGETHER = tuple(
    " ¦ ".join(typed.text for typed in SHORT[start : start + 9] if not typed.blank)
    for start in range(0, len(SHORT), 9)
)
"""Several texts in one, so that few papers hold all of them; a line has room for 2,000 characters."""
LONG = tuple(typed for typed in TEXTS if typed not in SHORT and typed.line and not typed.blank)


class Marked:
    """Gives each field its own mark before the text, so that it is found again on paper."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.given: dict[str, str] = {}

    def __call__(self, field: str) -> str:
        """The text for a field."""
        mark = f"Q{len(self.given):02}q"
        self.given[field] = mark[1:]
        return f"{mark} {self.text}"[:2_000]

    def printed(self, field: str) -> str:
        """What must stand on paper: the first letter of a field may be made a capital or a small one."""
        text = f"{self.given[field]} {self.text}"[:1_999]
        return " ".join(Spelling(faces()).shown(text).split())


def fill(scene: Scene, said: Marked) -> None:
    """Write into every field of a meeting; then close it."""
    store, meeting, item = scene.store, scene.meeting, scene.item
    local_agenda.edit_item(store, meeting, item, title=said("title"), lead=said("lead"))
    shared_agenda.edit_item(store, item, paper=said("paper"), seen_in=meeting)
    shared_agenda.edit_item(store, scene.breakout, lead=said("shared lead"), seen_in=meeting)
    notes.write(store, meeting, item, f"{said('note')}\n\n{said('note, second')}")
    for kind in (Kind.ACTION, Kind.OUTCOME, Kind.CHALLENGE, Kind.NOTE):
        text = said(kind.value)
        capture.record(store, meeting, item, Captured(said=text, kind=kind, text=text))
    text = said("decision")
    capture.record(
        store, meeting, item, Captured(said=text, kind=Kind.DECISION, text=text, reason=said("reason"))
    )
    text = said("action of nobody known")
    capture.record(
        store, meeting, item,
        Captured(said=text, kind=Kind.ACTION, text=text, owner_said=said("owner"), due_words=said("due")),
    )  # fmt: skip
    text = said("action of a room")
    capture.record(
        store, meeting, scene.breakout, Captured(said=text, kind=Kind.ACTION, text=text), scene.room
    )
    asked = [one.text for one in agenda.agenda(store, meeting).row(scene.breakout).questions]
    questions.set_questions(store, scene.breakout, [*asked, said("question")])
    question = agenda.agenda(store, meeting).row(scene.breakout).questions[-1]
    answers.answer(store, scene.room, question.id, [said("point")])
    guest = said("guest")
    attendance.mark(store, meeting, RegisterMark(said=guest, guest=guest))
    attendance.say_where_from(store, meeting, scene.person, said("organisation"))
    people.change_person(store, scene.person, name=said("member"), role=said("role"))
    asks.correct_ask(store, scene.ask, said=said("they said"), asked_of=said("asked of"), consent=True,
                     consent_by=said("agreed by"))  # fmt: skip
    asks.talked(store, scene.ask, meeting, item, said("talked"))
    asks.we_did(store, scene.ask, said("did"))
    asks.told(store, scene.ask, date(2027, 1, 14), said("told"), said("their words"))
    youth_boards.set_provider(store, scene.board, said("provider"))
    youth_boards.set_priorities(store, scene.board, 2026, [said("priority")])
    actions.answer(store, scene.for_every, scene.asked, Answer.DONE, said("answer"))
    actions.add_note(store, scene.action, said("progress"))
    officers.add_officer(store, said("officer"), "coordinator")
    arranging.edit_meeting(store, scene.meeting, venue=said("venue"))
    arranging.cancel_meeting(store, scene.next_meeting, said("cancelled"))
    meetings.close_meeting(store, meeting)
    minutes.agree(store, meeting, date(2027, 1, 14), said("subject to"))
    actions.close(store, scene.action, said("difference"))


PRINTED: dict[str, tuple[Callable[[Scene, int], Paper], tuple[str, ...]]] = {
    "agenda": (
        lambda scene, size: papers.agenda(scene.store, scene.meeting, size),
        ("title", "lead", "shared lead", "venue"),
    ),
    "minutes": (
        lambda scene, size: papers.minutes(scene.store, scene.meeting, size),
        (
            "title", "note", "note, second", "action", "outcome", "challenge", "note", "decision", "reason",
            "action of nobody known", "due", "action of a room", "question", "point", "guest", "member",
            "they said", "asked of", "talked", "did", "told", "venue", "subject to",
        ),
    ),
    "attendance": (
        lambda scene, size: papers.attendance(scene.store, scene.meeting, size),
        ("member", "venue"),
    ),
    "actions": (
        lambda scene, size: papers.action_log(scene.store, scene.group, size),
        ("action", "action of nobody known", "due", "action of a room", "difference", "progress"),
    ),
    "year": (
        lambda scene, size: papers.attendance_of_year(scene.store, scene.group, 2026, size),
        ("member",),
    ),
}  # fmt: skip
"""Each paper, and the fields whose words stand on it."""


def questions_of_every_page(scene: Scene) -> None:
    """Ask what the pages ask: none may stumble over a text."""
    store, meeting = scene.store, scene.meeting
    today.today(store)
    attendance_year.year_of_group(store, scene.group, 2026)
    minutes.minutes_text(store, meeting)
    captured.rows(store, meeting)
    captured.unfinished(store, meeting)
    seats.seats(store, scene.group, date(2027, 1, 14))
    organisations.organisations(store)
    officers.officers(store)
    people.everyone(store)
    youth_boards.boards(store)
    ask_rows.ask(store, scene.ask)
    actions.origins(store, actions.list_actions(store, actions.Which.ALL))
    capture.context(store, meeting)
    attendance.register(store, meeting)


def obeyed(pdf: bytes) -> set[str]:
    """What a paper holds besides words and lines: links, pictures, programs."""
    found = set()
    with pikepdf.open(BytesIO(pdf)) as opened:
        for page in opened.pages:
            found |= {name for name in ("/Annots",) if name in page}
            found |= {name for name in ("/XObject",) if name in page.Resources}
        for one in opened.objects:
            inside: Any = one
            if isinstance(inside, pikepdf.Dictionary):
                found |= {str(name) for name in inside} & _NEVER
    return found


_NEVER = {"/JS", "/JavaScript", "/Launch", "/URI", "/OpenAction", "/AA", "/EmbeddedFile", "/GoToR"}


def missing(scene: Scene, said: Marked, size: int) -> dict[str, list[str]]:
    """The fields that a paper does not print as typed, by the paper."""
    lacking = {}
    for name, (paper, fields) in PRINTED.items():
        pdf = draw(paper(scene, size), scene.store.now())
        assert obeyed(pdf) == set()
        words = reading.flowing(pdf)
        lacking[name] = [field for field in fields if said.printed(field) not in words]
    return {name: fields for name, fields in lacking.items() if fields}


@pytest.mark.parametrize("size", [12, 16])
@pytest.mark.parametrize("text", TOGETHER, ids=[f"from {SHORT[at].name}" for at in range(0, len(SHORT), 9)])
def test_every_paper_prints_what_was_typed(scene: Scene, text: str, size: int) -> None:
    said = Marked(text)
    fill(scene, said)
    questions_of_every_page(scene)
    assert missing(scene, said, size) == {}


@pytest.mark.parametrize(
    "typed",
    [pytest.param(one, id=one.name, marks=[] if one.text.isascii() else pytest.mark.slow) for one in LONG],
)
def test_every_paper_prints_a_full_line_in_every_field(scene: Scene, typed: Typed) -> None:
    said = Marked(typed.text)
    fill(scene, said)
    questions_of_every_page(scene)
    assert missing(scene, said, 12) == {}
