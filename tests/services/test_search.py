"""What a question finds: everything that was kept, with the words in context and the way there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import inspect
from sqlmodel import select

from nscp_desktop.records import (
    Action,
    AgendaItem,
    Alias,
    Answer,
    Ask,
    AttachedPaper,
    Board,
    BoardPriority,
    Group,
    Meeting,
    MeetingItem,
    Organisation,
    Person,
    Progress,
    Record,
    Reply,
    Round,
    Seat,
    Talk,
)
from nscp_desktop.rules.search import understood
from nscp_desktop.services import meetings, notes, people
from nscp_desktop.services import search as asked
from nscp_desktop.services.search import Hit, search
from nscp_desktop.store.log import RECORDS
from nscp_desktop.store.search import SEARCHED, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nscp_desktop.store import Store
    from tests.services.winter import Winter


def found(store: Store, typed: str, kind: Kind) -> tuple[Hit, ...]:
    """What is found of one kind."""
    return next((one.hits for one in search(store, typed) if one.kind is kind), ())


def marked(hit: Hit) -> list[str]:
    return [span.text for span in hit.context if span.found]


def test_people_are_found_by_any_part_of_name_role_and_organisation(held_winter: Winter) -> None:
    store = held_winter.store
    people.add_person(store, "Kit O'Dunmarrow", role="Headteacher")
    (kit,) = found(store, "odun", Kind.PERSON)
    assert (kit.title, kit.text, kit.page, kit.where) == ("Kit O'Dunmarrow", "Headteacher", "people", "")
    with store.read() as session:
        seat = session.exec(select(Seat).where(Seat.group_id == held_winter.group_id, ~Seat.removed)).first()  # type: ignore[arg-type]
        assert seat is not None
        organisation = session.get_one(Organisation, seat.organisation_id)
    joe = found(store, "joe", Kind.PERSON)[0]
    assert joe.group == "Breckland LSCG"
    group_id, _, seat_id = joe.where.partition("/")
    assert group_id == held_winter.group_id
    assert seat_id
    there = found(store, organisation.name, Kind.ORGANISATION)[0]
    assert there.title == organisation.name
    assert there.where.startswith(f"{held_winter.group_id}/")


def test_notes_are_found_with_the_words_in_context(held_winter: Winter) -> None:
    store, item = held_winter.store, held_winter.item("Neglect")
    text = "Before. " * 60 + "The chronology was praised by Zoë." + " After." * 60
    notes.write(store, held_winter.january, item, text)
    (hit,) = found(store, "zoe chron", Kind.NOTES)
    assert marked(hit) == ["chronology", "Zoë"]
    assert hit.text.startswith("… ")
    assert hit.group == "Breckland LSCG"
    assert hit.day == "14 January 2027"
    assert hit.where == f"{held_winter.january}/{item}"
    assert hit.page == "minutes"
    meetings.reopen_meeting(store, held_winter.january)
    assert found(store, "zoe chron", Kind.NOTES)[0].page == "run"


def test_what_belongs_to_a_confidential_item_says_so(held_winter: Winter) -> None:
    store, item = held_winter.store, held_winter.item("Neglect")
    notes.write(store, held_winter.january, item, "Quartz was named.")
    assert not found(store, "quartz", Kind.NOTES)[0].confidential
    notes.restrict(store, held_winter.january, item, restricted=True)
    assert found(store, "quartz", Kind.NOTES)[0].confidential


def test_removed_and_undone_records_are_not_found(held_winter: Winter) -> None:
    store, item = held_winter.store, held_winter.item("Neglect")
    notes.write(store, held_winter.january, item, "Quartz was named.")
    store.undo()
    assert search(store, "quartz") == ()


@pytest.mark.parametrize("typed", ["", "   ", "***", "\x00\ud800", '"', "NEAR/"])
def test_an_empty_question_finds_nothing_and_none_raises(held_winter: Winter, typed: str) -> None:
    assert [hits for hits in search(held_winter.store, typed) if typed.isspace() or not typed] == []


def test_more_than_is_shown_is_counted(held_winter: Winter) -> None:
    store = held_winter.store
    for at in range(7):
        people.add_person(store, f"Quartz Number{at}")
    (one,) = search(store, "quartz")
    assert (one.title, one.number, len(one.hits)) == ("People", 7, 5)
    assert one.hits[0].title == "Quartz Number6"
    assert len(search(store, "quartz", most=2)[0].hits) == 2


def test_a_round_and_its_items_lead_to_its_next_meeting(held_winter: Winter) -> None:
    store = held_winter.store
    with store.change("Name the rounds") as session:
        ahead, behind = (
            session.get_one(Meeting, held_winter.march),
            session.get_one(Meeting, held_winter.november),
        )
        session.get_one(Round, ahead.round_id).title = "Quartz round"
        session.add(
            AgendaItem(id="a", round_id=ahead.round_id, position=9, title="Quartz ahead", kind="formal")
        )
        session.add(
            AgendaItem(id="b", round_id=behind.round_id, position=9, title="Quartz behind", kind="formal")
        )
        session.add(Round(id="no meetings", year=2030, number=1, month=behind.date, title="Quartz alone"))
        session.add(
            AgendaItem(id="c", round_id="no meetings", position=1, title="Quartz alone", kind="formal")
        )
    with store.read() as session:
        rounds = {one.id: one.round_id for one in session.exec(select(Meeting))}
    (hit,) = found(store, "quartz round", Kind.MEETING)
    assert rounds[hit.where] == rounds[held_winter.march]
    hits = {hit.title: hit for hit in found(store, "quartz", Kind.AGENDA)}
    assert hits.keys() == {"Quartz ahead", "Quartz behind"}
    for title, page, near in (
        ("ahead", "agenda", held_winter.march),
        ("behind", "minutes", held_winter.november),
    ):
        meeting, _, item = hits[f"Quartz {title}"].where.partition("/")
        assert (hits[f"Quartz {title}"].page, rounds[meeting], item) == (page, rounds[near], title[0])
    with store.change("Cancel") as session:
        session.get_one(Meeting, held_winter.march).status = "cancelled"
        session.add(
            MeetingItem(
                id="own", meeting_id=held_winter.march, item_id="a", note="Quartz that did not take place"
            )
        )
    assert found(store, "quartz place", Kind.NOTES)[0].page == "meetings"


def scene(held_winter: Winter) -> dict[str, Record]:
    """One record of every table that is searched, the newest of each that says something."""
    store = held_winter.store
    with store.change("Say more") as session:
        action = session.exec(select(Action)).first()
        board = session.exec(select(Board)).first()
        assert action is not None
        assert board is not None
        reply = session.exec(select(Reply)).first()
        assert reply is not None
        reply.text = "The page was shared."
        session.add(Alias(group_id=held_winter.group_id, name="The Brecks"))
        session.add(Progress(action_id=action.id, said_at=store.now(), text="Half of it is done."))
        session.add(BoardPriority(board_id=board.id, year=2026, position=1, text="Buses after dark"))
        session.get_one(Round, session.get_one(Meeting, held_winter.january).round_id).title = "Fifth round"
        session.add(
            MeetingItem(
                meeting_id=held_winter.january, item_id=held_winter.item("Breakout"), title="Local rooms"
            )
        )
        session.add(
            AttachedPaper(
                item_id=held_winter.item("Breakout"), position=1, title="Chronology", file_name="Chronology.pdf",
                kind="PDF", size=1, fingerprint="0", attached_at=store.now(),
            )
        )  # fmt: skip
        for index, table in enumerate(SEARCHED):
            if session.exec(select(RECORDS[table])).first() is None:
                raise LookupError(f"{index}: there is no {table}")
    with store.read() as session:
        return {table: _speaking(session.exec(select(RECORDS[table])).all(), table) for table in SEARCHED}


def _speaking(records: Sequence[Record], table: str) -> Record:
    names = [name for part in SEARCHED[table] for name in part.fields]
    return next(
        record for record in records if not record.removed and any(getattr(record, name) for name in names)
    )


def test_every_kind_of_record_is_told_and_missing_parents_never_raise(held_winter: Winter) -> None:
    store = held_winter.store
    for table, record in scene(held_winter).items():
        with store.read() as session:
            session.add(record)
            parts = [part for part in SEARCHED[table] if any(getattr(record, name) for name in part.fields)]
            teller = asked._Teller(session, understood("the"), store.now().date())
            for part in parts:
                hit = teller.tell(part.kind, table, record.id)
                assert hit is not None, table
                assert hit.title, table
                assert hit.page, table
            parents = [
                (column.foreign_keys, getattr(record, column.name))
                for column in inspect(type(record)).columns
                if column.foreign_keys and getattr(record, column.name)
            ]
            for keys, parent_id in parents:
                kind = RECORDS[next(iter(keys)).column.table.name]
                parent = session.get_one(kind, parent_id)
                parent.removed = True
                for part in parts:
                    told = teller.tell(part.kind, table, record.id)
                    assert told is None or told.page, (table, kind)
                parent.removed = False
            record.removed = True
            assert all(teller.tell(part.kind, table, record.id) is None for part in parts)
            record.removed = False
            session.rollback()


def test_a_vacant_seat_is_told_and_talk_of_a_board_that_is_gone_is_not(held_winter: Winter) -> None:
    store = held_winter.store
    with store.change("Make a seat") as session:
        organisation = session.exec(select(Organisation)).first()
        assert organisation is not None
        session.add(
            Seat(id="s", group_id=held_winter.group_id, organisation_id=organisation.id, role="Quartz lead")
        )
        session.add(Organisation(id="o", name="Quartz Trust"))
        session.add(Person(id="p", name="Ada Lark", role="Quartz nurse", email="ada@quartz.example"))
    hits = {hit.title: hit for hit in found(store, "quartz", Kind.PERSON)}
    assert hits["Nobody at present"].where == f"{held_winter.group_id}/s"
    assert marked(hits["Ada Lark"]) == ["Quartz"]
    (trust,) = found(store, "quartz", Kind.ORGANISATION)
    assert (trust.where, trust.text) == ("", "")
    with store.read() as session:
        talk = session.exec(select(Talk)).first()
        assert talk is not None
        word, board_id = talk.text.split()[0], session.get_one(Ask, talk.ask_id).board_id
    assert board_id in {hit.where for hit in found(store, word, Kind.YOUTH_BOARD)}
    with store.change("Take the board away") as session:
        session.get_one(Board, board_id).removed = True
    assert board_id not in {hit.where for hit in found(store, word, Kind.YOUTH_BOARD)}


def test_an_action_is_found_by_its_reference(held_winter: Winter) -> None:
    store = held_winter.store
    with store.read() as session:
        action = session.exec(select(Action)).first()
        assert action is not None
        reference, words, answer = action.reference, action.text, session.exec(select(Answer)).first()
    hit = next(one for one in found(store, reference, Kind.ACTION) if one.where == action.id)
    assert hit.page == "actions"
    assert hit.title == reference
    assert marked(found(store, words.split()[-1], Kind.ACTION)[0])
    assert answer is not None
    assert found(store, answer.text, Kind.POINT)[0].title.startswith("Room ")
    with store.read() as session:
        group = session.get_one(Group, held_winter.group_id)
    assert [one.where for one in found(store, group.name, Kind.GROUP)].count(group.id) == 1
    assert found(store, f"{group.name} january 2027", Kind.MEETING)[0].page == "meetings"
    for typed in ("14 jan 2027", "14/1/27", "14.1.2027", f"14 jan {group.name}"):
        assert found(store, typed, Kind.MEETING)[0].where == held_winter.january


def test_an_organisation_by_its_short_name_and_an_item_of_one_meeting(held_winter: Winter) -> None:
    store = held_winter.store
    with store.change("Say more") as session:
        round_id = session.get_one(Meeting, held_winter.march).round_id
        session.add(Organisation(name="Lark Trust", short="Quartz"))
        session.add(
            AgendaItem(
                id="x",
                round_id=round_id,
                meeting_id=held_winter.march,
                position=1,
                title="Quartz",
                kind="formal",
            )
        )
    assert found(store, "quartz", Kind.ORGANISATION)[0].text == "Quartz"
    assert found(store, "quartz", Kind.AGENDA)[0].where == f"{held_winter.march}/x"


def test_the_index_is_put_together_bit_by_bit(held_winter: Winter) -> None:
    while asked.tidy(held_winter.store):
        pass
    assert found(held_winter.store, "joe", Kind.PERSON)
