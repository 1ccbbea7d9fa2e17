"""What the program is made of is listed in it, with the licences of the dictionary and all that ships."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from nscp_desktop.ui.pages.help import HelpPage
from nscp_desktop.ui.pages.made_of import licences
from tests.sampled import clock, dressed, open_window, own_sample, running, window

if TYPE_CHECKING:
    from nscp_desktop.ui.window import MainWindow

__all__ = ["clock", "dressed", "open_window", "own_sample", "running", "window"]

REQUIRED = Path(__file__).parents[2] / "requirements" / "app.txt"


def test_every_library_that_ships_is_listed() -> None:
    listed = licences().casefold().replace(" ", "-")
    pinned = re.findall(r"^([A-Za-z0-9_.-]+)==", REQUIRED.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(pinned) > 20
    assert [name for name in pinned if name.casefold() not in listed] == []


def test_the_dictionary_its_library_the_letters_and_the_icons_are_there_with_their_words() -> None:
    said = licences()
    for words in ("Hunspell", "chunspell-next", "en_GB-ise", "SIL OPEN FONT LICENSE", "ISC License"):
        assert words in said, words


def test_the_help_gives_way_to_it_and_comes_back(window: MainWindow) -> None:
    window.leave_run()
    window.go("help")
    page = window.page("help")
    assert isinstance(page, HelpPage)
    before = page.words.toPlainText()
    page.made_of.click()
    assert "Hunspell" in page.words.toPlainText()
    assert page.made_of.caption == "How the work is done"
    page.made_of.click()
    assert page.words.toPlainText() == before
