"""Hostile words into every text a service takes: kept as typed, or refused with a sentence and nothing changed."""

from __future__ import annotations

import shutil
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from nscp_desktop.errors import Refused
from nscp_desktop.services import partnership
from nscp_desktop.store import CHEAP, Store
from tests.hostile import SHORT, TEXTS, Typed, is_sentence
from tests.services.conftest import LONDON, PASSPHRASE, Clock
from tests.services.winter import winter
from tests.verbs import FIELDS, NOT_TYPED, Field, Scene, taken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

pytestmark = pytest.mark.everywhere

AT = datetime(2027, 1, 14, 12, 3, tzinfo=LONDON)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Scene]:
    """The closed store of a meeting that runs, made once, and what is in it."""
    folder = tmp_path_factory.mktemp("running")
    clock = Clock(datetime(2026, 3, 2, 9, tzinfo=LONDON))
    made = Store.create(folder / "records.nscp", PASSPHRASE, clock, CHEAP)
    partnership.set_up(made, "norfolk")
    scene = Scene(winter(made, clock, closed=False))
    made.close()
    return folder, scene


@pytest.fixture
def scene(kept: tuple[Path, Scene], tmp_path: Path) -> Iterator[Scene]:
    """The meeting in a store of one's own."""
    folder, scene = kept
    shutil.copytree(folder, tmp_path / "winter")
    opened = Store.open(tmp_path / "winter" / "records.nscp", PASSPHRASE, Clock(AT))
    # Nobody cuts the power here, and thousands of deeds need not wait for the disk.
    opened.file.driver.execute("PRAGMA synchronous = OFF")
    yield scene.at(opened)
    opened.close()


def test_every_text_that_a_service_takes_is_known_here() -> None:
    found = taken()
    assert [key for key, kind in found.items() if kind == "?"] == []
    known = {key.split(") ")[0].rstrip(")") + ")" for key in FIELDS} | set(NOT_TYPED)
    assert sorted(set(found) - known) == []
    assert sorted(known - set(found) - {"action_rows.matching(words)"}) == []


def alike(said: str, wanted: str) -> bool:
    """Whether a kept text says what was typed: as it is, or after words of the program's own.

    Names are kept with single spaces.
    """
    return said == wanted or said.endswith(f" {wanted}") or " ".join(said.split()) == " ".join(wanted.split())


def attack(scene: Scene, field: Field, typed: Typed) -> str:
    """Do the deed with a text; gives what is wrong with what came of it, or nothing."""
    before = scene.counts()
    try:
        field.do(scene, typed.text)
    except Refused as refusal:
        if scene.counts() != before:
            return "refused, but something was changed"
        if not is_sentence(str(refusal)):
            return f"no sentence: {str(refusal)[:200]!r}"
        if field.fits(typed) and not (field.understood or typed.blank):
            return f"refused: {refusal}"
        return ""
    except Exception as error:  # noqa: BLE001 whatever it is, it is what this test looks for
        return f"{type(error).__name__}: {str(error)[:200]}"
    if not field.fits(typed):
        return "taken in"
    if field.kept is not None and not typed.blank:
        wanted = field.kept(typed.text)
        if not any(alike(said, wanted) for said in scene.said_since(before)):
            return f"kept otherwise: {[said[:80] for said in scene.said_since(before)]}"
    if scene.counts()[1] > before[1] and scene.store.undo_label:
        scene.store.undo()
    return ""


def attacked(scene: Scene, key: str, texts: Sequence[Typed]) -> dict[str, str]:
    """What is wrong, by the name of the text."""
    field = FIELDS[key]
    if field.before is not None:
        field.before(scene)
    return {typed.name: found for typed in texts if (found := attack(scene, field, typed))}


@pytest.mark.parametrize("key", FIELDS)
def test_any_text_is_kept_as_typed_or_refused_with_a_sentence(scene: Scene, key: str) -> None:
    # Refusals cost nothing. Of the texts that are kept, each field gets every seventh, others than its
    # neighbours; `--long` gives every field every text.
    some = SHORT[list(FIELDS).index(key) % 7 :: 7]
    assert attacked(scene, key, [typed for typed in TEXTS if typed in some or typed not in SHORT]) == {}


@pytest.mark.slow
@pytest.mark.parametrize("key", FIELDS)
def test_every_text_is_kept_as_typed_or_refused_with_a_sentence(scene: Scene, key: str) -> None:
    assert attacked(scene, key, TEXTS) == {}
    assert scene.store.check() == ()
