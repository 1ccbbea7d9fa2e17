"""What a mark may be and become (E2 to E5, E8, E9, E11, E12, V04, V05, V15, V17)."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nscp_desktop.errors import Refused, Unknown
from nscp_desktop.rules.attendance import (
    Capacity,
    Entry,
    How,
    Person,
    State,
    add_guest,
    and_list,
    clear_mark,
    deputy_arrives,
    find,
    first_and_last,
    mark_apologies,
    mark_deputy,
    mark_late,
    mark_left,
    mark_not_present,
    mark_present,
    mark_rest_not_present,
    rearranged,
    represented_by,
)
from nscp_desktop.rules.presence import heads
from nscp_desktop.rules.register_gaps import GapKind, finished, gaps, odd_times, quorum_notice
from tests.rules.registers import (
    ANN,
    DELE,
    JOE,
    KIT,
    PRIYA,
    RUTH,
    after,
    apologies,
    deputised,
    deputy,
    not_present,
    present,
)


def test_words_of_the_register_are_those_that_are_kept() -> None:
    assert [c.value for c in Capacity] == [
        "member", "co-chair", "deputy", "guest speaker", "observer", "in attendance", "young person",
    ]  # fmt: skip
    assert [s.value for s in State] == ["P", "A", "D", "N"]
    assert [h.value for h in How] == ["room", "online", ""]


def test_somebody_who_is_on_no_register_cannot_be_marked() -> None:
    with pytest.raises(Unknown, match="not on this meeting's register"):
        mark_present((Entry(ANN),), "joe")


def test_present_in_the_room_or_online_and_late() -> None:
    register = (Entry(ANN), Entry(JOE))
    marked = mark_present(register, "joe", How.ONLINE, time(10, 12), "3")
    expected = Entry(JOE, state=State.PRESENT, how=How.ONLINE, arrived=time(10, 12), arrived_item="3")
    assert marked.changed == (expected,)
    assert marked.notice == ""


def test_marking_twice_changes_nothing_and_a_new_way_of_coming_is_kept() -> None:
    register = (present(ANN, how=How.ROOM),)
    assert mark_present(register, "ann").changed == ()
    assert mark_present(register, "ann", How.ONLINE).changed == (present(ANN, how=How.ONLINE),)


def test_somebody_who_left_and_is_marked_present_has_come_back() -> None:
    here = present(ANN, how=How.ROOM)
    register = (replace(here, left=time(10, 40), left_item="5"),)
    assert mark_present(register, "ann").changed == (here,)


def test_an_apology_is_withdrawn_when_they_come_v17() -> None:
    marked = mark_present((apologies(RUTH),), "ruth", arrived=time(10, 30), arrived_item="6")
    (entry,) = marked.changed
    assert entry.state is State.PRESENT
    assert entry.arrived == time(10, 30)
    assert marked.notice == "Ruth Pell has come, so their apology is withdrawn."


def test_a_deputy_becomes_an_observer_when_the_member_comes_too_e3_v04() -> None:
    register = (deputised(ANN, PRIYA), deputy(PRIYA))
    marked = mark_present(register, "ann")
    assert set(marked.changed) == {present(ANN), present(PRIYA, Capacity.OBSERVER)}
    assert marked.notice == "Ann Sale is here, so Priya Nair is an observer and is not counted."
    assert len(heads(after(register, marked))) == 1


def test_a_deputy_for_two_stays_deputy_for_the_one_who_did_not_come() -> None:
    register = (deputised(ANN, PRIYA), deputised(JOE, PRIYA), deputy(PRIYA))
    marked = mark_present(register, "ann")
    assert marked.changed == (present(ANN),)
    assert marked.notice == ""


def test_a_deputy_who_comes_after_the_member_is_an_observer_e3() -> None:
    marked = deputy_arrives((present(ANN),), PRIYA, ["ann"], How.ROOM)
    assert marked.changed == (present(PRIYA, Capacity.OBSERVER, How.ROOM),)
    assert marked.notice == "Ann Sale is here, so Priya Nair is an observer and is not counted."
    both = deputy_arrives((present(ANN), present(JOE)), PRIYA, ["ann", "joe"])
    assert (
        both.notice == "Ann Sale and Joe Blackwood are here, so Priya Nair is an observer and is not counted."
    )


def test_a_deputy_comes_for_whichever_members_are_away() -> None:
    register = (present(ANN), Entry(JOE))
    marked = deputy_arrives(register, PRIYA, ["ann", "joe"])
    assert set(marked.changed) == {deputised(JOE, PRIYA), deputy(PRIYA)}


def test_a_deputy_of_somebody_else_stays_a_deputy_beside_a_member_who_is_here() -> None:
    register = (present(ANN), deputised(JOE, PRIYA), deputy(PRIYA))
    assert deputy_arrives(register, PRIYA, ["ann"]).changed == ()


def test_a_member_named_for_a_colleague_who_is_here_is_simply_present() -> None:
    assert deputy_arrives((present(ANN), Entry(JOE)), JOE, ["ann"]).changed == (present(JOE),)


def test_a_deputy_without_a_member_is_a_gap_e2() -> None:
    marked = deputy_arrives((Entry(ANN),), PRIYA, [])
    assert marked.changed == (deputy(PRIYA),)
    register = after((present(ANN),), marked)
    (gap,) = gaps(register)
    assert (gap.kind, gap.person_id) == (GapKind.MEMBER_UNKNOWN, "priya")
    assert gap.sentence == "Priya Nair came as a deputy: say for which member."


def test_a_deputy_is_named_or_said_to_be_unknown_e2() -> None:
    register = (Entry(ANN),)
    with pytest.raises(Refused, match="Say who came for Ann Sale"):
        mark_deputy(register, "ann", None)
    marked = mark_deputy(register, "ann", None, unknown=True)
    assert marked.changed == (deputised(ANN, None),)
    (gap,) = gaps(marked.changed)
    assert (gap.kind, gap.sentence) == (GapKind.DEPUTY_NOT_NAMED, "A deputy came for Ann Sale: say who.")


def test_one_deputy_for_two_members_is_one_head_v03() -> None:
    register: tuple[Entry, ...] = (Entry(ANN), Entry(JOE))
    register = after(register, mark_deputy(register, "ann", PRIYA, How.ONLINE))
    register = after(register, mark_deputy(register, "joe", PRIYA))
    assert represented_by(register, "priya") == (deputised(ANN, PRIYA), deputised(JOE, PRIYA))
    assert heads(register) == {"priya"}
    assert find(register, "priya").how is How.ONLINE
    assert gaps(register) == ()


def test_a_member_deputises_for_a_colleague_e4_v05() -> None:
    register = (Entry(ANN), apologies(JOE))
    marked = mark_deputy(register, "ann", JOE)
    assert set(marked.changed) == {deputised(ANN, JOE), present(JOE)}
    assert heads(after(register, marked)) == {"joe"}
    assert mark_deputy(after(register, marked), "ann", JOE).changed == ()


def test_a_member_who_deputised_stays_when_the_colleague_comes() -> None:
    register = (deputised(ANN, JOE), present(JOE))
    assert mark_present(register, "ann").changed == (present(ANN),)


def test_a_guest_who_turns_out_to_deputise_is_a_deputy() -> None:
    register = (Entry(ANN), present(PRIYA, Capacity.OBSERVER, How.ROOM))
    marked = mark_deputy(register, "ann", PRIYA)
    assert set(marked.changed) == {deputised(ANN, PRIYA), deputy(PRIYA, How.ROOM)}


def test_a_present_mark_is_corrected_to_a_deputy() -> None:
    marked = mark_deputy((present(ANN),), "ann", PRIYA)
    assert set(marked.changed) == {deputised(ANN, PRIYA), deputy(PRIYA)}


@pytest.mark.parametrize(
    ("register", "member_id", "who", "sentence"),
    [
        ((Entry(ANN),), "ann", ANN, "Ann Sale cannot be their own deputy."),
        (
            (Entry(ANN), deputised(JOE, PRIYA), deputy(PRIYA)),
            "ann",
            JOE,
            "A deputy came for Joe Blackwood. Mark Joe Blackwood present first.",
        ),
        (
            (present(KIT, Capacity.GUEST_SPEAKER),),
            "kit",
            PRIYA,
            "Kit Mwangi is here as guest speaker; only a member has a deputy.",
        ),
        (
            (deputised(ANN, JOE), present(JOE)),
            "joe",
            PRIYA,
            "Joe Blackwood is down as deputy for Ann Sale. Mark Ann Sale first.",
        ),
    ],
)
def test_deputies_that_cannot_be(
    register: tuple[Entry, ...], member_id: str, who: Person, sentence: str
) -> None:
    with pytest.raises(Refused) as refusal:
        mark_deputy(register, member_id, who)
    assert str(refusal.value) == sentence


def test_another_deputy_takes_the_place_of_the_first() -> None:
    register = (deputised(ANN, PRIYA), deputy(PRIYA))
    marked = mark_deputy(register, "ann", KIT)
    assert set(marked.changed) == {
        deputised(ANN, KIT),
        deputy(KIT),
        Entry(PRIYA, Capacity.DEPUTY),
    }
    assert heads(after(register, marked)) == {"kit"}


def test_a_member_marked_away_has_no_deputy_any_more() -> None:
    register = (deputised(ANN, PRIYA), deputy(PRIYA))
    assert mark_apologies(register, "ann").changed == (apologies(ANN), Entry(PRIYA, Capacity.DEPUTY))
    assert clear_mark(register, "ann").changed == (Entry(ANN), Entry(PRIYA, Capacity.DEPUTY))


def test_a_deputy_not_yet_named_needs_no_settling() -> None:
    assert mark_not_present((deputised(ANN, None),), "ann").changed == (not_present(ANN),)


def test_away_marks_and_taking_them_off() -> None:
    register = (present(ANN, how=How.ROOM), Entry(JOE))
    assert mark_apologies(register, "ann").changed == (apologies(ANN),)
    assert mark_not_present(register, "joe").changed == (not_present(JOE),)
    assert clear_mark(register, "ann").changed == (Entry(ANN),)


def test_a_deputy_cannot_be_marked_away_while_standing_for_somebody() -> None:
    register = (deputised(ANN, PRIYA), deputised(JOE, PRIYA), deputy(PRIYA))
    with pytest.raises(Refused) as refusal:
        mark_apologies(register, "priya")
    assert str(refusal.value) == (
        "Priya Nair is down as deputy for Ann Sale and Joe Blackwood. Mark Ann Sale and Joe Blackwood first."
    )


def test_the_rest_are_not_present_when_the_register_is_finished_e9() -> None:
    register = (present(ANN), Entry(JOE), Entry(PRIYA, Capacity.DEPUTY))
    assert not finished(register)
    marked = mark_rest_not_present(register)
    assert marked.changed == (not_present(JOE),)
    assert finished(after(register, marked))


def test_late_and_early_are_kept_with_their_items_e5_v10() -> None:
    late = mark_late((present(ANN),), "ann", time(10, 25), "6").changed
    (entry,) = mark_left(late, "ann", time(11, 30), "9").changed
    assert (entry.state, entry.arrived, entry.left) == (State.PRESENT, time(10, 25), time(11, 30))
    assert (entry.arrived_item, entry.left_item) == ("6", "9")
    assert entry.is_head
    assert not entry.here


def test_times_out_of_order_are_refused() -> None:
    with pytest.raises(Refused, match="Ann Sale arrived at 10:25 and cannot have left at 10:05."):
        mark_left((replace(present(ANN), arrived=time(10, 25)),), "ann", time(10, 5))
    with pytest.raises(Refused, match="Ann Sale left at 10:05 and cannot have arrived at 10:25."):
        mark_late((replace(present(ANN), left=time(10, 5)),), "ann", time(10, 25))


def test_only_somebody_who_came_can_leave() -> None:
    with pytest.raises(Refused, match="Ruth Pell is not marked present. Mark them present first."):
        mark_left((apologies(RUTH),), "ruth", time(11))
    with pytest.raises(Refused, match="A deputy came for Ann Sale. Give the deputy's time instead."):
        mark_late((deputised(ANN, PRIYA), deputy(PRIYA)), "ann", time(11))


def test_guests_are_printed_and_never_counted() -> None:
    marked = add_guest((), KIT, Capacity.GUEST_SPEAKER, How.ONLINE, arrived=time(10, 35), arrived_item="7")
    (entry,) = marked.changed
    assert (entry.capacity, entry.came, entry.is_head) == (Capacity.GUEST_SPEAKER, True, False)
    assert (entry.arrived, entry.arrived_item) == (time(10, 35), "7")
    again = add_guest(marked.changed, KIT, Capacity.OBSERVER)
    assert again.changed == (present(KIT, Capacity.OBSERVER),)


def test_a_deputy_who_did_not_come_may_come_as_a_guest() -> None:
    register = (Entry(PRIYA, Capacity.DEPUTY),)
    assert add_guest(register, PRIYA, Capacity.OBSERVER).changed == (present(PRIYA, Capacity.OBSERVER),)


def test_a_guest_is_nobody_who_counts() -> None:
    with pytest.raises(Refused, match="A guest is a speaker"):
        add_guest((), KIT, Capacity.DEPUTY)
    with pytest.raises(Refused, match="Ann Sale is already on the register as member. Mark them there."):
        add_guest((Entry(ANN),), ANN, Capacity.OBSERVER)
    with pytest.raises(Refused, match="Priya Nair is already on the register as deputy."):
        add_guest((deputised(ANN, PRIYA), deputy(PRIYA)), PRIYA, Capacity.OBSERVER)


def test_nothing_is_carried_to_the_meeting_that_replaces_one_e8() -> None:
    register = (
        apologies(ANN),
        present(JOE, Capacity.CO_CHAIR),
        deputy(PRIYA),
        present(KIT, Capacity.OBSERVER),
    )
    assert rearranged(register) == (Entry(ANN), Entry(JOE, Capacity.CO_CHAIR))


def test_gaps_in_the_order_of_the_register() -> None:
    register = (
        Entry(RUTH),
        deputised(ANN, PRIYA),
        deputised(JOE, KIT),
        Entry(KIT, Capacity.DEPUTY),
        present(DELE),
    )
    assert [(g.kind, g.sentence) for g in gaps(register)] == [
        (GapKind.NOT_MARKED, "Ruth Pell is not marked."),
        (GapKind.DEPUTY_NOT_PRESENT, "The deputy named for Ann Sale is not on the register."),
        (
            GapKind.DEPUTY_NOT_PRESENT,
            "Kit Mwangi is named as deputy for Joe Blackwood but is not marked present.",
        ),
    ]


@pytest.mark.parametrize(
    ("came", "quorum", "sentence"),
    [
        (3, None, ""),
        (6, 6, ""),
        (5, 6, "5 came and the quorum is 6. The meeting counts as held unless closed as notes only."),
    ],
)
def test_a_quorum_only_where_the_group_has_set_one_e12(came: int, quorum: int | None, sentence: str) -> None:
    assert quorum_notice(came, quorum) == sentence


def test_several_joins_of_one_person_are_first_joined_and_last_left_v15() -> None:
    spans = [(time(10, 20), time(10, 40)), (time(9, 58), time(10, 15)), (time(10, 41), time(12, 1))]
    assert first_and_last(spans) == (time(9, 58), time(12, 1))
    with pytest.raises(Refused, match="no time of joining"):
        first_and_last([])


@pytest.mark.parametrize(
    ("names", "text"), [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")]
)
def test_names_in_a_sentence(names: list[str], text: str) -> None:
    assert and_list(names) == text


PEOPLE = (ANN, JOE, DELE, RUTH, PRIYA, KIT)
DEEDS = st.lists(st.tuples(st.integers(0, 7), st.sampled_from(PEOPLE), st.sampled_from(PEOPLE)), max_size=12)


@given(DEEDS)
def test_whatever_is_done_every_deputy_is_here_and_nobody_counts_twice(
    deeds: list[tuple[int, Person, Person]],
) -> None:
    register: tuple[Entry, ...] = tuple(Entry(p) for p in (ANN, JOE, DELE, RUTH))
    for deed, one, other in deeds:
        try:
            marked = (
                mark_present(register, one.person_id) if deed == 0
                else mark_apologies(register, one.person_id) if deed == 1
                else mark_deputy(register, one.person_id, other) if deed == 2
                else deputy_arrives(register, other, [one.person_id]) if deed == 3
                else clear_mark(register, one.person_id) if deed == 4
                else add_guest(register, one, Capacity.OBSERVER) if deed == 5
                else mark_left(register, one.person_id, time(11)) if deed == 6
                else mark_not_present(register, one.person_id)
            )  # fmt: skip
        except Refused:
            continue
        register = after(register, marked)
    ids = [e.person_id for e in register]
    assert len(ids) == len(set(ids))
    for entry in register:
        if entry.state is State.DEPUTY:
            assert entry.is_member
            assert find(register, entry.deputy_id).is_head
        if not entry.came:
            assert entry.left is None
    assert {g.kind for g in gaps(register)} <= {GapKind.NOT_MARKED, GapKind.MEMBER_UNKNOWN}


def test_times_outside_the_meeting_are_told() -> None:
    begins, ends = datetime(2027, 1, 14, 21, 57, tzinfo=UTC), datetime(2027, 1, 14, 22, 3, tzinfo=UTC)
    there = Entry(Person("a", "Ann Sale"), state=State.PRESENT)
    register = (
        replace(there, left=time(10, 40)),
        replace(there, person=Person("b", "Bob Orr"), arrived=time(21, 40), left=time(22, 1)),
        replace(there, person=Person("c", "Cat Low"), arrived=time(9, 0), left=time(9, 30)),
        replace(there, person=Person("d", "Dot May"), state=State.APOLOGIES, left=time(9, 30)),
    )
    assert odd_times(register, begins, ends) == {
        "a": "Ann Sale left 10:40, but the meeting began 21:57: check this time.",
        "c": "Cat Low arrived 09:00 and left 09:30, but the meeting began 21:57: check this time.",
    }
    assert odd_times(register, begins, ends + timedelta(hours=3)) == {}
