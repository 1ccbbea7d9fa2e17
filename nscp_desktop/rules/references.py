"""References of actions and decisions: group code, year and month, serial, as in NB-2701-04."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from nscp_desktop.errors import Refused

_WRITTEN = re.compile(r"([A-Z][A-Z0-9]{0,5})-([0-9]{2})(0[1-9]|1[0-2])-([0-9]{2,6})")
_CODE = re.compile(r"[A-Z][A-Z0-9]{0,5}")


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """A reference taken apart; ``str()`` writes it. References of one group sort by their age."""

    code: str
    year: int
    month: int
    serial: int

    def __str__(self) -> str:
        return f"{self.code}-{self.year % 100:02d}{self.month:02d}-{self.serial:02d}"


def reference(code: str, day: date, serial: int) -> str:
    """Write the reference of the ``serial``-th action of a meeting held in the month of ``day``.

    Refuses (``Refused``) a group code that is not one to six capital letters or digits, letter
    first, and a serial below 1.
    """
    if not _CODE.fullmatch(code):
        raise Refused(f"“{code}” cannot be a group's code: one to six capital letters or digits.")
    if not 1 <= serial <= 999_999:
        raise Refused("References are numbered from 1.")
    return str(Reference(code, day.year, day.month, serial))


def parse(text: str) -> Reference | None:
    """Read a reference as typed, capitals or not; None when it is not one. Years are 2000 to 2099."""
    found = _WRITTEN.fullmatch(text.strip().upper())
    if found is None:
        return None
    code, year, month, serial = found.groups()
    return Reference(code, 2000 + int(year), int(month), int(serial))


def next_serial(existing: Iterable[str], code: str, day: date) -> int:
    """Give the serial after the highest used by this group in the month of ``day``; gaps stay gaps."""
    read = (parse(text) for text in existing)
    used = [r.serial for r in read if r and (r.code, r.year, r.month) == (code, day.year, day.month)]
    return max(used, default=0) + 1
