"""Who works here, and signing in."""

import pytest
from sqlmodel import col, select

from nscp_desktop.errors import CannotWrite, Refused, Unknown
from nscp_desktop.services import officers, organisations, people
from nscp_desktop.store import Store
from nscp_desktop.store.tables import DeedRow
from tests.faults import no_commit


def test_officers_are_added_by_name(store: Store) -> None:
    ivy = officers.add_officer(store, "Ivy Hartley", "co-chair")
    officers.add_officer(store, "Aled Fenn", "business support")
    assert [(one.name, one.role) for one in officers.officers(store)] == [
        ("Aled Fenn", "business support"),
        ("Ivy Hartley", "co-chair"),
    ]
    assert officers.add_officer(store, " ivy hartley", "co-chair") == ivy
    assert officers.add_officer(store, "Ivy Hartley", "coordinator") == ivy
    assert [one.role for one in officers.officers(store)] == ["business support", "co-chair", "coordinator"]
    assert len(people.everyone(store)) == 2
    assert store.undo_label == ""


def test_a_known_person_is_taken_unless_there_are_two(store: Store) -> None:
    ivy = people.add_person(store, "Ivy Hartley", organisations.add_organisation(store, "Fenmere Hospital"))
    assert officers.add_officer(store, "Ivy Hartley", "co-chair") == ivy
    people.add_person(store, "Ivy Hartley", organisations.add_organisation(store, "Larkfield Academy"))
    assert officers.add_officer(store, "Ivy Hartley", "coordinator") != ivy


@pytest.mark.parametrize(
    ("name", "role"), [("", "co-chair"), ("Ivy Hartley", "chief"), ("Ivy\x07", "co-chair")]
)
def test_who_cannot_be_an_officer_is_refused(store: Store, name: str, role: str) -> None:
    with pytest.raises(Refused, match="Nothing has been changed"):
        officers.add_officer(store, name, role)
    assert officers.officers(store) == ()


def test_an_officer_goes(store: Store) -> None:
    ivy = officers.add_officer(store, "Ivy Hartley", "co-chair")
    officers.add_officer(store, "Ivy Hartley", "coordinator")
    officers.end_officer(store, ivy)
    assert officers.officers(store) == ()
    with pytest.raises(Unknown, match="Ivy Hartley does not work here"):
        officers.end_officer(store, ivy)
    with pytest.raises(Unknown):
        officers.end_officer(store, "nobody")


def test_whoever_signs_in_is_the_actor_and_the_journal_says_so(store: Store) -> None:
    ivy = officers.add_officer(store, "Ivy Hartley", "co-chair")
    officers.sign_in(store, ivy)
    assert store.actor == ivy
    people.add_person(store, "Kit Mwangi")
    with store.read() as session:
        kinds = session.exec(select(DeedRow.kind, DeedRow.actor).order_by(DeedRow.number)).all()  # type: ignore[arg-type]
    assert kinds[-2:] == [("unlock", ivy), ("deed", ivy)]
    with pytest.raises(Unknown, match="Choose another name"):
        officers.sign_in(store, "nobody")
    assert store.actor == ivy


def test_a_full_disk_keeps_nobody_out_and_the_journal_says_so_later(store: Store) -> None:
    """Who has just unlocked must come to what is on the screen, also to make room."""
    ivy = officers.add_officer(store, "Ivy Marsh", "co-chair")
    with no_commit(store):
        officers.sign_in(store, ivy)
        with pytest.raises(CannotWrite):
            officers.add_officer(store, "Kit Reed", "co-chair")
    assert store.actor == ivy
    officers.add_officer(store, "Kit Reed", "co-chair")
    officers.add_officer(store, "Lou Hart", "co-chair")
    with store.read() as session:
        rows = session.exec(select(DeedRow).order_by(col(DeedRow.number))).all()
    assert [(row.kind, row.label) for row in rows][-3:] == [
        ("deed", "Let Kit Reed work here"),
        ("unlock", "Ivy Marsh unlocked the store"),
        ("deed", "Let Lou Hart work here"),
    ]
    assert {row.actor for row in rows[-3:]} == {ivy}
