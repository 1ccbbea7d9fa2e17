"""One ask to write on: what they said and who agreed, what we talked about and did, and that they were told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal

from nscp_desktop.errors import Refused
from nscp_desktop.services import youth_boards
from nscp_desktop.services.half_typed import Box
from nscp_desktop.services.youth_boards import Typed
from nscp_desktop.ui.ask_steps import StepCard, Steps, did_words, said_words, short_day, told_words
from nscp_desktop.ui.growing_box import GrowingBox
from nscp_desktop.ui.kept_line import KeptLine
from nscp_desktop.ui.kept_text import DRAFT_MS, KeptText
from nscp_desktop.ui.pages.day_field import DayField
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import SPRING, Button, Check, Choice, LineEdit, Quiet, Small, across

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from nscp_desktop.services.youth_boards import AskRow
    from nscp_desktop.store import Store
    from nscp_desktop.ui.house import House
    from nscp_desktop.ui.pages.page import Frame

_ACTION_WORDS: Final = 70


class _Said:
    """Where what they said goes."""

    def __init__(self, store: Store, ask_id: str) -> None:
        self._store, self._ask_id = store, ask_id

    def keep(self, text: str, cursor: int) -> None:
        youth_boards.keep_ask(self._store, self._ask_id, Typed.SAID, text, cursor)

    def write(self, text: str, _typing_at: int | None) -> str:
        youth_boards.correct_ask(self._store, self._ask_id, said=text)
        return youth_boards.ask(self._store, self._ask_id).said


class _Did:
    """Where what we did goes."""

    def __init__(self, store: Store, ask_id: str) -> None:
        self._store, self._ask_id = store, ask_id

    def keep(self, text: str, cursor: int) -> None:
        youth_boards.keep_ask(self._store, self._ask_id, Typed.DID, text, cursor)

    def write(self, text: str, _typing_at: int | None) -> str:
        youth_boards.we_did(self._store, self._ask_id, text)
        return youth_boards.ask(self._store, self._ask_id).did


class _Talked:
    """Where what a meeting talked about goes."""

    def __init__(self, store: Store, ask_id: str, meeting_id: str, item_id: str) -> None:
        self._store, self._ask_id = store, ask_id
        self._meeting_id, self._item_id = meeting_id, item_id

    def keep(self, text: str, cursor: int) -> None:
        youth_boards.keep_talk(self._store, self._ask_id, self._meeting_id, self._item_id, text, cursor)

    def write(self, text: str, _typing_at: int | None) -> str:
        youth_boards.talked(self._store, self._ask_id, self._meeting_id, self._item_id, text)
        return youth_boards.ask(self._store, self._ask_id).own_talk(self._meeting_id)


class AskWriting(Steps):
    """The steps of one ask with boxes in them. At a meeting "we talked" is written too.

    ``finished`` says that somebody wants to read again (only where ``closable``).
    """

    finished = Signal(str)

    def __init__(
        self,
        house: House,
        frame: Frame,
        row: AskRow,
        *,
        meeting_id: str = "",
        item_id: str = "",
        closable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Build the steps of ``row``; with a meeting and its item, "we talked" has a box."""
        super().__init__(parent)
        self._house, self._store, self._frame = house, house.store, frame
        self._meeting_id = meeting_id
        self._unkept = False
        self.row = row
        self._build_said()
        self._build_talked(meeting_id, item_id)
        self._build_did()
        self._build_told(closable=closable)
        self.show_cards([self.said, self.talked, self.did, self.told])
        self._fill(youth_boards.waiting_ask(self._store, row.ask_id))
        self.show_ask(row)

    # -- building -----------------------------------------------------------------------------------

    def _build_said(self) -> None:
        row = self.row
        self.said = StepCard("They said", Tone.VIOLET)
        self.said_box = GrowingBox(name=f"What they said: {row.board}")
        self.said_keeper = KeptText(self.said_box, _Said(self._store, row.ask_id), self._frame.refuse)
        self.asked_of = Quiet(wrap=True)
        self.consent = Check("May be shared", name="Their words may be shared")
        self.agreed_by = LineEdit(name="Who agreed", placeholder="agreed by, as their worker", cap=200)
        box = Box("ask", row.ask_id, "who agreed, half typed")
        self.agreed_keeper = KeptLine(self.agreed_by, self._store, lambda: box, self._frame.refuse)
        self.no_consent = Small("Without it their words are not printed.", wrap=True)
        for part in (self.said_box, self.asked_of):
            self.said.body.addWidget(part)
        self.said.body.addStretch(1)
        self.said.body.addWidget(self.consent)
        self.said.body.addWidget(self.agreed_by)
        self.said.body.addWidget(self.no_consent)
        self.said_box.refused.connect(self._frame.refuse)
        self.agreed_by.refused.connect(self._frame.refuse)
        self.consent.clicked.connect(self._on_consent)
        self.agreed_by.returnPressed.connect(self._on_agreed)
        self.agreed_by.editingFinished.connect(self._on_agreed_left)

    def _build_talked(self, meeting_id: str, item_id: str) -> None:
        row = self.row
        self.talked = StepCard("We talked", Tone.TEAL)
        self.talked_before = Quiet(wrap=True)
        self.talked.body.addWidget(self.talked_before)
        self.talked_box: GrowingBox | None = None
        if meeting_id:
            self.talked_box = GrowingBox(
                name=f"What we talked about: {row.board}",
                placeholder="What was said here, for the minutes",
                frame=True,
                lines=2,
            )
            talked = _Talked(self._store, row.ask_id, meeting_id, item_id)
            self.talked_keeper = KeptText(self.talked_box, talked, self._frame.refuse)
            self.talked_box.refused.connect(self._frame.refuse)
            self.talked.body.addWidget(self.talked_box)
        self.talked.body.addStretch(1)

    def _build_did(self) -> None:
        row = self.row
        self.did = StepCard("We did", Tone.TEAL)
        self.did_box = GrowingBox(
            name=f"What we did: {row.board}",
            placeholder="What has changed, or why it cannot",
            frame=True,
            lines=2,
        )
        self.did_keeper = KeptText(self.did_box, _Did(self._store, row.ask_id), self._frame.refuse)
        self.action = Choice((), name="Action that answers it")
        self.did_box.refused.connect(self._frame.refuse)
        self.action.picked.connect(self._on_action_picked)
        self.did.body.addWidget(self.did_box)
        self.did.body.addStretch(1)
        self.did.body.addLayout(across(self.action, SPRING))

    def _build_told(self, *, closable: bool) -> None:
        self.told = StepCard("Told them", Tone.GREEN)
        self.on = DayField(self._today, name="Told them on")
        box = Box("ask", self.row.ask_id, "told on, half typed")
        self.on.keep_typed(self._store, lambda: box, self._frame.refuse)
        self.how = LineEdit(name="How they were told", placeholder="how, as by Kit at the board")
        self.words = LineEdit(name="What they said to it", placeholder="what they said to it")
        self.tell = Button("Told them")
        self.not_told = Button("Not told yet", quiet=True)
        self.read = Button("", icon="x", quiet=True, name="Close")
        if closable:
            self.told.head.addWidget(self.read, 0, Qt.AlignmentFlag.AlignTop)
        self._told_row = across(self.on, SPRING)
        self.told.body.addLayout(self._told_row)
        self.told.body.addWidget(self.how)
        self.told.body.addWidget(self.words)
        self.told.body.addStretch(1)
        self.told.body.addLayout(across(self.tell, self.not_told, SPRING))
        self._draft = QTimer(self)
        self._draft.setSingleShot(True)
        self._draft.setInterval(DRAFT_MS)
        self._draft.timeout.connect(self.keep_typed)
        for line in (self.how, self.words):
            line.returnPressed.connect(self._on_tell)
            line.textEdited.connect(self._on_typed)
            line.refused.connect(self._frame.refuse)
        self.on.refused.connect(self._frame.refuse)
        self.tell.clicked.connect(self._on_tell)
        self.not_told.clicked.connect(self._on_not_told)
        self.read.clicked.connect(self._on_read)

    # -- what is shown ------------------------------------------------------------------------------

    def show_ask(self, row: AskRow) -> None:
        """Show an ask as it stands; what is being typed stays."""
        self.row = row
        self.setAccessibleName(f"{row.board}: {row.said[:80]}")
        self.said.say(said_words(row))
        self.said_keeper.reload(row.said)
        self.asked_of.setText(row.asked_of)
        self.asked_of.setVisible(bool(row.asked_of))
        typed = self.agreed_by.isModified() and self.agreed_by.text().strip() not in {"", row.consent_by}
        waits = typed or self.agreed_by.hasFocus()
        self.consent.setChecked(row.consent or waits)
        if not waits:
            self._show_agreed()
        self._show_consent()
        self._show_talked(row)
        self.did.say(did_words(row))
        self.did_keeper.reload(row.did)
        self._show_told(row)

    def show_actions(self) -> None:
        """Ask again which actions may answer it."""
        found = youth_boards.linkable(self._store, self.row.ask_id)
        self.action.set_choices(
            [("", "No action linked"), *((one.id, _action_words(one.reference, one.text)) for one in found)]
        )
        self.action.pick(self.row.action.id if self.row.action else "")

    def settle(self) -> bool:
        """Write what is being typed; says whether everything is kept."""
        lines = self.keep_typed() if self._unkept else True
        keepers: list[KeptText | KeptLine] = [self.said_keeper, self.did_keeper, self.agreed_keeper]
        if self.talked_box is not None:
            keepers.append(self.talked_keeper)
        kept = [keeper.settle() for keeper in keepers]
        return all(kept) and lines

    def keep_typed(self) -> bool:
        """Make how they were told durable, though it is not said yet that they were; says whether it is."""
        self._draft.stop()
        kept = all(
            self._attempt(
                lambda field=field, line=line: youth_boards.keep_ask(  # type: ignore[misc]
                    self._store, self.row.ask_id, field, line.text(), line.cursorPosition()
                )
            )
            for field, line in ((Typed.HOW, self.how), (Typed.WORDS, self.words))
        )
        self._unkept = not kept
        return kept

    def _fill(self, waiting: dict[Typed, str]) -> None:
        """Fill the boxes: with what is kept, or with what was typed and could not be kept."""
        row = self.row
        self.said_keeper.fill(row.said)
        self.did_keeper.fill(row.did)
        if self.talked_box is not None:
            self.talked_keeper.fill(row.own_talk(self._meeting_id))
        self.how.setText(waiting.get(Typed.HOW, row.told_how))
        self.words.setText(waiting.get(Typed.WORDS, row.told_words))
        self.on.open_day(row.told_on or self._today())
        if self.agreed_keeper.open(row.consent_by):
            self.agreed_by.setModified(True)
        self.show_actions()

    def _show_talked(self, row: AskRow) -> None:
        others = [talk for talk in row.talks if not (talk.own and talk.meeting_id == self._meeting_id)]
        lines = [
            talk.text
            if talk.meeting_id == self._meeting_id
            else f"{short_day(talk.on, row.today)}{f', item {talk.item}' if talk.item else ''}: {talk.text}"
            for talk in others
        ]
        self.talked_before.setText("\n".join(lines))
        self.talked_before.setVisible(bool(lines))
        if self.talked_box is not None:
            self.talked_keeper.reload(row.own_talk(self._meeting_id))
            self.talked.say("here")
        else:
            self.talked.say("" if lines else "not yet: it is written at the meeting")

    def _show_told(self, row: AskRow) -> None:
        name, tone = (
            ("Told them", Tone.GREEN) if not row.owed else ("Owed", Tone.RED if row.overdue else Tone.AMBER)
        )
        self.told.pill.show_pill(name, tone)
        self.told.say(told_words(row), "red" if row.overdue else "second")
        self.tell.setText("Told them" if row.owed else "Keep changes")
        self.not_told.setVisible(not row.owed)

    def _show_consent(self) -> None:
        self.agreed_by.setVisible(self.consent.isChecked())
        self.no_consent.setVisible(not self.consent.isChecked())

    def _today(self) -> date:
        return self._house.now().date()

    # -- deeds --------------------------------------------------------------------------------------

    def _attempt(self, act: Callable[[], object], sentence: str = "") -> bool:
        try:
            act()
        except Refused as refusal:
            self._frame.refuse(str(refusal))
            return False
        if sentence:
            self._frame.say(sentence)
        return True

    def _on_consent(self, agreed: bool) -> None:
        ask_id = self.row.ask_id
        if not agreed:
            self._show_agreed()
            self._attempt(
                lambda: youth_boards.correct_ask(self._store, ask_id, consent=False),
                "Their words will not be printed.",
            )
        self._show_consent()
        if agreed:
            self.agreed_by.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_agreed(self) -> None:
        by = self.agreed_by.text().strip()
        if by and (by, True) == (self.row.consent_by, self.row.consent):
            return
        self._attempt(
            lambda: youth_boards.correct_ask(self._store, self.row.ask_id, consent=True, consent_by=by),
            "Their words may be shared.",
        )

    def _on_agreed_left(self) -> None:
        """Leaving the line keeps it; left empty, the tick goes again."""
        if self.agreed_by.text().strip():
            self._on_agreed()
        elif not self.agreed_by.hasFocus():
            self.consent.setChecked(self.row.consent)
            self._show_agreed()
            self._show_consent()

    def _show_agreed(self) -> None:
        """Show who agreed as it is kept; nothing else waits."""
        self.agreed_keeper.show(self.row.consent_by)
        self.agreed_by.setModified(False)

    def _on_action_picked(self, action_id: object) -> None:
        chosen = str(action_id) or None
        self._attempt(
            lambda: youth_boards.link_action(self._store, self.row.ask_id, chosen),
            f"{self.action.currentText()}." if chosen is None else f"{self.action.currentText()} answers it.",
        )

    def _on_tell(self) -> None:
        on = self.on.day
        if on is None:
            self._frame.refuse("Type the day on which they were told first. Nothing has been changed.")
            self.on.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self.settle() and self._attempt(
            lambda: youth_boards.told(self._store, self.row.ask_id, on, self.how.text(), self.words.text()),
            f"{self.row.board}: told them on {short_day(on, self._today())}.",
        ):
            self._draft.stop()
            self._unkept = False
            self.on.forget_typed()

    def _on_not_told(self) -> None:
        self._attempt(
            lambda: youth_boards.told(self._store, self.row.ask_id, None),
            f"{self.row.board}: they still wait for the answer.",
        )

    def _on_typed(self) -> None:
        self._unkept = True
        if not self._draft.isActive():
            self._draft.start()

    def _on_read(self) -> None:
        if self.settle():
            self.finished.emit(self.row.ask_id)


def _action_words(reference: str, text: str) -> str:
    words = f"{reference} {text}"
    return words if len(words) <= _ACTION_WORDS else f"{words[: _ACTION_WORDS - 1]}…"
