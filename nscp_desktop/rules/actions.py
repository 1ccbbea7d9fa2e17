"""Actions: their kinds and states, when they are overdue, their colour, and how many have answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from nscp_desktop.rules.wording import counted, sort_key

SOON_DAYS = 14


class ActionKind(StrEnum):
    """Who an action binds."""

    INDIVIDUAL = "individual"
    TOGETHER = "together"
    EVERY_ORGANISATION = "every organisation"
    TO_THE_NSCP = "to the NSCP"


class ActionState(StrEnum):
    """How far an action has come."""

    OPEN = "open"
    IN_HAND = "in hand"
    DONE = "done"


class Answer(StrEnum):
    """What one organisation says about an action asked of every organisation."""

    NONE = ""
    DONE = "done"
    DOING = "doing"
    NOT_STARTED = "not started"
    DOES_NOT_APPLY = "does not apply"


class Colour(StrEnum):
    """The colour an action is shown in; never without its word (``COLOUR_WORDS``)."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    BLUE = "blue"


COLOUR_WORDS: Mapping[Colour, str] = MappingProxyType(
    {
        Colour.RED: "overdue",
        Colour.AMBER: "due soon or incomplete",
        Colour.GREEN: "on course",
        Colour.BLUE: "done",
    }
)
_ORDER = {colour: place for place, colour in enumerate(Colour)}


def overdue(state: ActionState, due: date | None, today: date) -> bool:
    """Say whether an action is late: it has a date, the date has passed, and it is not done."""
    return state is not ActionState.DONE and due is not None and due < today


def days_overdue(state: ActionState, due: date | None, today: date) -> int:
    """Give the days since the due date of an action that is late, else 0."""
    return (today - due).days if due is not None and overdue(state, due, today) else 0


def overdue_words(state: ActionState, due: date | None, today: date) -> str:
    """Give "63 days" for an action that is late, else nothing."""
    days = days_overdue(state, due, today)
    return counted(days, "day") if days else ""


def colour(state: ActionState, due: date | None, today: date, *, owned: bool = True) -> Colour:
    """Give an action's colour.

    Blue is done; red is late, in hand or not; amber is due within 14 days, or lacks its owner or
    its date and so needs somebody's eye; green is the rest.
    """
    if state is ActionState.DONE:
        return Colour.BLUE
    if overdue(state, due, today):
        return Colour.RED
    if due is None or not owned or (due - today).days <= SOON_DAYS:
        return Colour.AMBER
    return Colour.GREEN


def order_key(
    state: ActionState, due: date | None, today: date, reference: str, *, owned: bool = True
) -> tuple[int, date, tuple[str, str]]:
    """Give the key that puts red first, then amber, green and blue; the oldest date first in each.

    An action without a date stands after those with one.
    """
    place = _ORDER[colour(state, due, today, owned=owned)]
    return place, due or date.max, sort_key(reference)


@dataclass(frozen=True, slots=True)
class Answered:
    """How many of the organisations asked have answered, and how."""

    n: int
    of: int
    done: int = 0
    doing: int = 0
    not_started: int = 0
    does_not_apply: int = 0

    @property
    def words(self) -> str:
        """The short form: "7 of 16"."""
        return f"{self.n:,} of {self.of:,}"

    @property
    def sentence(self) -> str:
        """The form for a line of its own: "7 of 16 organisations have answered"."""
        noun = "organisation has" if self.of == 1 else "organisations have"
        return f"{self.words} {noun} answered"

    @property
    def complete(self) -> bool:
        """Whether nobody's answer is still missing or still to be done."""
        return self.done + self.does_not_apply == self.of


def answered(answers: Iterable[str]) -> Answered:
    """Count the answers of an action asked of every organisation, one of ``Answer`` each.

    "Not started" is an answer; only an organisation that has said nothing has not answered.
    """
    said = [Answer(answer) for answer in answers]
    return Answered(
        n=sum(answer is not Answer.NONE for answer in said),
        of=len(said),
        done=said.count(Answer.DONE),
        doing=said.count(Answer.DOING),
        not_started=said.count(Answer.NOT_STARTED),
        does_not_apply=said.count(Answer.DOES_NOT_APPLY),
    )
