"""Youth boards as they may stand in January: asks at every step; everybody in them is invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING

from nscp_desktop.rules.capture import parse
from nscp_desktop.services import actions, capture, youth_boards
from tests.services.breckland import Breckland, breckland

if TYPE_CHECKING:
    from nscp_desktop.store import Store

PRIORITIES = {
    "Breckland": ("Buses after dark", "being asked alone"),
    "Broadland": ("Waiting times", "vaping"),
    "Great Yarmouth": ("Knife crime", "seafront lighting"),
    "North Norfolk": ("Rural transport",),
    "Norwich": ("Feeling safe in the centre", "somewhere to go"),
    "South Norfolk": ("Being asked twice",),
    "West Norfolk": ("Youth clubs", "waiting for help"),
}
MEETINGS = (date(2026, 6, 4), date(2026, 7, 9), date(2026, 9, 10), date(2026, 10, 6), date(2026, 12, 3))


@dataclass(frozen=True)
class BoardsScene:
    """The meeting, the boards by name, and two asks of Breckland: one owed, one told."""

    met: Breckland
    boards: dict[str, str]
    owed: str
    told: str

    @property
    def store(self) -> Store:
        """The store it is in."""
        return self.met.store


def boards_scene(store: Store) -> BoardsScene:
    """Make the boards; the store's clock stands on 14 January 2027."""
    met = breckland(store)
    boards = {one.name: one.board_id for one in youth_boards.boards(store)}
    for name, lines in PRIORITIES.items():
        youth_boards.set_priorities(store, boards[name], 2026, lines)
    ours = boards["Breckland"]
    orla, marcus = met.person("Orla"), met.person("Marcus")
    youth_boards.set_representative(store, ours, orla, starts=date(2026, 9, 1))
    youth_boards.set_representative(store, ours, marcus, deputy=True)
    for name in ("Broadland", "North Norfolk"):
        youth_boards.set_representative(store, boards[name], met.person("Hannah"))
    for place, (name, board_id) in enumerate(boards.items()):
        for on in MEETINGS:
            made = youth_boards.add_meeting(store, board_id, on, time(17, 30))
            went = name != "Great Yarmouth" and on.month != 7 + place % 3
            youth_boards.say_attended(
                store, made, attended=went, person_id=orla if name == "Breckland" else None
            )
        youth_boards.add_meeting(store, board_id, date(2027, 2, 3 + place), time(17, 30))
    told = youth_boards.add_ask(
        store, ours, "New uniforms should not look like the police.", date(2026, 9, 10), consent=True, consent_by="their worker",
    )  # fmt: skip
    heard = capture.context(store, met.meeting_id)
    item = met.items[6]
    panel = capture.record(
        store, met.meeting_id, item, parse("action ruth to put four of them on the panel", heard)
    )
    actions.close(store, panel.record_id)
    youth_boards.we_did(store, told, "Four young commissioners sat on the panel that chose the uniform.")
    youth_boards.link_action(store, told, panel.record_id)
    youth_boards.told(store, told, date(2026, 10, 6), "by Orla at the board", "They really did pick ours.")
    owed = youth_boards.add_ask(
        store, ours, "Nobody asks us on our own. There is always a grown-up in the room.", date(2026, 11, 12),
        brought_by_id=orla, asked_of="Every service to see us alone first.",
    )  # fmt: skip
    youth_boards.talked(
        store,
        owed,
        met.earlier[3],
        item,
        "School nursing and youth justice both see young people alone first.",
    )
    youth_boards.add_ask(store, ours, "Can the last bus wait for the youth club?", date(2026, 9, 10))
    for text in (
        "Light the seafront.",
        "Tell us what happened to what we told you.",
        "Ask us before you move us.",
    ):
        youth_boards.add_ask(store, boards["Great Yarmouth"], text, date(2026, 7, 9))
    store.forget_sitting()
    return BoardsScene(met, boards, owed, told)
