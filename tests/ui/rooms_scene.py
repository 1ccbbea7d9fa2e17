"""A breakout in the middle of a meeting, to look at and to test on; everybody in it is invented."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nscp_desktop.records import Question
from nscp_desktop.services import attendance, breakouts
from tests.services.breckland import Breckland, breckland

if TYPE_CHECKING:
    from nscp_desktop.store import Store

QUESTIONS = ("What would have changed for this young person?", "What do we do differently?")
HERE = ("Joe", "Tomasz", "Claire", "Orla", "Marcus", "Ruth", "Hannah", "Зоряна", "Tamsin")
WRITTEN = (
    (1, 0, ("One adult who stayed.", "The school held the whole picture but was not at the strategy discussion.")),
    (1, 1, ("Invite the school DSL by name, not by role.",
            "action orla to share the DSL contact list with the MASH by 29 jan")),
    (2, 0, ("Health and early years each thought the other had told housing about the move.",)),
    (2, 1, ("A move between districts triggers a call, not a form.",
            "action joe to add a move prompt to the discharge checklist by 11 mar")),
    (3, 0, ("Being asked alone.",)),
)  # fmt: skip


@dataclass(frozen=True)
class RoomsScene:
    """The meeting and its breakout item."""

    met: Breckland
    item_id: str

    @property
    def store(self) -> Store:
        """The store it is in."""
        return self.met.store


def rooms_scene(store: Store, rooms: int = 4, *, written: bool = True) -> RoomsScene:
    """Make the meeting, mark people present, open rooms (0: none) and write on their cards."""
    met = breckland(store)
    item_id = met.items[5]
    with store.change("Ask two questions") as session:
        for position, text in enumerate(QUESTIONS, start=1):
            session.add(Question(item_id=item_id, position=position, text=text))
    for name in HERE:
        attendance.mark_present(store, met.meeting_id, met.person(name))
    attendance.mark_deputy(store, met.meeting_id, met.person("Priya"), [met.person("Ann")])
    attendance.mark_deputy(store, met.meeting_id, met.person("Bram"), [met.person("Dele")])
    if rooms:
        breakouts.open_rooms(store, met.meeting_id, item_id, rooms)
        if written:
            view = breakouts.rooms(store, met.meeting_id, item_id)
            for number, at, lines in WRITTEN:
                room = view.room(number)
                if room is not None:
                    breakouts.answer(store, room.room_id, view.questions[at].id, lines)
    store.forget_sitting()
    return RoomsScene(met, item_id)
