"""Who came to a meeting, as papers name them: present, deputies, visitors, apologies, not present."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nscp_desktop.rules.attendance import Capacity, How

if TYPE_CHECKING:
    from datetime import time


@dataclass(frozen=True, slots=True)
class Part:
    """Part attendance (E5): when somebody arrived or left, and the item's number then."""

    arrived: time | None = None
    arrived_item: str = ""
    left: time | None = None
    left_item: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """A person by name and initials."""

    name: str
    initials: str = ""


@dataclass(frozen=True, slots=True)
class Present:
    """A member, co-chair or deputy who came.

    ``stands_for``: the members a deputy came for; a deputy without one is printed
    "member unknown" (E2); a member who also deputised has P of their own (E4).
    ``initials`` come already lengthened where two would collide.
    """

    name: str
    initials: str
    organisation: str
    sector: str = ""
    role: str = ""
    capacity: Capacity = Capacity.MEMBER
    how: How = How.NOT_RECORDED
    stands_for: tuple[Named, ...] = ()
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who came and is not counted: speaker, observer, in attendance, young person.

    ``items`` as printed ("item 5"). A young person is printed "a young commissioner" unless
    ``consent`` is recorded, and then by the first name only.
    """

    name: str
    capacity: Capacity
    organisation: str = ""
    items: str = ""
    how: How = How.NOT_RECORDED
    consent: bool = False
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class Absent:
    """A member who did not come; ``deputies`` names who came for them, if anybody."""

    name: str
    initials: str = ""
    organisation: str = ""
    sector: str = ""
    role: str = ""
    deputies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Register:
    """The register of one meeting. A member for whom a deputy came stands in ``apologies``.

    ``sectors`` is the order Appendix 1 prints them in; sectors it does not name follow as met.
    """

    present: tuple[Present, ...] = ()
    visitors: tuple[Visitor, ...] = ()
    apologies: tuple[Absent, ...] = ()
    not_present: tuple[Absent, ...] = ()
    minutes_by: str = ""
    sectors: tuple[str, ...] = ()
