"""Meetings: arranging, moving and cancelling them, and running one from its first item to its close."""

from __future__ import annotations

from .meeting_facts import (
    MeetingFacts,
    facts,
    facts_in,
    last_meeting,
    list_meetings,
    meeting_on,
    meetings_of_round,
    next_meeting_in,
    next_meeting_of,
    running,
)

__all__ = [
    "MeetingFacts",
    "facts",
    "facts_in",
    "last_meeting",
    "list_meetings",
    "meeting_on",
    "meetings_of_round",
    "next_meeting_in",
    "next_meeting_of",
    "running",
]
