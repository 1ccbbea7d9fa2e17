"""Short ways to write registers down in tests; everybody here is invented."""

from collections.abc import Sequence
from datetime import date

from nscp_desktop.rules.attendance import Capacity, Entry, How, Marked, Person, State
from nscp_desktop.rules.year import Meeting, Membership

ANN = Person("ann", "Ann Sale", "AS", "Community health", "Health", "Sale, Ann")
JOE = Person("joe", "Joe Blackwood", "JB", "Fenmere Hospital", "Health", "Blackwood, Joe")
DELE = Person("dele", "Dele Akande", "DA", "Police, east command", "Police", "Akande, Dele")
RUTH = Person("ruth", "Ruth Pell", "RP", "District council", "Housing", "Pell, Ruth")
PRIYA = Person("priya", "Priya Nair", "PN", "Community health", "Health", "Nair, Priya")
KIT = Person("kit", "Kit Mwangi", "KM", "Young carers", "Voluntary sector", "Mwangi, Kit")
SECTORS = ("Health", "Education", "Police", "Housing", "Voluntary sector")


def present(person: Person, capacity: Capacity = Capacity.MEMBER, how: How = How.NOT_RECORDED) -> Entry:
    return Entry(person, capacity, State.PRESENT, how)


def apologies(person: Person) -> Entry:
    return Entry(person, state=State.APOLOGIES)


def not_present(person: Person) -> Entry:
    return Entry(person, state=State.NO_APOLOGY)


def deputised(person: Person, by: Person | None) -> Entry:
    return Entry(person, state=State.DEPUTY, deputy_id=by.person_id if by else "")


def deputy(person: Person, how: How = How.NOT_RECORDED) -> Entry:
    return present(person, Capacity.DEPUTY, how)


def after(register: Sequence[Entry], marked: Marked) -> tuple[Entry, ...]:
    """The register once a deed has been kept."""
    entries = {e.person_id: e for e in register} | {e.person_id: e for e in marked.changed}
    return tuple(entries.values())


def people(count: int, prefix: str = "p") -> list[Person]:
    return [Person(f"{prefix}{i}", f"Person {prefix}{i}", sector="Health") for i in range(count)]


def with_heads(count: int, group: str = "South", on: date = date(2026, 5, 14), **more: object) -> Meeting:
    register = tuple(present(p) for p in people(count))
    return Meeting(f"{group} {on}", group, on, register=register, **more)  # type: ignore[arg-type]


def meeting(on: date, *register: Entry, group: str = "South") -> Meeting:
    return Meeting(f"{group} {on}", group, on, register=register)


def member(
    person: Person,
    seat: str = "",
    start: date | None = None,
    end: date | None = None,
    group: str = "South",
) -> Membership:
    return Membership(person, group, seat or f"seat of {person.person_id}", start, end)
