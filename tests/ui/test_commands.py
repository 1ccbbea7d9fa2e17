"""The sheet of keys is true: each command stands once, and something in the program answers to its key."""

from __future__ import annotations

import ast
from typing import Final

from nscp_desktop.ui.commands import COMMANDS
from tests.boxes import UI

ANSWERED: Final = {
    "lock": ("watch.py", 'BY_ID["lock"].keys'),
    "overrun": ("run/overrun_band.py", "alt=str(number)"),
    "put_right": ("run/capture_line.py", "Key_Up"),
    "who_is_meant": ("run/register_panel.py", "Key_Down"),
    "person_before": ("run/room_people.py", "Key_Left"),
    "person_after": ("run/room_people.py", "Key_Right"),
    "person_leads": ("run/room_people.py", "Key_Return"),
    "person_out": ("run/room_card.py", "Key_Delete"),
    "to_points": ("run/room_question.py", "Key_Escape"),
    "best": ("run/room_question.py", "Key_Space"),
    "cell": ("widgets/table.py", "EditKeyPressed"),
    "paper_view": ("pages/agenda_papers.py", "activated.connect"),
    "paper_rename": ("pages/agenda_papers.py", "EditKeyPressed"),
    "paper_off": ("pages/agenda_papers.py", "Key_Delete"),
}
"""Commands that no action of a window answers to: the file that does, and by what it is known."""


def bound() -> dict[str, set[str]]:
    """The files in which each command has its action, from the calls of ``bind`` and what they are given."""
    found: dict[str, set[str]] = {}
    known = {command.id for command in COMMANDS}
    for path in UI.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        if "bind(" not in source or path.name == "commands.py":
            continue
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Dict):
                names = {one.value for one in node.keys if isinstance(one, ast.Constant)}
                for name in names & known:
                    found.setdefault(str(name), set()).add(path.relative_to(UI).as_posix())
    return found


def test_every_key_of_the_sheet_is_answered() -> None:
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)
    actions = bound()
    nobody = {command.id for command in COMMANDS} - actions.keys() - ANSWERED.keys()
    assert nobody == set()
    for name, (file, known_by) in ANSWERED.items():
        assert known_by in (UI / file).read_text(encoding="utf-8"), name


def test_where_a_key_holds_is_said_of_every_place() -> None:
    where = {command.id: command.where for command in COMMANDS}
    actions = bound()
    assert actions["strike"] == {"run/item_panel.py"}
    assert where["strike"] == "In the notes and the capture line"
    assert actions["item_up"] == actions["item_down"] == {"pages/agenda.py", "pages/templates_panel.py"}
    assert where["item_up"] == where["item_down"] == "Agenda and usual agendas"
    assert actions["find"] == {"pages/actions.py"}
    assert actions["done"] == {"pages/actions.py", "run/screen.py"}
