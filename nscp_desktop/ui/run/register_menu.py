"""What can be marked for one person of the register, by key or finger, without typing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nscp_desktop.rules.attendance import Capacity, How, State
from nscp_desktop.rules.names import Known
from nscp_desktop.rules.register_line import RegisterMark
from nscp_desktop.services import attendance
from nscp_desktop.ui.run.menus import Choices

if TYPE_CHECKING:
    from nscp_desktop.rules.presence import RegisterRow
    from nscp_desktop.services.register import Register
    from nscp_desktop.ui.run.register_panel import RegisterPanel
    from nscp_desktop.ui.run.sitting import Sitting


@dataclass(frozen=True, slots=True)
class TakeOff:
    """Take somebody's mark off again."""

    person_id: str


def open_menu(panel: RegisterPanel, sitting: Sitting, register: Register, row: RegisterRow) -> None:
    """Open the menu of a row under it."""

    def picked(value: object) -> None:
        if isinstance(value, RegisterMark):
            panel.do(value)
        elif isinstance(value, TakeOff):
            sitting.attempt(
                lambda: panel.show_mark(attendance.unmark(sitting.store, sitting.meeting_id, value.person_id))
            )

    menu = Choices(panel, row.name, picked).offer(lines(sitting, register, row))
    rect = panel.table.visualRect(panel.table.currentIndex())
    menu.popup(panel.table.viewport().mapToGlobal(rect.bottomLeft()))
    if menu.actions():
        menu.setActiveAction(menu.actions()[0])


def lines(sitting: Sitting, register: Register, row: RegisterRow) -> list[tuple[object, str]]:
    """The marks that fit a row, with their words."""
    who = Known(row.person_id, row.name)

    def present(how: How) -> RegisterMark:
        return RegisterMark(row.name, person=who, how=how)

    found: list[tuple[object, str]] = [(present(How.ROOM), "In the room"), (present(How.ONLINE), "Online")]
    is_member = row.capacity in {Capacity.MEMBER, Capacity.CO_CHAIR}
    if is_member:
        found.append((RegisterMark(row.name, person=who, state=State.APOLOGIES), "Apologies"))
        people = sitting.context().people
        for deputy_id in register.deputies.get(row.person_id, ()):
            deputy = people.by_id(deputy_id)
            if deputy is not None:
                mark = RegisterMark(row.name, person=who, state=State.DEPUTY, deputy=deputy)
                found.append((mark, f"{deputy.name} came instead"))
        found.append(
            (RegisterMark(row.name, person=who, state=State.NO_APOLOGY), "Not present, no apologies")
        )
    for member_id in row.member_ids:
        entry = register.entry_of(member_id)
        if entry is not None:
            member = Known(member_id, entry.name)
            found.append((RegisterMark(entry.name, person=member), f"{entry.name} came after all"))
            apologies = RegisterMark(entry.name, person=member, state=State.APOLOGIES)
            found.append((apologies, f"Apologies of {entry.name}, no deputy"))
    if row.here:
        found.append((RegisterMark(row.name, person=who, left=True), "Left, now"))
    found.append((RegisterMark(row.name, person=who, late=True), "Came late, now"))
    if row.state is not None and not row.member_ids:
        found.append((TakeOff(row.person_id), "Take the mark off"))
    return found
