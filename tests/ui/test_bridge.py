"""What is announced is durable: "Saved" is never said of what is not on the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlmodel import col, select

from nscp_desktop.errors import CannotWrite
from nscp_desktop.services import people
from nscp_desktop.store.tables import DeedRow
from tests.faults import FULL, no_commit

if TYPE_CHECKING:
    from nscp_desktop.ui.bridge import Bridge
    from nscp_desktop.ui.house import House


def newest(house: House) -> str:
    with house.store.read() as session:
        return session.exec(select(DeedRow.label).order_by(col(DeedRow.number).desc())).first() or ""


def test_saved_is_said_when_the_commit_is_done_and_not_where_it_is_refused(
    house: House, bridge: Bridge
) -> None:
    said: list[tuple[bool, str]] = []

    def on_saved(_at: object) -> None:
        driver = house.store.file.driver
        said.append((driver.in_transaction, newest(house)))

    bridge.saved.connect(on_saved)
    people.add_person(house.store, "Ann Sale")
    assert said == [(False, "Add Ann Sale")]
    with no_commit(house.store, FULL), pytest.raises(CannotWrite):
        people.add_person(house.store, "Bea Lacey")
    assert len(said) == 1
    bridge.saved.disconnect(on_saved)


def test_what_is_announced_while_it_holds_is_told_afterwards_in_its_order(
    house: House, bridge: Bridge
) -> None:
    said: list[str] = []

    def on_changed(change: object) -> None:
        said.append(change.label)  # type: ignore[attr-defined]

    bridge.changed.connect(on_changed)
    bridge.hold()
    people.add_person(house.store, "Ann Sale")
    people.add_person(house.store, "Bea Lacey")
    assert said == []
    bridge.let_go()
    assert said == ["Add Ann Sale", "Add Bea Lacey"]
    bridge.let_go()
    people.add_person(house.store, "Cai Moss")
    assert said[2:] == ["Add Cai Moss"]
    bridge.changed.disconnect(on_changed)
