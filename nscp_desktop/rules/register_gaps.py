"""What a register still lacks before its meeting's minutes are issued."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from nscp_desktop.rules.attendance import State, member_unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nscp_desktop.rules.attendance import Entry


class GapKind(StrEnum):
    """What a register still lacks."""

    NOT_MARKED = "not marked"
    DEPUTY_NOT_NAMED = "deputy not named"
    DEPUTY_NOT_PRESENT = "deputy not present"
    MEMBER_UNKNOWN = "deputy, member unknown"


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing to settle before the minutes are issued (E2, E9)."""

    kind: GapKind
    person_id: str
    sentence: str


def gaps(register: Sequence[Entry]) -> tuple[Gap, ...]:
    """What must be settled before minutes are issued, in register order (E2, E9)."""
    entries = {e.person_id: e for e in register}
    found: list[Gap] = []
    for entry in register:
        if entry.is_member and entry.state is None:
            found.append(Gap(GapKind.NOT_MARKED, entry.person_id, f"{entry.name} is not marked."))
        elif entry.state is State.DEPUTY and not entry.deputy_id:
            sentence = f"A deputy came for {entry.name}: say who."
            found.append(Gap(GapKind.DEPUTY_NOT_NAMED, entry.person_id, sentence))
        elif entry.state is State.DEPUTY:
            deputy = entries.get(entry.deputy_id)
            if deputy is None or not deputy.came:
                sentence = (
                    f"The deputy named for {entry.name} is not on the register."
                    if deputy is None
                    else f"{deputy.name} is named as deputy for {entry.name} but is not marked present."
                )
                found.append(Gap(GapKind.DEPUTY_NOT_PRESENT, entry.person_id, sentence))
        elif member_unknown(register, entry):
            sentence = f"{entry.name} came as a deputy: say for which member."
            found.append(Gap(GapKind.MEMBER_UNKNOWN, entry.person_id, sentence))
    return tuple(found)


_AROUND = timedelta(minutes=30)


def odd_times(register: Sequence[Entry], begins: datetime, ends: datetime) -> dict[str, str]:
    """Sentences about times of arriving and leaving that lie outside a meeting, by person: they are told, not refused.

    Half an hour before and after belongs to it. A meeting that went on past midnight is not asked.
    """
    if begins.date() != ends.date():
        return {}
    first, last = (begins - _AROUND).replace(tzinfo=None), (ends + _AROUND).replace(tzinfo=None)
    found = {}
    for entry in register:
        times = (("arrived", entry.arrived), ("left", entry.left))
        odd = [
            f"{what} {at:%H:%M}"
            for what, at in times
            if at is not None and not first <= datetime.combine(begins, at) <= last
        ]
        if entry.came and odd:
            found[entry.person_id] = (
                f"{entry.name} {' and '.join(odd)}, but the meeting began {begins:%H:%M}: check this time."
            )
    return found


def finished(register: Sequence[Entry]) -> bool:
    """Whether every member on the register has a mark (E9)."""
    return all(e.state is not None for e in register if e.is_member)


def quorum_notice(heads: int, quorum: int | None) -> str:
    """A sentence when fewer heads came than the group's own quorum; empty when it has set none (E12)."""
    if quorum is None or heads >= quorum:
        return ""
    return f"{heads} came and the quorum is {quorum}. The meeting counts as held unless closed as notes only."
