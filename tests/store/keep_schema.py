"""Makes the store that is kept of today's schema, for the tests of every later one to open and upgrade.

Run once, when a schema is finished and before it is shipped: ``.venv/bin/python -m tests.store.keep_schema``.
A store that is committed is never made again: what it holds is what people's stores of that schema hold.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlmodel import select

from nscp_desktop.records import (
    AttachedPaper,
    FollowUp,
    IssuedPaper,
    LegalHold,
    MeetingItem,
    OverrunChoice,
    ParkedItem,
    Pause,
    RetentionRule,
    StruckLine,
    Withdrawal,
    meeting_point,
)
from nscp_desktop.services import partnership
from nscp_desktop.store import CHEAP, Store, purge
from nscp_desktop.store.migrations import LATEST
from nscp_desktop.store.purge import Order, Target
from tests.services.conftest import LONDON, Clock
from tests.services.winter import Winter, winter

KEPT = Path(__file__).parent / "kept"
WORDS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
WINTER_DAY = datetime(2027, 1, 14, 12, 30, tzinfo=LONDON)


def secret(version: int) -> str:
    """The passphrase of the store kept of a schema."""
    return f"kept since schema {WORDS[version]}"


def keep(folder: Path) -> Path:
    """Make the store in ``folder``; gives its file."""
    clock = Clock(datetime(2026, 3, 2, 9, tzinfo=LONDON))
    store = Store.create(folder / f"schema-{LATEST}.nscp", secret(LATEST), clock, CHEAP)
    try:
        partnership.set_up(store, "norfolk")
        held = winter(store, clock)
        clock.set(WINTER_DAY)
        retention(held)
        running(held)
        papers(held)
        store.keep_draft("meeting_item", "some item", "note", "typed and not yet a deed", 5)
    finally:
        store.close()
    return store.path


def retention(held: Winter) -> None:
    """One of each record of what is struck, held, ruled, withdrawn and removed for good."""
    store, at = held.store, WINTER_DAY
    with store.read() as session:
        note = session.exec(select(MeetingItem.id).where(MeetingItem.note != "")).first()
    assert note is not None
    with store.change("Keep one of each") as session:
        session.add(
            StruckLine(
                id="line", meeting_id=held.january, table="meeting_item", record=note, field="note",
                text="A line that was struck", struck_at=at,
            )
        )  # fmt: skip
        session.add(LegalHold(id="hold", kind="group", subject_id=held.group_id, reason="Letter", set_on=date(2027, 1, 3),
                              lifted_on=date(2027, 1, 10)))  # fmt: skip
        session.add(
            RetentionRule(
                id=meeting_point("retention_rule", held.group_id, "meetings"),
                group_id=held.group_id,
                what="meetings",
                months=84,
            )
        )
        session.add(
            IssuedPaper(
                id="paper", meeting_id=held.november, paper="minutes", version=1, status="circulated",
                fingerprint=store.keep(session, b"a paper"), printed="0000 0000 0000", issued_at=at,
            )
        )  # fmt: skip
    with store.change("Withdraw one") as session:
        session.add(
            Withdrawal(
                id=meeting_point("withdrawal", "paper"), issued_id="paper", fingerprint="0" * 64, withdrawn_at=at,
                reason="A slip",
            )
        )  # fmt: skip
    lena = held.people["Lena Marsh"]
    order = Order("person", tuple(Target("person", lena, name) for name in ("name", "role")), ("Lena Marsh",))
    purge.purge(store, "Remove a person for good", order)
    line = (Target("meeting_item", note, "note", wordings=True), Target("struck_line", "line", "text"))
    purge.purge(store, "Remove struck lines for good", Order("strike", line))


def running(held: Winter) -> None:
    """One of each record of a meeting's own time."""
    at, item = WINTER_DAY, held.item("Breakout")
    with held.store.change("Keep one of each of a meeting's time") as session:
        session.add(
            OverrunChoice(
                id="choice", meeting_id=held.january, item_id=item, way="shorten", subject_id=item, before=12,
                minutes=8, ends=at, chosen_at=at,
            )
        )  # fmt: skip
        session.add(
            ParkedItem(id="parked", meeting_id=held.january, item_id=item, parked_at=at, taken_id=None)
        )
        session.add(Pause(id="pause", meeting_id=held.january, item_id=item, starts=at, ends=at))
        session.add(
            FollowUp(
                id="after", meeting_id=held.january, kind="notice", person_id=held.people["Lena Marsh"],
                done_on=date(2027, 1, 15),
            )
        )  # fmt: skip


def papers(held: Winter) -> None:
    """A paper for every group, one of a meeting alone, and a shared one that the meeting leaves out."""
    item, at = held.item("Breakout"), WINTER_DAY
    with held.store.change("Attach one of each") as session:
        content = b"an attached paper"
        kept: dict[str, Any] = {
            "item_id": item, "kind": "text", "size": len(content), "fingerprint": held.store.keep(session, content),
            "person_id": held.person("Joe"), "attached_at": at,
        }  # fmt: skip
        named = {"title": "Chronology", "file_name": "Chronology.txt", **kept}
        session.add(AttachedPaper(id="shared", position=1.0, **named))
        session.add(AttachedPaper(id="alone", position=2.0, meeting_id=held.january, **named))
        session.add(
            AttachedPaper(
                id=meeting_point("attached_paper", "shared", held.january), position=1.0, title="", file_name="",
                meeting_id=held.january, shared_id="shared", omitted=True, **kept,
            )
        )  # fmt: skip


def main() -> None:
    """Make it, and put it among the kept ones."""
    with tempfile.TemporaryDirectory() as folder:
        made = keep(Path(folder))
        for ending in ("", ".keys", ".keys2"):
            target = KEPT / f"{made.name}{ending}"
            if target.exists():
                raise SystemExit(f"{target} is kept already; a kept store is never made again.")
            shutil.copyfile(made.with_name(made.name + ending), target)
    sys.stdout.write(f"Kept {KEPT / made.name}.\n")


if __name__ == "__main__":
    main()
