"""The register: marking by a line or by name, deputies, times, guests, and what is missing."""

from datetime import time

import pytest
from sqlmodel import select

from nscp_desktop.errors import Refused, Unknown
from nscp_desktop.records import (
    Attendance,
    Holding,
    Meeting,
    MeetingItem,
    NominatedDeputy,
    Officer,
    Person,
    Seat,
    meeting_point,
)
from nscp_desktop.rules.attendance import Capacity, How, State
from nscp_desktop.rules.names import Known
from nscp_desktop.rules.register_line import Choice, RegisterMark, parse
from nscp_desktop.services import agenda, attendance, half_typed, local_agenda, meetings
from nscp_desktop.services.attendance import Marking
from nscp_desktop.services.register import MissingSector
from nscp_desktop.services.register_sheet import RegisterSheet
from nscp_desktop.store import Store
from tests.services.breckland import Breckland, breckland
from tests.services.conftest import Clock


@pytest.fixture
def met(store: Store) -> Breckland:
    return breckland(store)


def typed(met: Breckland, words: str) -> Marking:
    """What Enter in the register box does."""
    return attendance.mark(
        met.store, met.meeting_id, parse(words, attendance.people_for(met.store, met.meeting_id))
    )


def row(met: Breckland, first_name: str) -> Attendance:
    with met.store.read() as session:
        return session.get_one(
            Attendance, meeting_point("attendance", met.meeting_id, met.person(first_name))
        )


def state(met: Breckland, first_name: str) -> tuple[Capacity, State | None]:
    entry = attendance.register(met.store, met.meeting_id).entry_of(met.person(first_name))
    assert entry is not None
    return entry.capacity, entry.state


def test_an_unmarked_register_has_every_member_in_printed_order(met: Breckland) -> None:
    register = attendance.register(met.store, met.meeting_id)
    assert [entry.name for entry in register.entries][:4] == [
        "Tamsin Reedmarsh", "Joe Blackwood", "Tomasz Wójcik", "Dr Ann Sale",
    ]  # fmt: skip
    assert register.entries[0].capacity is Capacity.CO_CHAIR
    assert [one.heading for one in register.sectors][:3] == [
        "Children's Services · 0 of 1", "Health · 0 of 3", "Education · 0 of 2",
    ]  # fmt: skip
    assert (register.counts.members, register.counts.not_marked, register.missing) == (11, 11, ())
    assert not register.complete
    assert register.entry_of("nobody") is None


def test_a_register_of_no_meeting_is_refused(met: Breckland) -> None:
    with pytest.raises(Unknown):
        attendance.register(met.store, "no such meeting")


def test_a_few_letters_mark_somebody_present_in_the_usual_way(met: Breckland) -> None:
    marking = typed(met, "joe")
    assert marking == Marking(
        met.person("Joe"), "Joe Blackwood", "Joe Blackwood, in the room",
        "Joe Blackwood, in the room, 1 of 11 here", "", True,
    )  # fmt: skip
    assert met.store.undo_label == "Mark Joe Blackwood present"
    kept = row(met, "Joe")
    assert (kept.capacity, kept.state, kept.how) == ("member", "P", "room")
    assert kept.organisation_id == met.organisations["Fenmere Hospital"]
    assert kept.marked_at == met.store.now()


def test_online_is_said_and_in_an_online_meeting_is_the_usual_way(met: Breckland) -> None:
    assert typed(met, "tomasz online").sentence == "Tomasz Wójcik, online"
    assert met.store.undo_label == "Mark Tomasz Wójcik present online"
    with met.store.change("Hold it online") as session:
        session.get_one(Meeting, met.meeting_id).mode = "online"
    typed(met, "hannah")
    assert row(met, "Hannah").how == "online"
    typed(met, "joe r")
    assert row(met, "Joe").how == "room"


def test_a_mark_that_was_typed_is_half_typed_no_more_and_a_click_leaves_the_box_alone(met: Breckland) -> None:
    box = attendance.box_of(met.meeting_id)
    half_typed.keep(met.store, box, "ann")
    attendance.mark_present(met.store, met.meeting_id, met.person("Joe"))
    assert half_typed.kept(met.store, box) == "ann"
    typed(met, "ann")
    assert half_typed.kept(met.store, box) == ""


def test_the_same_mark_again_is_no_deed(met: Breckland) -> None:
    typed(met, "joe online")
    label = met.store.undo_label
    again = typed(met, "joe")
    assert not again.changed
    assert row(met, "Joe").how == "online"
    assert met.store.undo_label == label
    assert typed(met, "joe r").changed


def test_a_mark_is_undone_and_made_again(met: Breckland) -> None:
    typed(met, "joe")
    met.store.undo()
    assert state(met, "Joe") == (Capacity.MEMBER, None)
    met.store.redo()
    assert state(met, "Joe") == (Capacity.MEMBER, State.PRESENT)
    met.store.undo()
    typed(met, "joe a")
    assert state(met, "Joe") == (Capacity.MEMBER, State.APOLOGIES)


def test_apologies_and_absence(met: Breckland) -> None:
    assert typed(met, "ruth a").sentence == "Ruth Pell, apologies"
    assert met.store.undo_label == "Note the apologies of Ruth Pell"
    typed(met, "dele n")
    assert met.store.undo_label == "Mark Dele Akande not present"
    counts = attendance.register(met.store, met.meeting_id).counts
    assert (counts.apologies, counts.not_present) == (1, 1)
    assert typed(met, "ruth").notice == "Ruth Pell has come, so their apology is withdrawn."


def test_only_members_send_apologies(met: Breckland) -> None:
    with pytest.raises(Refused, match="Imogen Hartley is not a member"):
        typed(met, "imogen a")


def test_the_nominated_deputy_is_taken_when_nobody_is_named(met: Breckland) -> None:
    marking = typed(met, "ann d")
    assert marking.sentence == "Priya Nair, deputy for Dr Ann Sale, in the room"
    assert met.store.undo_label == "Mark Priya Nair present for Dr Ann Sale"
    assert row(met, "Ann").deputy_id == met.person("Priya")
    assert (row(met, "Priya").capacity, row(met, "Priya").state) == ("deputy", "P")
    met.store.undo()
    assert attendance.register(met.store, met.meeting_id).counts.not_marked == 11


def test_a_nominated_deputy_who_comes_in_stands_for_the_member_who_is_away(met: Breckland) -> None:
    typed(met, "priya online")
    assert met.store.undo_label == "Mark Priya Nair present for Dr Ann Sale"
    assert row(met, "Priya").how == "online"


def test_of_several_who_nominated_them_the_one_with_apologies_is_meant(met: Breckland) -> None:
    with met.store.change("Nominate") as session:
        session.add(NominatedDeputy(seat_id=met.seats["Joe Blackwood"], person_id=met.person("Priya")))
    marking = typed(met, "priya")
    assert marking.notice == "Say for whom Priya Nair came: type the name, “for” and the member."
    assert met.store.undo_label == "Mark Priya Nair present as deputy"
    assert [gap.sentence for gap in attendance.register(met.store, met.meeting_id).gaps][-1] == (
        "Priya Nair came as a deputy: say for which member."
    )
    met.store.undo()
    typed(met, "ann a")
    typed(met, "priya")
    assert met.store.undo_label == "Mark Priya Nair present for Dr Ann Sale"


def test_a_deputy_whose_only_member_is_here_is_an_observer(met: Breckland) -> None:
    typed(met, "ann")
    marking = typed(met, "priya")
    assert marking.notice == "Dr Ann Sale is here, so Priya Nair is an observer and is not counted."
    assert state(met, "Priya") == (Capacity.OBSERVER, State.PRESENT)


def test_one_deputy_for_two_members_is_one_deed_one_head_two_seats(met: Breckland) -> None:
    typed(met, "priya for ann and joe")
    assert met.store.undo_label == "Mark Priya Nair present for Dr Ann Sale and Joe Blackwood"
    register = attendance.register(met.store, met.meeting_id)
    assert (register.counts.here, register.counts.representations) == (1, 2)
    assert [row(met, name).state for name in ("Ann", "Joe")] == ["D", "D"]
    met.store.undo()
    assert attendance.register(met.store, met.meeting_id).counts.came == 0


def test_the_same_by_name(met: Breckland) -> None:
    members = [met.person("Ann"), met.person("Joe")]
    attendance.mark_deputy(met.store, met.meeting_id, met.person("Priya"), members, How.ONLINE)
    assert (row(met, "Priya").how, row(met, "Ann").state, row(met, "Joe").state) == ("online", "D", "D")


def test_a_member_may_deputise_for_a_colleague(met: Breckland) -> None:
    typed(met, "joe")
    typed(met, "ann d joe")
    assert state(met, "Joe") == (Capacity.MEMBER, State.PRESENT)
    assert row(met, "Ann").deputy_id == met.person("Joe")


def test_a_member_who_comes_after_all_makes_their_deputy_an_observer(met: Breckland) -> None:
    typed(met, "ann d")
    marking = typed(met, "ann")
    assert marking.notice == "Dr Ann Sale is here, so Priya Nair is an observer and is not counted."
    register = attendance.register(met.store, met.meeting_id)
    assert [guest.name for guest in register.guests] == ["Priya Nair"]


def test_a_deputy_by_a_new_name_is_made_in_the_same_deed(met: Breckland) -> None:
    typed(met, "hannah d Wanda Marshlight")
    assert met.store.undo_label == "Mark Wanda Marshlight present for Hannah Voss"
    with met.store.read() as session:
        made = session.exec(select(Person).where(Person.name == "Wanda Marshlight")).one()
    assert row(met, "Hannah").deputy_id == made.id


def test_a_deputy_whom_nobody_names_is_a_gap(met: Breckland) -> None:
    marking = typed(met, "hannah d")
    assert marking.notice == "Say who came for Hannah Voss: type the name, “d” and the deputy."
    assert met.store.undo_label == "Mark a deputy for Hannah Voss"
    assert row(met, "Hannah").deputy_id is None
    assert marking.sentence == "Hannah Voss, deputy not named"


def test_of_two_nominated_deputies_none_is_guessed(met: Breckland) -> None:
    with met.store.change("Nominate another") as session:
        session.add(NominatedDeputy(seat_id=met.seats["Dr Ann Sale"], person_id=met.person("Imogen")))
    with pytest.raises(Refused, match="Which deputy came for Dr Ann Sale: Imogen Hartley or Priya Nair"):
        typed(met, "ann d")


def test_a_deputy_comes_without_a_member_when_that_is_said(met: Breckland) -> None:
    attendance.mark_present(met.store, met.meeting_id, met.person("Imogen"), capacity=Capacity.DEPUTY)
    assert state(met, "Imogen") == (Capacity.DEPUTY, State.PRESENT)
    attendance.mark_deputy(met.store, met.meeting_id, met.person("Imogen"), [met.person("Tamsin")])
    assert row(met, "Tamsin").deputy_id == met.person("Imogen")


def test_a_deputy_may_be_released_and_come_again(met: Breckland) -> None:
    typed(met, "ann d")
    typed(met, "ann a")
    with met.store.read():
        assert row(met, "Priya").removed
    typed(met, "ann d")
    assert not row(met, "Priya").removed
    assert row(met, "Priya").state == "P"


def test_late_and_early_keep_the_time_and_the_item_under_way(met: Breckland, clock: Clock) -> None:
    clock.set(clock.at.replace(hour=10, minute=1))
    meetings.open_meeting(met.store, met.meeting_id)
    clock.set(clock.at.replace(hour=10, minute=12))
    meetings.next_item(met.store, met.meeting_id)
    typed(met, "tomasz online late")
    assert met.store.undo_label == "Mark Tomasz Wójcik present online, arrived 10:12"
    assert (row(met, "Tomasz").arrived, row(met, "Tomasz").arrived_item_id) == (time(10, 12), met.items[1])
    clock.set(clock.at.replace(hour=10, minute=48))
    typed(met, "dele left 10.05")
    assert met.store.undo_label == "Note that Dele Akande left at 10:05"
    assert (row(met, "Dele").left, row(met, "Dele").left_item_id) == (time(10, 5), met.items[0])
    typed(met, "joe")
    typed(met, "joe left")
    assert (row(met, "Joe").left, row(met, "Joe").left_item_id) == (time(10, 48), met.items[1])
    register = attendance.register(met.store, met.meeting_id)
    entry = register.entry_of(met.person("Tomasz"))
    assert entry is not None
    assert (entry.arrived, entry.arrived_item) == (time(10, 12), "2")
    assert (register.counts.here, register.counts.came) == (1, 3)
    typed(met, "joe")
    assert (row(met, "Joe").left, row(met, "Joe").left_item_id) == (None, None)


def test_before_the_meeting_opens_the_item_is_that_of_the_plan(met: Breckland) -> None:
    attendance.mark_late(met.store, met.meeting_id, met.person("Joe"), time(10, 25), How.ONLINE)
    attendance.mark_left(met.store, met.meeting_id, met.person("Joe"), time(11, 30))
    kept = row(met, "Joe")
    assert (kept.arrived_item_id, kept.left_item_id) == (met.items[4], met.items[7])
    assert kept.how == "online"


def test_a_deputy_leaves_for_themselves(met: Breckland) -> None:
    typed(met, "ann d")
    with pytest.raises(Refused, match="A deputy came for Dr Ann Sale"):
        typed(met, "ann left 10.40")


def test_times_that_cannot_be_are_refused(met: Breckland) -> None:
    typed(met, "joe late 10.30")
    with pytest.raises(Refused, match="cannot have left"):
        typed(met, "joe left 10.10")


def test_a_name_that_no_one_has_becomes_a_guest_in_one_deed(met: Breckland) -> None:
    marking = typed(met, "Wanda Marshlight")
    assert met.store.undo_label == "Mark Wanda Marshlight present as in attendance"
    assert marking.sentence == "Wanda Marshlight, in attendance, in the room"
    entry = attendance.register(met.store, met.meeting_id).entry_of(marking.person_id)
    assert entry is not None
    assert (entry.person.initials, entry.person.organisation) == ("WM", "")
    attendance.say_where_from(met.store, met.meeting_id, marking.person_id, "constabulary, East Command")
    assert met.store.undo_label == "Note that Wanda Marshlight is from constabulary, East Command"
    entry = attendance.register(met.store, met.meeting_id).entry_of(marking.person_id)
    assert entry is not None
    assert (entry.person.organisation, entry.person.sector) == ("Constabulary, east command", "Police")
    attendance.say_where_from(met.store, met.meeting_id, marking.person_id, "Lantern Trust")
    with pytest.raises(Refused, match="Type the organisation"):
        attendance.say_where_from(met.store, met.meeting_id, marking.person_id, "  ")
    with pytest.raises(Unknown):
        attendance.say_where_from(met.store, met.meeting_id, met.person("Imogen"), "Lantern Trust")
    entry = attendance.register(met.store, met.meeting_id).entry_of(marking.person_id)
    assert entry is not None
    assert (entry.person.organisation, entry.person.sector) == ("Lantern Trust", "")


def test_visitors_come_in_their_own_capacity(met: Breckland) -> None:
    with met.store.change("Give her the laptop") as session:
        session.add(Officer(person_id=met.person("Bram"), role="business support"))
        session.add(Person(name="Kit Mwangi"))
    typed(met, "imogen speaker")
    assert met.store.undo_label == "Mark Imogen Hartley present, guest speaker"
    typed(met, "kit")
    assert met.store.undo_label == "Mark Kit Mwangi present, observer"
    met.store.undo()
    first = agenda.agenda(met.store, met.meeting_id).rows[0]
    local_agenda.edit_item(met.store, met.meeting_id, first.item_id, lead="kit mwangi")
    typed(met, "kit")
    assert met.store.undo_label == "Mark Kit Mwangi present, guest speaker"
    typed(met, "dele")
    with met.store.change("No deputy any more") as session:
        for one in session.exec(select(NominatedDeputy)):
            one.removed = True
    typed(met, "bram")
    assert met.store.undo_label == "Mark Bram Dykesworthy present as in attendance"
    assert typed(met, "imogen").changed is False
    typed(met, "imogen observer")
    assert state(met, "Imogen") == (Capacity.OBSERVER, State.PRESENT)


def test_nobody_is_made_a_member_by_a_mark(met: Breckland) -> None:
    with pytest.raises(Refused, match="not a member of this group"):
        attendance.mark_present(met.store, met.meeting_id, met.person("Imogen"), capacity=Capacity.MEMBER)


def test_a_mark_is_taken_off(met: Breckland) -> None:
    typed(met, "joe")
    assert (
        attendance.unmark(met.store, met.meeting_id, met.person("Joe")).spoken
        == "Joe Blackwood, not marked, 0 of 11 here"
    )
    assert met.store.undo_label == "Take off the mark of Joe Blackwood"
    assert not attendance.unmark(met.store, met.meeting_id, met.person("Joe")).changed
    typed(met, "ann d")
    with pytest.raises(Refused, match="down as deputy"):
        attendance.unmark(met.store, met.meeting_id, met.person("Priya"))


def test_by_name(met: Breckland) -> None:
    attendance.mark_apologies(met.store, met.meeting_id, met.person("Ruth"))
    attendance.mark_not_present(met.store, met.meeting_id, met.person("Dele"))
    assert (row(met, "Ruth").state, row(met, "Dele").state) == ("A", "N")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (RegisterMark("joe left 99.99", unclear="99.99"), "“99.99” was not understood"),
        (RegisterMark(""), "Type a name first"),
        (
            RegisterMark("j", candidates=(Known("1", "Joe B", organisation="Fenmere"), Known("2", "Jo C"))),
            r"Which one: Joe B \(Fenmere\) or Jo C\? Type more",
        ),
        (
            RegisterMark("x", guest="X Y", stands_for_choices=(Choice("zed", ()),)),
            "No member is called “zed”",
        ),
        (
            RegisterMark("x", guest="X Y", deputy_choices=(Known("1", "A"), Known("2", "B"))),
            "Which one: A or B",
        ),
        (RegisterMark("x", guest="X\u202eY"), "hidden character"),
        (RegisterMark("x", person=Known("nobody", "Gone")), "not in this store any more"),
    ],
)
def test_what_is_unclear_changes_nothing(met: Breckland, said: RegisterMark, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        attendance.mark(met.store, met.meeting_id, said)
    assert attendance.register(met.store, met.meeting_id).counts.not_marked == 11


def test_nobody_is_marked_at_a_meeting_that_did_not_happen(met: Breckland) -> None:
    with met.store.change("Cancel it") as session:
        session.get_one(Meeting, met.meeting_id).status = "cancelled"
    with pytest.raises(Refused, match="was cancelled"):
        typed(met, "joe")


def test_finishing_the_register_leaves_nobody_unmarked(met: Breckland) -> None:
    typed(met, "joe")
    assert attendance.finish(met.store, met.meeting_id) == 10
    register = attendance.register(met.store, met.meeting_id)
    assert register.complete
    assert (register.counts.not_marked, register.counts.not_present) == (0, 10)
    met.store.undo()
    assert not attendance.register(met.store, met.meeting_id).complete


def test_a_missing_sector_is_named_with_how_long(met: Breckland) -> None:
    for place, meeting_id in enumerate(met.earlier):
        attendance.mark_present(met.store, meeting_id, met.person("Joe"))
        if place == 0:
            attendance.mark_present(met.store, meeting_id, met.person("Ruth"))
        if place == 3:
            attendance.mark_deputy(met.store, meeting_id, met.person("Imogen"), [met.person("Dele")])
    typed(met, "joe")
    missing = {one.sector: one for one in attendance.register(met.store, met.meeting_id).missing}
    assert missing["Housing"] == MissingSector("Housing", 4)
    assert (missing["Housing"].sentence, missing["Housing"].running_words) == (
        "No one from Housing.", "Fourth meeting running.",
    )  # fmt: skip
    assert missing["Police"].running_words == ""
    assert missing["Education"].running == 5
    assert "Health" not in missing
    assert MissingSector("Fire and rescue", 11).running_words == "11 meetings running."


def test_initials_differ_also_of_those_who_only_visit(met: Breckland) -> None:
    typed(met, "Jonas Birch")
    typed(met, "Jonas Birch online")
    with met.store.change("Another") as session:
        session.add(Person(name="Jana Birch", initials="JB"))
        session.add(Person(name="Jana Bircham", initials="JBi"))
        session.add(Person(id="double 1", name="Jo Brook", initials="JBro"))
        session.add(Person(id="double 2", name="Jo Brook"))
    typed(met, "jana birch")
    typed(met, "jana bircham")
    for number in (1, 2):
        attendance.mark_present(met.store, met.meeting_id, f"double {number}")
    entries = attendance.register(met.store, met.meeting_id).entries
    given = [entry.person.initials for entry in entries]
    assert len(given) == len(set(given))
    assert "JB" in given


def test_a_mark_of_somebody_no_longer_a_member_stays_on_the_register(met: Breckland) -> None:
    typed(met, "joe")
    with met.store.change("End a seat") as session:
        session.get_one(Seat, met.seats["Joe Blackwood"]).removed = True
    register = attendance.register(met.store, met.meeting_id)
    entry = register.entry_of(met.person("Joe"))
    assert entry is not None
    assert (entry.capacity, entry.person.organisation, entry.person.sector) == (
        Capacity.MEMBER, "Fenmere Hospital", "Health",
    )  # fmt: skip


def test_one_person_in_two_seats_is_one_line_with_both_seats_deputies(met: Breckland) -> None:
    with met.store.change("Give her a second seat") as session:
        seat = Seat(group_id=met.group_id, organisation_id=met.organisations["Harbour Friends"])
        session.add(seat)
        session.add(Holding(seat_id=seat.id, person_id=met.person("Ann")))
        session.add(NominatedDeputy(seat_id=seat.id, person_id=met.person("Priya")))
        session.add(NominatedDeputy(seat_id=seat.id, person_id=met.person("Imogen")))
    register = attendance.register(met.store, met.meeting_id)
    assert [entry.name for entry in register.entries].count("Dr Ann Sale") == 1
    with pytest.raises(Refused, match="Priya Nair or Imogen Hartley"):
        typed(met, "ann d")


def test_a_row_with_an_empty_state_is_not_marked(met: Breckland) -> None:
    with met.store.change("From another laptop") as session:
        session.add(
            Attendance(
                id=meeting_point("attendance", met.meeting_id, met.person("Joe")),
                meeting_id=met.meeting_id, person_id=met.person("Joe"), capacity="member", state="",
            )
        )  # fmt: skip
    assert state(met, "Joe") == (Capacity.MEMBER, None)


def test_the_directory_knows_who_is_here_and_who_belongs(met: Breckland) -> None:
    typed(met, "joe")
    typed(met, "dele")
    typed(met, "dele left 10.40")
    found = attendance.people_for(met.store, met.meeting_id)
    joe, dele, imogen = (found.by_id(met.person(name)) for name in ("Joe", "Dele", "Imogen"))
    assert joe is not None
    assert (joe.here, joe.in_group, joe.role, joe.seat) == (
        True,
        True,
        "Named nurse",
        met.seats["Joe Blackwood"],
    )
    assert dele is not None
    assert not dele.here
    assert imogen is not None
    assert (imogen.in_group, imogen.organisation, imogen.sector) == (
        False,
        "Children's Services",
        "Children's Services",
    )
    assert [match.person.name for match in found.find("odowd")] == ["Claire O'Dowd"]
    with pytest.raises(Unknown):
        attendance.people_for(met.store, "no such meeting")


def test_an_error_in_the_middle_of_a_mark_leaves_the_register_as_it_was(
    met: Breckland, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(met, "joe")

    def fails(*_args: object) -> None:
        raise OSError("the disk went away")

    monkeypatch.setattr(RegisterSheet, "_write_entry", fails)
    with pytest.raises(OSError, match="disk"):
        typed(met, "hannah")
    monkeypatch.undo()
    register = attendance.register(met.store, met.meeting_id)
    assert register.counts.came == 1
    assert typed(met, "hannah").changed


def test_an_items_own_row_is_not_needed_for_its_number(met: Breckland) -> None:
    with met.store.read() as session:
        assert session.exec(select(MeetingItem)).all() == []
    attendance.mark_late(met.store, met.meeting_id, met.person("Joe"), time(9, 50))
    assert row(met, "Joe").arrived_item_id is None
