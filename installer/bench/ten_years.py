"""Ten invented years of a partnership, made through the services and kept by a hash of the schema.

360 meetings, 7,200 items, 9,000 attendances, 4,300 actions and about 3 million words, always the same from
one seed. Made once (some minutes) and kept in ``.bench/``, which git ignores.
"""

import hashlib
import random
import shutil
import sys
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

from installer.bench import kept_store
from installer.bench.kept_store import FIRST_YEAR, LONDON, PASSPHRASE, Clock, kept_clock, last_day
from nscp_desktop.rules.agenda import ItemKind
from nscp_desktop.rules.capture import parse
from nscp_desktop.services import (
    actions,
    agenda,
    arranging,
    attendance,
    capture,
    meetings,
    members_paste,
    notes,
    partnership,
    rounds,
    shared_agenda,
)
from nscp_desktop.services.action_rows import Which, list_actions
from nscp_desktop.store import CHEAP, Store
from nscp_desktop.store.migrations import schema_of_records

YEARS = 10
__all__ = ["PASSPHRASE", "YEARS", "kept", "kept_clock"]
PEOPLE_A_GROUP = 25
WORDS_A_NOTE = 420
ACTIONS_A_MEETING = 12
EXTRA_ITEMS = 6

_SYLLABLES = ("ash", "bar", "cor", "dun", "el", "fen", "gar", "hol", "ing", "jor", "kel", "lin", "mar", "nor",
              "ow", "pel", "ran", "sed", "tam", "ur", "ver", "wick", "yar", "zel")  # fmt: skip
_VERBS = ("circulate", "check", "bring", "ask for", "share", "review", "arrange", "write up")
_THINGS = ("the chronology page", "the contact list", "two worked examples", "the supervision prompt",
           "the poster", "a date for the workshop", "the missed appointments", "the referral form")  # fmt: skip


def kept(folder: Path, years: int = YEARS) -> Path:
    """The kept store of ``years`` years below ``folder``, made when it is not there."""
    told = [file.read_text(encoding="utf-8") for file in (Path(__file__), Path(kept_store.__file__))]
    mark = hashlib.sha256("".join([schema_of_records(), *told]).encode())
    place = folder / f"{years}-years-{mark.hexdigest()[:12]}"
    path = place / "records.nscp"
    if not (place / "whole").exists():
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        _fill(path, years, last_day(years))
        (place / "whole").touch()
    return path


def words(chance: random.Random, number: int) -> str:
    """Invented words in sentences of about fourteen, in paragraphs of about sixty."""
    found = []
    for at in range(number):
        word = "".join(chance.choices(_SYLLABLES, k=chance.choice((1, 2, 2, 3))))
        found.append(word.capitalize() if at % 14 == 0 else word)
        if at % 14 == 13:
            found[-1] += ".\n" if at % 56 == 55 else "."
    return " ".join(found)


def _name(chance: random.Random) -> str:
    return " ".join("".join(chance.choices(_SYLLABLES, k=2)).capitalize() for _part in range(2))


def _fill(path: Path, years: int, today: datetime) -> None:
    chance = random.Random(1974)
    clock = Clock(datetime(FIRST_YEAR, 3, 1, 9, tzinfo=LONDON))
    store = Store.create(path, PASSPHRASE, clock, CHEAP)
    # Nobody waits for the disk here: a store that is cut off half-way is made again.
    store.file.driver.execute("PRAGMA synchronous = OFF")
    partnership.set_up(store, "norfolk")
    people = {group.group_id: _members(store, chance, group.group_id) for group in partnership.groups(store)}
    for year, number, month in _months(years):
        sys.stdout.write(f"\rMaking {years} years of meetings: {month:%B %Y}      ")
        sys.stdout.flush()
        clock.at = datetime(month.year, month.month, 1, 9, tzinfo=LONDON)
        round_id = rounds.arrange_round(store, year, number, month)
        for extra in range(EXTRA_ITEMS):
            shared_agenda.add_item(store, round_id, f"Written report {extra + 1}", ItemKind.WRITTEN, 3)
        for at, group_id in enumerate(people):
            day = month.replace(day=5 + 3 * at)
            meeting_id = arranging.arrange_meeting(store, group_id, round_id, day, time(10), time(12))
            clock.at = datetime.combine(day, time(9, 55), LONDON)
            _hold(store, chance, meeting_id, people[group_id])
        _follow_up(store, chance)
        store.forget_sitting()
    clock.at = today
    month = today.date().replace(day=1)
    round_id = rounds.arrange_round(store, today.year - 1, 99, month)
    for group_id in people:
        arranging.arrange_meeting(store, group_id, round_id, today.date(), time(10), time(12))
    store.close()
    sys.stdout.write("\n")


def _months(years: int) -> Iterator[tuple[int, int, date]]:
    for year in range(FIRST_YEAR, FIRST_YEAR + years):
        for number, month in enumerate((5, 7, 9, 11, 1, 3), 1):
            yield year, number, date(year + (month < 4), month, 1)


def _members(store: Store, chance: random.Random, group_id: str) -> list[str]:
    sectors = [sector.name for sector in partnership.sectors(store)]
    lines = [
        f"{_name(chance)}\t{_name(chance)} service {at}\tlead\t{sectors[at % len(sectors)]}"
        for at in range(PEOPLE_A_GROUP)
    ]
    text = "Name\tOrganisation\tRole\tSector\n" + "\n".join(lines)
    members_paste.take_in(store, members_paste.preview(store, group_id, text, date(FIRST_YEAR, 1, 1)))
    return [line.split("\t")[0] for line in lines]


def _hold(store: Store, chance: random.Random, meeting_id: str, names: list[str]) -> None:
    meetings.open_meeting(store, meeting_id)
    for member in attendance.people_for(store, meeting_id).people:
        if member.in_group:
            if chance.random() < 0.75:
                attendance.mark_present(store, meeting_id, member.person_id)
            else:
                attendance.mark_apologies(store, meeting_id, member.person_id)
    context = capture.context(store, meeting_id)
    rows = agenda.agenda(store, meeting_id).rows
    for at, row in enumerate(rows):
        notes.write(store, meeting_id, row.item_id, words(chance, WORDS_A_NOTE))
        if at < ACTIONS_A_MEETING:
            line = f"action {chance.choice(names)} to {chance.choice(_VERBS)} {chance.choice(_THINGS)} by next meeting"
            capture.record(store, meeting_id, row.item_id, parse(line, context))
        if at < len(rows) - 1:
            meetings.next_item(store, meeting_id)
    meetings.close_meeting(store, meeting_id)


def _follow_up(store: Store, chance: random.Random) -> None:
    """Most of what is open is done by the next round, so that a life-like few hundred stay open."""
    for row in list_actions(store, which=Which.OPEN):
        if chance.random() < 0.7:
            actions.close(store, row.id)


if __name__ == "__main__":
    kept(Path(".bench"), int(sys.argv[1]) if len(sys.argv) > 1 else YEARS)
