"""The sample's youth boards: who goes, what they said, what the group answered, and who still waits."""

from __future__ import annotations

import tomllib
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

from nscp_desktop import assets
from nscp_desktop.sample.calendar import working_day
from nscp_desktop.sample.people import main_group
from nscp_desktop.services import people, rounds, youth_boards

if TYPE_CHECKING:
    from nscp_desktop.sample.clock import SampleClock
    from nscp_desktop.services.agenda import AgendaRow
    from nscp_desktop.services.meetings import MeetingFacts
    from nscp_desktop.services.youth_boards import BoardRow
    from nscp_desktop.store import Store

_SAID_BEFORE = timedelta(days=14)
"""How long before a group's meeting the board that it faces has met."""


class Boards:
    """The boards of the sample through its rounds; a partnership without boards has nothing to do."""

    def __init__(self, store: Store, clock: SampleClock, began: date) -> None:
        """Give every board its provider, representative and priorities, from ``began`` on."""
        self._store, self._clock, self._began = store, clock, began
        self._words: dict[str, Any] = tomllib.loads(assets.text("sample", "boards.toml"))
        self._boards = youth_boards.boards(store)
        self._asked: list[tuple[str, dict[str, Any]]] = []
        self._to_tell: list[tuple[date, str, dict[str, Any]]] = []

    def settle(self, today: date) -> None:
        """Say who runs each board, who goes for us, and what the boards want this year."""
        year = rounds.reporting_year(self._store, today)
        for place, board in enumerate(self._boards):
            providers = self._words["providers"]
            youth_boards.set_provider(self._store, board.board_id, providers[place % len(providers)])
            youth_boards.set_priorities(
                self._store,
                board.board_id,
                year,
                self._words["priorities"][place % len(self._words["priorities"])],
            )
            if place != self._words["nobody_at"] and board.groups:
                self._send_somebody(board)

    def _send_somebody(self, board: BoardRow) -> None:
        """Let a member from the voluntary sector go, and another be the deputy."""
        with self._store.read() as session:
            members = people.members_on(session, board.groups[0][0], self._began)
        sector = self._words["representative_sector"]
        likely = [one for one in members if one.sector == sector and not one.co_chair]
        for deputy, member in zip((False, True), likely, strict=False):
            youth_boards.set_representative(
                self._store, board.board_id, member.person_id, deputy=deputy, starts=self._began
            )

    def met_before(self, meeting: MeetingFacts, number: int) -> None:
        """Let the boards that a group faces meet before its meeting of a round, and say what they say."""
        for place, board in self._facing(meeting.group_id):
            said_on = meeting.date - _SAID_BEFORE
            self._clock.at(said_on, 20)
            board_meeting = youth_boards.add_meeting(self._store, board.board_id, said_on, time(17, 30))
            goes = youth_boards.board(self._store, board.board_id).representative
            attended = goes is not None and (place + number) % 4 != 3
            youth_boards.say_attended(
                self._store,
                board_meeting,
                attended=attended,
                person_id=goes.person_id if goes and attended else None,
            )
            for words in self._words["ask"]:
                wanted = "main" if meeting.group_id == main_group(self._store).group_id else place
                if (words["board"], words["round"]) == (wanted, number):
                    ask_id = youth_boards.add_ask(
                        self._store,
                        board.board_id,
                        words["said"],
                        said_on,
                        brought_by_id=goes.person_id if goes and attended else None,
                        asked_of=words["asked_of"],
                        consent=bool(words["consent_by"]),
                        consent_by=words["consent_by"],
                    )
                    self._asked.append((ask_id, words))

    def answer(self, meeting: MeetingFacts, row: AgendaRow, actions: dict[str, str]) -> None:
        """Talk about what the boards asked; ``actions`` are the meeting's actions by their key in the sample."""
        facing = {board.board_id for _place, board in self._facing(meeting.group_id)}
        for ask_id, words in list(self._asked):
            if youth_boards.ask(self._store, ask_id).board_id not in facing or not words["talked"]:
                continue
            youth_boards.talked(self._store, ask_id, meeting.id, row.item_id, words["talked"][0])
            if words.get("key") in actions:
                youth_boards.link_action(self._store, ask_id, actions[words["key"]])
            if "did" in words:
                youth_boards.we_did(self._store, ask_id, words["did"])
                self._to_tell.append((meeting.date + timedelta(days=words["told_days"]), ask_id, words))
            self._asked.remove((ask_id, words))

    def tell(self, until: date) -> None:
        """Tell the boards what became of their asks, as far as that was done by ``until``."""
        for on, ask_id, words in sorted(self._to_tell, key=lambda one: one[0]):
            if on <= until:
                self._clock.at(on, 18)
                youth_boards.told(self._store, ask_id, on, words["told_how"], words["told_words"])
        self._to_tell = [one for one in self._to_tell if one[0] > until]

    def meet_next(self, today: date) -> None:
        """Put the boards' coming meetings on the list, a few days apart."""
        for place, board in enumerate(self._boards):
            youth_boards.add_meeting(self._store, board.board_id, working_day(today, 9 + place), time(17, 30))

    def _facing(self, group_id: str) -> list[tuple[int, BoardRow]]:
        return [
            (place, board)
            for place, board in enumerate(self._boards)
            if group_id in {one for one, _name in board.groups}
        ]
