"""A year's dates that somebody is planning: kept as they were changed, for what can still be issued."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import TYPE_CHECKING

from nscp_desktop.rules.meetings import Mode
from nscp_desktop.services import half_planned, half_typed, year_dates

if TYPE_CHECKING:
    from nscp_desktop.store import Store


def test_dates_are_there_as_they_were_changed(store: Store) -> None:
    plan = year_dates.plan_year(store, 2027)
    assert half_planned.kept(store, plan) == ({}, set())
    first, second = list(plan.wanted)[:2]
    moved = replace(
        plan.wanted[first], day=date(2027, 5, 20), starts=time(13, 30), ends=time(15, 30), mode=Mode.ONLINE, venue="Teams"
    )  # fmt: skip
    wanted = {**plan.wanted, first: moved}
    half_planned.keep(store, 2027, wanted, {second})
    assert half_planned.kept(store, plan) == (wanted, {second})
    assert half_planned.kept(store, year_dates.plan_year(store, 2028)) == ({}, set())


def test_a_date_that_is_arranged_by_now_is_not_planned_again(store: Store) -> None:
    plan = year_dates.plan_year(store, 2027)
    gone, *others = plan.wanted
    half_planned.keep(store, 2027, plan.wanted, ())
    left = replace(plan, wanted={key: plan.wanted[key] for key in others})
    assert half_planned.kept(store, left)[0].keys() == set(others)
    assert gone not in half_planned.kept(store, left)[0]


def test_planned_afresh_nothing_of_that_year_comes_back(store: Store) -> None:
    plan = year_dates.plan_year(store, 2027)
    key = next(iter(plan.wanted))
    other = half_typed.Box("setting", "school holidays", "half typed")
    meeting = half_typed.Box("meeting", "dates of 2027", "capture line")
    half_planned.keep(store, 2027, plan.wanted, ())
    half_planned.keep(store, 2028, plan.wanted, ())
    for box in (half_planned.date_box(2027, key, "place"), other, meeting):
        half_typed.keep(store, box, "Quaker La")
    half_planned.forget(store, 2027)
    assert half_planned.kept(store, plan) == ({}, set())
    assert {(one.table, one.record) for one in store.drafts()} == {
        ("setting", "school holidays"), ("meeting", "dates of 2027"), ("setting", "dates of 2028"),
    }  # fmt: skip
