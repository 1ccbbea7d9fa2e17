"""Keep and remove: what is due by the rules, removing for good with a preview, legal holds, what was removed."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QStackedWidget

from nscp_desktop.errors import Refused
from nscp_desktop.rules.retention import Held, What
from nscp_desktop.rules.year import long_date
from nscp_desktop.services import (
    holds,
    meeting_facts,
    old_backups,
    paper_removals,
    people,
    removals,
    retention,
    withdrawals,
)
from nscp_desktop.services.retention import DueRow
from nscp_desktop.ui import theme
from nscp_desktop.ui.pages.keeping_strip import keeping_strip
from nscp_desktop.ui.pages.page import Page
from nscp_desktop.ui.pages.retention_cards import HoldsCard, PurgedCard, RulesCard
from nscp_desktop.ui.removal_dialog import RemovalDialog, WithdrawDialog
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import (
    SPRING,
    Ask,
    Beside,
    Button,
    Card,
    Choice,
    Column,
    EmptyState,
    Kind,
    PageHead,
    Quiet,
    RowModel,
    Scroll,
    Segments,
    Sentence,
    Table,
    across,
    down,
    holder,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from nscp_desktop.services.removals import Preview
    from nscp_desktop.ui.bridge import Bridge
    from nscp_desktop.ui.house import House
    from nscp_desktop.ui.pages.page import Frame

_TALLEST: Final = 330
_PAPER: Final = "paper"
_KINDS: Final = (
    (Held.MEETING.value, "A meeting"),
    (Held.PERSON.value, "A person"),
    (_PAPER, "An issued paper"),
    (paper_removals.KIND, "An attached paper"),
)
_DEEDS: Final = {
    Held.MEETING.value: (removals.preview_meeting, removals.remove_meeting),
    Held.PERSON.value: (removals.preview_person, removals.remove_person),
    paper_removals.KIND: (paper_removals.preview_paper, paper_removals.remove_paper),
}
"""How each is looked at, and removed."""
_WORDS: Final = {What.MEETINGS: "meeting", What.PEOPLE: "person"}


def _what(row: DueRow) -> str:
    return _WORDS[row.what]


def _spoken(row: DueRow) -> str:
    return f"{row.words}. {row.held}".removesuffix(". ")


def _due_since(row: DueRow) -> str:
    return long_date(row.since)


def _state(row: DueRow) -> str:
    return "held" if row.held else "due"


def _tone(row: DueRow) -> Tone:
    return Tone.NEUTRAL if row.held else Tone.AMBER


COLUMNS: Final = (
    Column[DueRow]("what", "What", _what, width=84, least=76),
    Column[DueRow]("words", "Which", attrgetter("words"), spoken=_spoken, strong=True),
    Column[DueRow]("since", "Due since", _due_since, sort=attrgetter("since"), width=150, least=130),
    Column[DueRow]("state", "State", _state, tone=_tone, kind=Kind.PILL, width=84, least=76),
)


class RetentionPage(Page):
    """What is kept for how long, and removing for good. Nothing is ever removed by itself."""

    key: ClassVar[str] = "retention"
    title: ClassVar[str] = "Keeping safe"
    watched: ClassVar[frozenset[str]] = frozenset(
        {
            "meeting", "person", "holding", "group", "issued_paper", "legal_hold", "retention_rule", "purged",
            "withdrawal", "struck_line", "attached_paper",
        }
    )  # fmt: skip

    def __init__(self, house: House, bridge: Bridge, frame: Frame) -> None:
        """Build the page; nothing is asked of the store until it is shown."""
        super().__init__(house, bridge, frame)
        self._since: datetime | None = None
        self._offered: dict[str, list[tuple[object, str]]] = {}
        self.head = PageHead("Keeping safe", left=(keeping_strip(frame, self.key),))
        self.replace = Button("Replace older backups…", alt="O")
        self.news = Sentence("", Tone.TEAL, button=self.replace)
        self.model = RowModel(COLUMNS, identity=attrgetter("subject_id"))
        self.table = Table(self.model, name="Due", wraps=True)
        self.kind = Segments(_KINDS, name="What is removed")
        self.subject = Choice(name="Which one")
        self.look = Button("See what would go…", primary=True, alt="W")
        self.rules = RulesCard(house)
        self.holds = HoldsCard(house.store, house.now().date())
        self.purged = PurgedCard()
        self._whole = QStackedWidget()
        self._build()
        self._connect()

    def _build(self) -> None:
        listed = Card("Due by the rules", "Enter on a line shows what would go", snug=True)
        listed.body.addWidget(self._whole, 1)
        self._whole.addWidget(self.table)
        self._whole.addWidget(
            EmptyState(
                "Nothing is due.",
                "What a group's rules say is due is listed here. It stays until somebody removes it.",
            )
        )
        remove = Card("Remove for good")
        remove.body.addWidget(
            Quiet(
                "You see first what goes, what stays and who else has it. Nothing is ever removed by itself.",
                wrap=True,
            )
        )
        remove.body.addLayout(across(self.kind, SPRING))
        remove.body.addLayout(across(self.subject, self.look, SPRING, gap=12))
        left = holder(down(listed, remove, self.purged, SPRING, gap=14))
        beside = holder(down(self.rules, self.holds, SPRING, gap=14))
        # One roll for all of it: in a low window two beside one another would leave neither enough.
        both = Scroll(Beside(left, beside, shares=(54, 46), narrow=720))
        whole = down(self.head, self.news, both, gap=14, margins=(24, 18, 24, 18))
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.replace.hide()

    def _connect(self) -> None:
        self.kind.chosen.connect(self._on_kind)
        self.look.clicked.connect(self._on_look)
        self.table.row_chosen.connect(self._on_row)
        self.replace.clicked.connect(self._on_replace)
        self.rules.refused.connect(self.frame.refuse)
        self.holds.set_hold.connect(self._on_set_hold)
        self.holds.lifted.connect(self._on_lift)

    # -- what is shown -------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask again for everything; no text of what was removed is anywhere."""
        store = self.house.store
        rows = retention.due(store)
        self.model.replace(rows)
        self._whole.setCurrentIndex(0 if rows else 1)
        self._whole.setFixedHeight(
            min(self.table.whole_height() + 4, theme.grown(_TALLEST)) if rows else theme.grown(150)
        )
        rules = retention.group_rules(store)
        self.rules.show_rules(rules)
        everyone: list[tuple[object, str]] = [
            (one.person_id, f"{one.name}, {one.organisation}" if one.organisation else one.name)
            for one in people.everyone(store)
        ]
        met: list[tuple[object, str]] = [*meeting_facts.held_by_name(store)]
        issued: list[tuple[object, str]] = [
            (one.issued_id, f"{one.words} ({one.printed})")
            for one in withdrawals.issued_papers(store)
            if not one.withdrawn
        ]
        attached: list[tuple[object, str]] = [
            (one.paper_id, one.words) for one in paper_removals.attached(store)
        ]
        self._offered = {
            Held.PERSON.value: everyone,
            Held.MEETING.value: met,
            _PAPER: issued,
            paper_removals.KIND: attached,
        }
        self._offer()
        groups: list[tuple[object, str]] = [(one.group_id, one.group) for one in rules]
        self.holds.show_holds(
            holds.holds(store), {Held.PERSON: everyone, Held.MEETING: met, Held.GROUP: groups}
        )
        self.purged.show_purged(retention.purged(store), old_backups.says(store))
        self.holds.set.setEnabled(not store.read_only)

    def _offer(self) -> None:
        offered = self._offered.get(self.kind.chosen_key, [])
        self.subject.set_choices(offered)
        self.look.setText("Withdraw…" if self.kind.chosen_key == _PAPER else "See what would go…")
        self.look.setEnabled(bool(offered) and not self.house.store.read_only)

    def _on_kind(self, _key: str) -> None:
        self._offer()

    # -- removing ------------------------------------------------------------------------------------

    def _on_row(self, row: DueRow) -> None:
        kind = Held.MEETING if row.what is What.MEETINGS else Held.PERSON
        self._preview(kind.value, row.subject_id)

    def _on_look(self) -> None:
        if self.kind.chosen_key == _PAPER:
            self._ask_to_withdraw(str(self.subject.value))
        else:
            self._preview(self.kind.chosen_key, str(self.subject.value))

    def _preview(self, kind: str, subject_id: str) -> None:
        try:
            with _waiting():
                preview = _DEEDS[kind][0](self.house.store, subject_id)
        except Refused as refusal:
            self.frame.refuse(str(refusal))
            return
        dialog = RemovalDialog(self, preview)
        dialog.confirmed.connect(partial(self._remove, preview))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _remove(self, preview: Preview) -> None:
        self.replace.hide()
        self.frame.upkeep.remove(
            f"Removing {preview.subject} for good",
            partial(_DEEDS[preview.kind][1], self.house.store, preview.subject_id),
            partial(self._on_removed, preview.since),
            self._on_not_removed,
        )

    def _on_removed(self, since: datetime | None, said: str) -> None:
        self._since = since
        self.news.say(said, Tone.TEAL)
        self.replace.setVisible(since is not None)
        self.refresh()

    def _on_not_removed(self, sentence: str) -> None:
        self.news.say(sentence, Tone.RED)

    def _ask_to_withdraw(self, issued_id: str) -> None:
        store = self.house.store
        paper = next((one for one in withdrawals.issued_papers(store) if one.issued_id == issued_id), None)
        if paper is None:
            return

        def withdraw(reason: str, replaced: bool) -> None:
            withdrawals.refuse(store, issued_id, reason)
            draw = self.house.draw if replaced else None
            self.frame.upkeep.remove(
                f"Withdrawing the {paper.words}",
                partial(withdrawals.withdraw, store, issued_id, reason, draw),
                withdrawn,
                dialog.refused.say,
            )

        def withdrawn(said: str) -> None:
            dialog.finish()
            self._on_removed(None, said)

        dialog = WithdrawDialog(self, store, paper, withdraw, may_replace=paper.words.startswith("minutes"))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_replace(self) -> None:
        ask = Ask(
            self,
            "Replace the older backups?",
            "A new backup is made and checked; then those made since it was first written down are removed, here "
            "and in the second place. What else only they hold cannot be put back any more.",
            [("replace", "Replace them")],
            cancel="Keep them",
            danger=True,
        )
        ask.answered.connect(self._on_answered)
        ask.open()

    def _on_answered(self, answer: str) -> None:
        if answer == "replace" and self._since is not None:
            self.frame.upkeep.remove(
                "Replacing the older backups",
                partial(removals.replace_backups, self.house.store, self._since),
                partial(self._on_removed, None),
                self._on_not_removed,
            )

    # -- holds ---------------------------------------------------------------------------------------

    def _on_set_hold(self, kind: Held, subject_id: str, reason: str, on: date) -> None:
        try:
            holds.set_hold(self.house.store, kind, subject_id, reason, on)
        except Refused as refusal:
            self.holds.band.say(str(refusal))
            return
        self.holds.clear_form()
        self.news.say(
            "The legal hold is set. Nothing it covers is removed, and no backup goes, until it is lifted."
        )

    def _on_lift(self, hold_id: str) -> None:
        ask = Ask(
            self,
            "Lift this legal hold?",
            "Lines that were struck and kept only for this hold are then removed for good.",
            [("lift", "Lift it")],
            cancel="Let it stand",
            danger=True,
        )
        ask.answered.connect(partial(self._on_lift_answered, hold_id))
        ask.open()

    def _on_lift_answered(self, hold_id: str, answer: str) -> None:
        if answer == "lift":
            self._lift(hold_id)

    def _lift(self, hold_id: str) -> None:
        try:
            with _waiting():
                said = retention.lift(self.house.store, hold_id)
        except Refused as refusal:
            self._on_not_removed(str(refusal))
            return
        self._on_removed(None, said)


@contextmanager
def _waiting() -> Iterator[None]:
    """Show by the pointer that something takes a moment."""
    QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QApplication.restoreOverrideCursor()
