"""Breakouts on the run screen: a card for each room, side by side."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from nscp_desktop.errors import Refused
from nscp_desktop.rules.wording import counted
from nscp_desktop.services import breakouts, captured, partnership
from nscp_desktop.services.breakouts import MOST_ROOMS, suggested
from nscp_desktop.ui.run.room_card import CardStrip, RoomCard
from nscp_desktop.ui.run.room_people import People
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import (
    Button,
    Check,
    Choice,
    EmptyState,
    PageHead,
    Sentence,
    Small,
    across,
    announce,
    down,
    holder,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent

    from nscp_desktop.services.breakouts import RoomsView
    from nscp_desktop.store import Change, Store
    from nscp_desktop.ui.bridge import Bridge
    from nscp_desktop.ui.house import House
    from nscp_desktop.ui.pages.page import Frame


class _CardText:
    """Where the words under one question of one room go."""

    def __init__(self, store: Store, room_id: str, question_id: str, recorded: Callable[[str], None]) -> None:
        self._store, self._room_id, self._question_id = store, room_id, question_id
        self._recorded = recorded

    def keep(self, text: str, cursor: int) -> None:
        """Make the words durable."""
        breakouts.keep_draft(self._store, self._room_id, self._question_id, text, cursor)

    def write(self, text: str, typing_at: int | None) -> str:
        """Make points of the lines, and of an action an action; give the points as text."""
        lines = text.split("\n")
        half = None if typing_at is None else text.count("\n", 0, typing_at)
        written = breakouts.answer(self._store, self._room_id, self._question_id, lines, half=half)
        for one in written.recorded:
            self._recorded(one.sentence)
        return "\n".join(breakouts.points(self._store, self._room_id, self._question_id))


class BreakoutCards(QWidget):
    """The rooms of one breakout item: ``open_item`` shows it, ``settle`` writes what is being typed."""

    watched: ClassVar[frozenset[str]] = frozenset(
        {"room", "room_place", "answer", "question", "action", "outcome", "challenge", "attendance", "person",
         "organisation", "agenda_item", "meeting_item", "partnership"}
    )  # fmt: skip

    def __init__(self, house: House, bridge: Bridge, frame: Frame, parent: QWidget | None = None) -> None:
        """Build it empty; nothing is asked of the store until an item is opened."""
        super().__init__(parent)
        self._store, self._bridge, self._frame = house.store, bridge, frame
        self._house = house
        self._stale = self._refreshing = False
        self.meeting_id = self.item_id = ""
        self.view: RoomsView | None = None
        self.cards: list[RoomCard] = []
        self._order: list[QWidget] = []
        self.number = Choice(
            [(count, counted(count, "room")) for count in range(1, MOST_ROOMS + 1)], name="Number of rooms"
        )
        self.co_chairs_out = Check("Leave co-chairs out", alt="L")
        self.mix = Button("Mix again", icon="shuffle", alt="M", touch=True)
        self.head = PageHead("", right=(self.co_chairs_out, self.number, self.mix))
        self.words = Small(wrap=True)
        self.not_a_referral = Small(wrap=True)
        self.to_agenda = Button("To the agenda", alt="g")
        self.no_questions = Sentence("", Tone.AMBER, button=self.to_agenda)
        self.open_rooms = Button("Open rooms", primary=True, alt="O", touch=True)
        self.empty = EmptyState(
            "No rooms yet.",
            "Whoever is marked as here is spread over the rooms: sectors mixed, colleagues apart, "
            "with people they have not met in a room before.",
            self.open_rooms,
        )
        self.without_words = Small("In no room:")
        self.without = People()
        self._build()
        self._connect()

    def _build(self) -> None:
        self._strip = CardStrip()
        self._row = self._strip.row
        others = across(self.without_words, self.without)
        others.setStretch(1, 1)
        self._others = holder(others)
        column = down(
            self.head, self.words, self.not_a_referral, self.no_questions, 4, self._strip, self.empty,
            self._others, gap=4, margins=(22, 16, 22, 12),
        )  # fmt: skip
        column.setStretchFactor(self._strip, 1)
        column.setStretchFactor(self.empty, 1)
        self.setLayout(column)

    def _connect(self) -> None:
        self.number.picked.connect(self._on_number_picked)
        self.mix.clicked.connect(self._on_mix)
        self.open_rooms.clicked.connect(self._on_mix)
        self.to_agenda.clicked.connect(self._on_to_agenda)
        self._wire(self.without)
        self._bridge.changed.connect(self._on_changed)

    def _wire(self, people: People) -> None:
        people.led.connect(self._on_led)
        people.stepped.connect(self._on_stepped)
        people.sent.connect(self._on_sent)
        people.taken_out.connect(self._on_taken_out)
        people.misled.connect(self._frame.refuse)

    # -- what is shown ------------------------------------------------------------------------------

    def open_item(self, meeting_id: str, item_id: str) -> None:
        """Show the rooms of an item; what is typed in those of another is written first."""
        another = (meeting_id, item_id) != (self.meeting_id, self.item_id)
        if another:
            self.settle()
            self._put_away()
        self.meeting_id, self.item_id = meeting_id, item_id
        self.not_a_referral.setText(partnership.wording(self._store, "not a referral"))
        self._stale = True
        self.refresh()
        if another and self.view is not None:
            chairs = [one for one in self.view.without_room if one.co_chair]
            seated = [one for room in self.view.rooms for one in room.people if one.co_chair]
            self.co_chairs_out.setChecked(bool(self.view.rooms and chairs and not seated))
        if another:
            self._show_waiting()
        if another and not self.isVisible():
            # Whoever brings the rooms into sight comes to the first card, or to what opens the rooms.
            self.begin()

    def _show_waiting(self) -> None:
        """Show words that could not be kept when they were typed, to be put right."""
        rooms = {} if self.view is None else {room.room_id: room.number for room in self.view.rooms}
        for (room_id, question_id), draft in breakouts.waiting_in(self._store, rooms).items():
            for question in self.cards[rooms[room_id] - 1].questions:
                if question.answers.question_id == question_id:
                    question.show_draft(draft.text, draft.cursor)

    def begin(self) -> None:
        """Take the keyboard to the first card, or to the button that opens the rooms."""
        boxes = [question.box for card in self.cards[:1] for question in card.questions[:1]]
        (boxes[0] if boxes else self.open_rooms).setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> bool:
        """Write what is still being typed; says whether everything is kept."""
        kept = [card.settle() for card in self.cards]
        return all(kept)

    def refresh(self) -> None:
        """Ask again what stands in the rooms; what is being typed stays."""
        if not self.item_id or self._refreshing:
            return
        self._refreshing = True
        try:
            while self._stale:
                # A card that loses a question writes what was typed there, and that is a change again.
                self._stale = False
                self._show()
        finally:
            self._refreshing = False

    def _show(self) -> None:
        chip = self._person_with_keyboard()
        view = self.view = breakouts.rooms(self._store, self.meeting_id, self.item_id)
        self.head.title.setText(f"{view.number}  {view.title}" if view.number else view.title)
        self.words.setText(view.words)
        self._say_no_questions(view)
        numbers = tuple(room.number for room in view.rooms)
        for number in range(len(self.cards) + 1, max(numbers, default=0) + 1):
            self._add_card(number)
        for card in self.cards:
            room = view.room(card.number)
            card.setVisible(room is not None)
            if room is not None:
                card.show_room(room, numbers)
        self.without.show_people(view.without_room, 0, numbers, None)
        self._others.setVisible(bool(view.rooms and view.without_room))
        self._strip.setVisible(bool(view.rooms))
        self.empty.setVisible(not view.rooms)
        self._show_tools(view)
        self._order_keyboard()
        self._go_to_person(chip)

    def _order_keyboard(self) -> None:
        """Let Tab go through the questions of all the rooms, then through what they recorded and their people."""
        asked = [question.box for card in self.cards for question in card.questions]
        after = [part for card in self.cards for part in (*card.lines, *card.people.chips)]
        order: list[QWidget] = [self.mix, *asked, *after, *self.without.chips]
        if order != self._order:
            self._order = order
            for part, following in pairwise(order):
                QWidget.setTabOrder(part, following)

    def _show_tools(self, view: RoomsView) -> None:
        here = sum(1 for one in view.without_room)
        self.mix.setVisible(bool(view.rooms))
        if view.rooms:
            self.number.pick(len(view.rooms))
        elif not self.number.hasFocus():
            self.number.pick(suggested(here))
        self.open_rooms.setText(f"Open {counted(self._wanted, 'room')}")

    def _say_no_questions(self, view: RoomsView) -> None:
        asked = any(room.answers for room in view.rooms) or view.questions
        wanted = (
            ""
            if asked
            else "This item asks no questions yet. Add them on the agenda; they stand on every card."
        )
        if wanted != self.no_questions.text:
            if wanted:
                self.no_questions.say(wanted)
            else:
                self.no_questions.clear()

    def _add_card(self, number: int) -> None:
        card = RoomCard(number, self._text_of, self._frame.refuse)
        card.ticked.connect(self._on_ticked)
        card.struck.connect(self._on_struck)
        card.dropped.connect(self._on_sent)
        self._wire(card.people)
        self.cards.append(card)
        self._row.addWidget(card, 1)
        self._strip.fit()

    def _put_away(self) -> None:
        """Another item: its rooms have other ids, so the cards are made anew."""
        for card in self.cards:
            self._row.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []

    def _text_of(self, room_id: str, question_id: str) -> _CardText:
        return _CardText(self._store, room_id, question_id, self._on_recorded)

    @property
    def _wanted(self) -> int:
        value = self.number.value
        return value if isinstance(value, int) else 1

    # -- people -------------------------------------------------------------------------------------

    def _groups(self) -> list[People]:
        return [*(card.people for card in self.cards), self.without]

    def _person_with_keyboard(self) -> str:
        for group in self._groups():
            for chip in group.shown():
                if chip.hasFocus():
                    return chip.key
        return ""

    def _go_to_person(self, person_id: str) -> None:
        """Give the keyboard back to a person who sits somewhere else now."""
        for group in self._groups():
            for chip in group.shown():
                if person_id and chip.key == person_id:
                    if not chip.hasFocus():
                        chip.setFocus(Qt.FocusReason.OtherFocusReason)
                    self._strip.ensureWidgetVisible(chip)

    def _room_of(self, person_id: str) -> int:
        rooms = () if self.view is None else self.view.rooms
        return next(
            (room.number for room in rooms if any(one.person_id == person_id for one in room.people)), 0
        )

    def _on_led(self, person_id: str) -> None:
        if self._room_of(person_id):
            self._do(lambda: breakouts.choose_lead(self._store, self.meeting_id, self.item_id, person_id))
        else:
            self._do(lambda: breakouts.place(self._store, self.meeting_id, self.item_id, person_id))

    def _on_stepped(self, person_id: str, step: int) -> None:
        rooms = [] if self.view is None else [room.number for room in self.view.rooms]
        at = self._room_of(person_id)
        if not at:
            self._on_sent(person_id, rooms[0] if step > 0 else rooms[-1])
        elif 0 <= rooms.index(at) + step < len(rooms):
            self._on_sent(person_id, rooms[rooms.index(at) + step])
        else:
            announce(self, f"Room {at} is the {'last' if step > 0 else 'first'}.")

    def _on_sent(self, person_id: str, number: int) -> None:
        store, meeting_id, item_id = self._store, self.meeting_id, self.item_id
        if self._room_of(person_id) == number:
            return
        if self._room_of(person_id):
            self._do(lambda: breakouts.move_person(store, meeting_id, item_id, person_id, number))
        else:
            self._do(lambda: breakouts.place(store, meeting_id, item_id, person_id, number))

    def _on_taken_out(self, person_id: str) -> None:
        self._do(lambda: breakouts.take_out(self._store, self.meeting_id, self.item_id, person_id))

    # -- deeds --------------------------------------------------------------------------------------

    def _do(self, act: Callable[[], object]) -> bool:
        """Do a deed and say it; when it is refused, say why."""
        try:
            act()
        except Refused as refusal:
            self._frame.refuse(str(refusal))
            return False
        self._frame.say(f"{self._store.undo_label}.")
        return True

    def _on_mix(self) -> None:
        self._mix(self._wanted)

    def _on_number_picked(self, number: object) -> None:
        if self.view is None or not self.view.rooms:
            self.open_rooms.setText(f"Open {counted(self._wanted, 'room')}")
        elif number != len(self.view.rooms) and not self._mix(self._wanted):
            self.number.pick(len(self.view.rooms))

    def _mix(self, number: int) -> bool:
        had_notes = self.view is not None and any(room.has_notes for room in self.view.rooms)
        if not self.settle():
            return False
        first, pressed = self.view is None or not self.view.rooms, self.open_rooms.hasFocus()
        try:
            breakouts.open_rooms(
                self._store,
                self.meeting_id,
                self.item_id,
                number,
                co_chairs_out=self.co_chairs_out.isChecked(),
            )
        except Refused as refusal:
            self._frame.refuse(str(refusal))
            return False
        said = (
            f"{counted(number, 'room')} opened." if first else f"People mixed into {counted(number, 'room')}."
        )
        self._frame.say(f"{said} What is written stays in its room." if had_notes else said)
        if first and pressed:
            self.begin()  # the button that was pressed is gone
        return True

    def _on_ticked(self, answer_id: str, best: bool) -> None:
        try:
            breakouts.mark_best(self._store, answer_id, best=best)
        except Refused as refusal:
            self._frame.refuse(str(refusal))
            return
        announce(self, "Marked as one of the best." if best else "Mark taken off.")

    def _on_struck(self, table: str, record_id: str) -> None:
        self._do(lambda: captured.strike(self._store, table, record_id))

    def _on_recorded(self, sentence: str) -> None:
        self._frame.say(f"{sentence}.")

    def _on_to_agenda(self) -> None:
        self._frame.go("agenda", self.meeting_id)

    # -- what changed -------------------------------------------------------------------------------

    def _on_changed(self, change: Change) -> None:
        if not self.item_id or not self.watched & change.tables:
            return
        self._stale = True
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask again on the way into sight."""
        if self._stale:
            self.refresh()
        super().showEvent(event)
