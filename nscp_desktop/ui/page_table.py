"""Every page of the window: where it is made, and how the navigation leads to it."""

from __future__ import annotations

from typing import Any, Final

from nscp_desktop.ui.widgets import DIVIDER, NavEntry

PAGES: Final = {
    "today": ("today", "TodayPage"),
    "meetings": ("meetings", "MeetingsPage"),
    "agenda": ("agenda", "AgendaPage"),
    "minutes": ("minutes", "MinutesPage"),
    "actions": ("actions", "ActionsPage"),
    "attendance": ("attendance", "AttendancePage"),
    "people": ("people", "PeoplePage"),
    "youth_boards": ("youth_boards", "YouthBoardsPage"),
    "backups": ("backups", "BackupsPage"),
    "keys": ("keys", "KeysPage"),
    "journal": ("journal", "JournalPage"),
    "retention": ("retention", "RetentionPage"),
    "help": ("help", "HelpPage"),
}
"""Every page by its key: the module below ``ui/pages`` and its class, loaded when first shown."""

NAVIGATION: Final = (
    NavEntry("today", "Today", icon="sun", alt="T"),
    NavEntry("meetings", "Meetings", icon="calendar", alt="M"),
    NavEntry("actions", "Actions", icon="list-checks", alt="C"),
    NavEntry("attendance", "Attendance", icon="table", alt="E"),
    NavEntry("people", "People", icon="users", alt="L"),
    DIVIDER,
    NavEntry("youth_boards", "Youth boards", icon="message-circle", alt="Y"),
    DIVIDER,
    NavEntry("backups", "Keeping safe", icon="shield-check", alt="K"),
    NavEntry("help", "Help and keys", icon="circle-help", alt="H"),
)

UNDER: Final = {
    "agenda": "meetings",
    "minutes": "meetings",
    "keys": "backups",
    "journal": "backups",
    "retention": "backups",
}
"""Pages that are reached through another entry of the navigation."""

KEEPING: Final = "backups"
"""The entry of the pages that keep a store safe, which a practice has no use for."""


def entries(*, practice: bool) -> tuple[Any, ...]:
    """The entries beside the pages."""
    return tuple(
        one for one in NAVIGATION if not (practice and isinstance(one, NavEntry) and one.page == KEEPING)
    )
