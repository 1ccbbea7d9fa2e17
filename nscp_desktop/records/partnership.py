"""The partnership and its standing facts: groups, sectors, themes, wording, marking, agenda templates."""

from datetime import date

from sqlmodel import Field

from .base import Record


class Partnership(Record, table=True):
    """The partnership that a store belongs to; a store holds exactly one."""

    code: str
    name: str
    short: str
    area: str
    time_zone: str = "Europe/London"
    year_starts_month: int = 4
    front_door_name: str = ""
    front_door_number: str = ""
    days_to_issue_minutes: int = 10


class Group(Record, table=True):
    """A body that meets: a local group, or the Chairs meeting (``kind`` is "group" or "chairs")."""

    code: str
    name: str
    short: str
    title: str
    kind: str = "group"
    position: int = 0
    active_from: date | None = None
    active_to: date | None = None


class Alias(Record, table=True):
    """Another name by which members know a group."""

    group_id: str = Field(foreign_key="group.id", index=True)
    name: str


class Sector(Record, table=True):
    """A sector, in the order in which it is printed; ``words`` are what else people call it, by commas."""

    name: str
    words: str = ""
    position: int = 0


class Theme(Record, table=True):
    """A theme or priority of the workplan; ``words`` are what people type after #, separated by commas."""

    code: str
    name: str
    words: str = ""
    position: int = 0
    parent_id: str | None = Field(default=None, foreign_key="theme.id")


class Wording(Record, table=True):
    """A standing sentence of the partnership, such as the confidentiality statement."""

    key: str
    text: str


class Marking(Record, table=True):
    """The protective marking printed on one kind of paper; empty means none."""

    paper: str
    text: str


class Template(Record, table=True):
    """An agenda from which a round is made."""

    name: str
    starts: str = "10:00"
    ends: str = "12:00"


class TemplateItem(Record, table=True):
    """One item of a template; ``questions`` holds one breakout question a line."""

    template_id: str = Field(foreign_key="template.id", index=True)
    position: float
    title: str
    kind: str
    duty: str = ""
    minutes: int = 5
    lead: str = ""
    paper: str = ""
    questions: str = ""
