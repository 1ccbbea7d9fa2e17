"""The rows of the list of meetings: how each stands today, in words and tones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nscp_desktop.rules.days import spoken
from nscp_desktop.rules.meetings import GONE, MeetingKind, MinutesState, Status
from nscp_desktop.rules.wording import counted
from nscp_desktop.ui.theme import Tone
from nscp_desktop.ui.widgets import Column, Kind, SectionRow

if TYPE_CHECKING:
    from datetime import date

    from nscp_desktop.services.agenda_states import AgendaState
    from nscp_desktop.services.meetings import MeetingFacts


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting in the list, as it stands today."""

    facts: MeetingFacts
    agenda: AgendaState
    today: date
    moved_to: str
    clash: bool = False

    @property
    def state(self) -> tuple[str, Tone, str]:
        """How far it has come: words, tone, and what more there is to say."""
        facts = self.facts
        if facts.status is Status.RUNNING:
            return "in progress", Tone.GREEN, ""
        if facts.status is Status.HELD:
            return "held", Tone.GREEN, ""
        if facts.status is Status.CANCELLED:
            return "cancelled", Tone.RED, facts.reason
        if facts.status is Status.REARRANGED:
            return "moved", Tone.NEUTRAL, ": ".join(part for part in (self.moved_to, facts.reason) if part)
        if facts.date == self.today:
            return "today", Tone.TEAL, self._clash_words
        if facts.date < self.today:
            return "not held yet", Tone.AMBER, ""
        return "arranged", Tone.NEUTRAL, self._clash_words

    @property
    def _clash_words(self) -> str:
        """The mark of a date that clashes; with what is said under the list when the meeting is chosen."""
        return "has a clash" if self.clash else ""

    @property
    def agenda_words(self) -> tuple[str, Tone | None, str]:
        """How its agenda stands, a tone while that matters, and what is local."""
        if self.facts.status in GONE:
            return "", None, ""
        local = f"{self.agenda.local} local" if self.agenda.local else ""
        if self.facts.status is Status.HELD:
            return counted(self.agenda.items, "item"), None, ""
        if not self.agenda.items:
            return "no items yet", Tone.AMBER, ""
        if self.agenda.balance.over:
            return self.agenda.balance.words, Tone.AMBER, local
        return "ready", Tone.TEAL, local

    @property
    def minutes_words(self) -> tuple[str, Tone | None, str]:
        """How its minutes stand."""
        facts = self.facts
        if facts.minutes_state is MinutesState.AGREED:
            return (
                "agreed",
                Tone.GREEN,
                "" if facts.agreed_on is None else spoken(facts.agreed_on, self.today),
            )
        if facts.minutes_state is MinutesState.DRAFT:
            return f"draft v{facts.minutes_version}", Tone.AMBER, ""
        return "", None, ""


def _kind(row: MeetingRow) -> str:
    return "" if row.facts.kind is MeetingKind.ORDINARY else row.facts.kind.value


def hours(row: MeetingRow) -> str:
    """When it begins and ends: "10:00–12:00"."""
    return f"{row.facts.starts:%H:%M}–{row.facts.ends:%H:%M}"


def _strength(row: MeetingRow) -> Tone | None:
    return Tone.NEUTRAL if row.facts.status in GONE else None


COLUMNS: tuple[Column[MeetingRow], ...] = (
    Column(
        "group",
        "Group",
        lambda row: row.facts.group_name,
        quiet=_kind,
        tone=_strength,
        strong=True,
        width=160,
    ),
    Column(
        "when",
        "When",
        lambda row: spoken(row.facts.date, row.facts.date),
        quiet=hours,
        tone=_strength,
        sort=lambda row: (row.facts.date, row.facts.starts),
        width=116,
        least=108,
    ),
    Column("place", "Place", lambda row: row.facts.place, tone=_strength, weight=1.1, goes_last=True),
    Column(
        "chairs",
        "Co-chairs",
        lambda row: ", ".join(row.facts.co_chairs),
        tone=_strength,
        may_go=True,
    ),
    Column(
        "agenda",
        "Agenda",
        lambda row: row.agenda_words[0],
        tone=lambda row: row.agenda_words[1],
        quiet=lambda row: row.agenda_words[2],
        kind=Kind.PILL,
        width=132,
    ),
    Column(
        "state",
        "Meeting",
        lambda row: row.state[0],
        tone=lambda row: row.state[1],
        quiet=lambda row: row.state[2],
        kind=Kind.PILL,
        width=124,
    ),
    Column(
        "minutes",
        "Minutes",
        lambda row: row.minutes_words[0],
        tone=lambda row: row.minutes_words[1],
        quiet=lambda row: row.minutes_words[2],
        kind=Kind.PILL,
        width=118,
        least=108,
    ),
)


def by_round(rows: list[MeetingRow]) -> list[MeetingRow | SectionRow]:
    """The rows by round and date, with a heading over each round."""
    ordered = sorted(rows, key=lambda row: (row.facts.round_number, row.facts.date, row.facts.starts))
    shown: list[MeetingRow | SectionRow] = []
    last = ""
    for row in ordered:
        if row.facts.round_id != last:
            last = row.facts.round_id
            shown.append(SectionRow(_round_heading(row.facts), row.facts.place_in_year))
        shown.append(row)
    return shown


def _round_heading(facts: MeetingFacts) -> str:
    month = f"{facts.round_month:%B %Y}"
    return f"{month}: {facts.round_title}" if facts.round_title else month


def moved_words(day: date | None, today: date) -> str:
    """Where a moved meeting went: "to Thu 28 Jan"."""
    return "" if day is None else f"to {spoken(day, today)}"


def next_of(rows: list[MeetingRow]) -> str:
    """The meeting that is running, else the next one, else the last."""
    running = [row for row in rows if row.facts.status is Status.RUNNING]
    coming = [row for row in rows if row.facts.status is Status.ARRANGED and row.facts.date >= row.today]
    for found in (running, coming, rows[-1:]):
        if found:
            return found[0].facts.id
    return ""
