"""A year's dates while they are planned: what was changed is durable without a deed, until they are issued."""

from __future__ import annotations

import json
from datetime import date, time
from typing import TYPE_CHECKING

from nscp_desktop.rules.meetings import Mode
from nscp_desktop.rules.wording import line, note
from nscp_desktop.services import half_typed
from nscp_desktop.services.half_typed import Box
from nscp_desktop.services.rounds import Plan

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from nscp_desktop.services.year_dates import Key, YearPlan
    from nscp_desktop.store import Store


def _record(year: int) -> str:
    return f"dates of {year}"


def _box(year: int) -> Box:
    return Box("setting", _record(year), "half planned")


def date_box(year: int, key: Key, what: str) -> Box:
    """Where what is half typed on one date of a year waits."""
    group_id, number = key
    return Box("setting", f"{_record(year)}: {group_id} {number}", f"{what}, half typed")


def keep(store: Store, year: int, wanted: Mapping[Key, Plan], left_out: Collection[Key]) -> None:
    """Make the dates as they are planned now durable; refuses a place that could not be kept."""
    rows = [
        (*key, one.day.isoformat(), f"{one.starts:%H:%M}", f"{one.ends:%H:%M}", one.mode.value, line(one.venue), key in left_out)
        for key, one in wanted.items()
    ]  # fmt: skip
    half_typed.keep(store, _box(year), json.dumps(rows, ensure_ascii=False), fit=note)


def kept(store: Store, plan: YearPlan) -> tuple[dict[Key, Plan], set[Key]]:
    """Give the dates as they were planned, and which of them are left out; nothing where nobody changed any.

    A date that is arranged by now, or whose group has gone, is not among them.
    """
    text = half_typed.kept(store, _box(plan.year))
    wanted: dict[Key, Plan] = {}
    left_out: set[Key] = set()
    for group_id, number, day, starts, ends, mode, venue, out in json.loads(text) if text else ():
        key = (group_id, number)
        if key in plan.wanted:
            hours = time.fromisoformat(starts), time.fromisoformat(ends)
            wanted[key] = Plan(group_id, date.fromisoformat(day), *hours, Mode(mode), venue)
            left_out |= {key} if out else set()
    return wanted, left_out


def forget(store: Store, year: int) -> None:
    """The dates are issued, or planned afresh: nothing of what was changed or half typed comes back."""
    for one in store.drafts():
        if one.table == "setting" and one.record.partition(":")[0] == _record(year):
            store.drop_draft(one.table, one.record, one.field)
