"""The invented two years of tests/facts/synthetic_year as meetings and memberships."""

import csv
import json
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from nscp_desktop.rules.attendance import Capacity, Entry, Person, State
from nscp_desktop.rules.meetings import Status
from nscp_desktop.rules.year import Meeting, Membership

FACTS = Path(__file__).parent.parent / "facts"
FOLDER = FACTS / "synthetic_year"
SECTORS = (
    "Children's Services",
    "Health",
    "Education",
    "Early years",
    "Police",
    "Youth justice",
    "Probation",
    "District council",
    "Housing",
    "Libraries",
    "Voluntary and Community",
)
CAPACITIES = {
    "Member": Capacity.MEMBER,
    "Member (capacity not recorded)": Capacity.MEMBER,
    "Deputy": Capacity.DEPUTY,
    "Guest speaker": Capacity.GUEST_SPEAKER,
    "In attendance (Business Support)": Capacity.IN_ATTENDANCE,
}


class Years(NamedTuple):
    now: tuple[Meeting, ...]
    before: tuple[Meeting, ...]
    memberships: tuple[Membership, ...]


def read(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def expected() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
    return found


def clock(text: str) -> time | None:
    return time.fromisoformat(text) if text else None


@cache
def years() -> Years:
    names = {row["person_id"]: row for row in read("people.csv")}
    organisations = {row["org_id"]: row for row in read("organisations.csv")}

    def person(person_id: str, organisation_id: str = "") -> Person:
        named = names.get(person_id, {"name": person_id, "initials": "", "sort_name": ""})
        place = organisations.get(organisation_id, {"name": "", "sector": ""})
        return Person(
            person_id, named["name"], named["initials"], place["name"], place["sector"], named["sort_name"]
        )

    memberships = tuple(
        Membership(
            person(row["person_id"], row["org_id"]),
            row["group"],
            f"{row['group']} {row['org_id']} {row['person_id']}",
            date.fromisoformat(row["start"]),
        )
        for row in read("memberships_2020_21.csv")
    )
    members = {(m.person.person_id, m.group): m.person for m in memberships}
    marks = read("attendance.csv")
    meetings: dict[str, list[Meeting]] = {"2020-21": [], "2019-20": []}
    for row in read("meetings.csv"):
        year = "2020-21" if row["date"] >= "2020-04-01" else "2019-20"
        here = [mark for mark in marks if mark["meeting_id"] == row["meeting_id"]]
        deputy_of = {
            member: mark["person_id"] for mark in here for member in mark["on_behalf_of"].split(";") if member
        }
        listed = [member for mark in here for member in mark["on_behalf_of"].split(";") if member]
        register = tuple(
            Entry(
                members.get((mark["person_id"], row["group"])) or person(mark["person_id"]),
                CAPACITIES[mark["capacity"]],
                State(mark["state"]),
                deputy_id=deputy_of.get(mark["person_id"], ""),
                arrived=clock(mark["joined"]),
                left=clock(mark["left"]),
            )
            # A deputy's seats stand in the register in the order in which they were listed.
            for mark in sorted(
                here, key=lambda m: listed.index(m["person_id"]) if m["person_id"] in listed else -1
            )
        )
        meetings[year].append(
            Meeting(
                row["meeting_id"],
                row["group"],
                date.fromisoformat(row["date"]),
                Status(row["status"].lower()),
                register,
                capacity_recorded=year == "2020-21",
            )
        )
    return Years(tuple(meetings["2020-21"]), tuple(meetings["2019-20"]), memberships)
