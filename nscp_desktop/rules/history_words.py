"""The words for every record and every field that is kept; a test finds those that have none."""

from typing import Final

NOUNS: Final = {
    "action": "Action",
    "agenda_item": "Agenda item",
    "alias": "Other name of a group",
    "answer": "Point of a room",
    "ask": "What a board said",
    "attached_paper": "Attached paper",
    "attendance": "Register entry",
    "board": "Youth board",
    "board_link": "Group that faces a board",
    "board_meeting": "Meeting of a board",
    "board_priority": "Priority of a board",
    "challenge": "Challenge",
    "co_chair": "Co-chair",
    "decision": "Decision",
    "follow_up": "What follows a meeting",
    "group": "Group",
    "holding": "Holder of a seat",
    "issued_paper": "Issued paper",
    "legal_hold": "Legal hold",
    "marking": "Marking",
    "meeting": "Meeting",
    "meeting_item": "Item at a meeting",
    "nominated_deputy": "Nominated deputy",
    "officer": "Who works here",
    "organisation": "Organisation",
    "outcome": "Outcome",
    "overrun_choice": "Choice about the time",
    "parked_item": "Parked item",
    "partnership": "Partnership",
    "pause": "Pause",
    "person": "Person",
    "progress": "Line on an action",
    "purged": "Removed for good",
    "question": "Question for the rooms",
    "remark": "Note",
    "reply": "Answer of an organisation",
    "representative": "Who goes to a board",
    "retention_rule": "How long something is kept",
    "room": "Breakout room",
    "room_place": "Place in a room",
    "round": "Round",
    "seat": "Seat",
    "sector": "Sector",
    "struck_line": "Struck line",
    "talk": "What we talked about",
    "template": "Agenda template",
    "template_item": "Item of a template",
    "theme": "Theme",
    "withdrawal": "Withdrawn paper",
    "wording": "Standing sentence",
}
"""What a record is called, by its table."""

_MEETING, _ITEM, _GROUP = {"meeting_id": "Meeting"}, {"item_id": "Item"}, {"group_id": "Group"}
_PERSON, _ORGANISATION, _THEME = (
    {"person_id": "Person"},
    {"organisation_id": "Organisation"},
    {"theme_id": "Theme"},
)
_SPAN = {"starts": "From", "ends": "Until"}
_TEXT, _PLACE, _NAME = {"text": "Words"}, {"position": "Place in the order"}, {"name": "Name"}
_RECORDED, _SAID_AT = {"recorded_at": "Recorded at"}, _MEETING | _ITEM
_ITEM_WORDS = {"title": "Title", "kind": "Kind", "minutes": "Minutes", "lead": "Lead"}

FIELDS: Final[dict[str, dict[str, str]]] = {
    "action": {"reference": "Reference", "kind": "Kind"} | _TEXT | {
        "owner_id": "Owner", "seat_id": "Owner's seat", "organisation_id": "Owner's organisation",
        "owner_words": "Owner as said", "due": "Due", "due_words": "Due as said", "due_said": "Due date was said",
        "state": "State", "closed_on": "Done on", "difference": "What difference it made",
        "room_id": "Breakout room",
    } | _THEME | _GROUP | _SAID_AT | _RECORDED,
    "agenda_item": _ITEM_WORDS | _PLACE | _THEME | {
        "round_id": "Round", "meeting_id": "Only at", "duty": "Duty", "lead_person_id": "Lead person",
        "paper": "Paper",
    },
    "alias": _GROUP | _NAME,
    "answer": _TEXT | _PLACE | {"room_id": "Breakout room", "question_id": "Question", "best": "One of the best three"},
    "ask": {
        "board_id": "Board", "said": "What they said", "said_on": "Said on", "brought_by_id": "Brought by",
        "consent": "They agreed that it is passed on", "consent_by": "Agreed by", "consent_on": "Agreed on",
        "asked_of": "What they ask for", "did": "What we did", "did_on": "Done on", "action_id": "Action",
        "told_on": "Told them on", "told_how": "How they were told", "told_words": "What they were told",
    },
    "attached_paper": _ITEM | _PLACE | {
        "meeting_id": "Only at", "shared_id": "In the place of", "omitted": "Left out here", "title": "Title",
        "file_name": "Name of the file", "kind": "Kind", "size": "Size in bytes",
        "fingerprint": "Fingerprint of the file", "person_id": "Attached by", "attached_at": "Attached at",
    },
    "attendance": _MEETING | _PERSON | {
        "capacity": "Came as", "state": "State", "how": "Room or online", "deputy_id": "Deputy",
        "organisation_id": "Organisation", "arrived": "Arrived", "arrived_item_id": "Arrived during",
        "left": "Left", "left_item_id": "Left during", "marked_at": "Marked at",
    },
    "board": _NAME | _PLACE | {"district": "District", "provider": "Run by"},
    "board_link": _GROUP | {"board_id": "Board"},
    "board_meeting": {
        "board_id": "Board", "date": "Date", "starts": "Starts", "attended": "Somebody went", "person_id": "Who went",
    },
    "board_priority": _TEXT | _PLACE | {"board_id": "Board", "year": "Year"},
    "challenge": _SAID_AT | _TEXT | _THEME | _RECORDED | {
        "room_id": "Breakout room", "raised_to": "Raised to", "answer": "Answer", "answered_on": "Answered on",
    },
    "co_chair": _GROUP | _PERSON | _SPAN,
    "decision": _SAID_AT | _TEXT | _THEME | _RECORDED | {"reason": "Reason"},
    "follow_up": _MEETING | _PERSON | _ORGANISATION | {
        "kind": "What", "board_id": "Youth board", "room_id": "Breakout room", "done_on": "Done on",
    },
    "group": _NAME | _PLACE | {
        "code": "Code", "short": "Short name", "title": "Title on papers", "kind": "Kind",
        "active_from": "Meets from", "active_to": "Meets until",
    },
    "holding": _PERSON | _SPAN | {"seat_id": "Seat"},
    "issued_paper": _MEETING | {
        "paper": "Paper", "version": "Version", "status": "Status", "fingerprint": "Fingerprint of the file",
        "printed": "Fingerprint on its pages", "issued_at": "Issued at",
    },
    "legal_hold": {
        "kind": "What is held", "subject_id": "Who or what", "reason": "Reason", "set_on": "Held from",
        "lifted_on": "Lifted on",
    },
    "marking": _TEXT | {"paper": "Paper"},
    "meeting": _GROUP | {
        "round_id": "Round", "date": "Date", "starts": "Starts", "ends": "Ends", "mode": "Room or online",
        "venue": "Place", "kind": "Kind", "status": "State", "reason": "Reason", "moved_to_id": "Moved to",
        "opened_at": "Opened at", "closed_at": "Closed at", "current_item_id": "Item that runs",
        "confidentiality_read_at": "Confidentiality statement read at", "register_complete": "Register finished",
        "minute_taker_id": "Minutes taken by", "minutes_state": "Minutes",
        "minutes_version": "Version of the minutes", "agreed_on": "Minutes agreed on",
        "agreed_subject_to": "Agreed subject to", "distribution": "Sent to",
    },
    "meeting_item": _SAID_AT | _ITEM_WORDS | _THEME | _PLACE | {
        "omitted": "Left out here", "restricted": "Restricted", "started_at": "Began at", "ended_at": "Ended at",
        "note": "Notes",
    },
    "nominated_deputy": _PERSON | _SPAN | {"seat_id": "Seat"},
    "officer": _PERSON | {"role": "Works as"},
    "organisation": _NAME | {"short": "Short name", "sector_id": "Sector"},
    "outcome": _SAID_AT | _TEXT | _ORGANISATION | _THEME | _RECORDED | {
        "room_id": "Breakout room", "scope": "Whose outcome", "action_id": "Because of the action",
    },
    "overrun_choice": _MEETING | {
        "item_id": "During the item", "way": "What was chosen", "subject_id": "Which item", "before": "Minutes before",
        "minutes": "Minutes now", "ends": "Ends about", "chosen_at": "Chosen at",
    },
    "parked_item": _SAID_AT | {"parked_at": "Parked at", "taken_id": "Taken on as"},
    "pause": _SAID_AT | _SPAN,
    "partnership": _NAME | {
        "code": "Code", "short": "Short name", "area": "Area", "time_zone": "Time zone",
        "year_starts_month": "Month in which the year starts", "front_door_name": "Front door",
        "front_door_number": "Number of the front door", "days_to_issue_minutes": "Days to issue minutes",
    },
    "person": _NAME | _ORGANISATION | {
        "initials": "Initials", "email": "E-mail", "role": "Role", "same_as": "Same person as",
    },
    "progress": _MEETING | _PERSON | _TEXT | {"action_id": "Action", "said_at": "Said at"},
    "purged": {"table": "Kind of record", "record": "Record", "field": "Field", "kind": "Why", "at": "Removed at"},
    "question": _ITEM | _PLACE | _TEXT,
    "remark": _SAID_AT | _TEXT | _RECORDED,
    "reply": _ORGANISATION | _TEXT | {"action_id": "Action", "answer": "Answer", "answered_on": "Answered on"},
    "representative": _PERSON | _SPAN | {"board_id": "Board", "deputy": "As deputy"},
    "retention_rule": _GROUP | {"what": "What is kept", "months": "Months"},
    "room": _SAID_AT | {"number": "Number", "lead_id": "Lead"},
    "room_place": _SAID_AT | _PERSON | {"room_id": "Breakout room"},
    "round": {"year": "Year", "number": "Number", "month": "Month", "title": "Title"},
    "seat": _GROUP | _ORGANISATION | _SPAN | {"role": "Role"},
    "sector": _NAME | _PLACE | {"words": "Also called"},
    "struck_line": _SAID_AT | _TEXT | {
        "table": "Kind of record", "record": "Record", "field": "Field", "became": "What it became",
        "since": "Not there before", "struck_at": "Struck at", "gone_at": "Removed for good at",
    },
    "talk": _SAID_AT | _TEXT | {"ask_id": "What a board said", "talked_on": "Talked about on"},
    "template": _NAME | {"starts": "Starts", "ends": "Ends"},
    "template_item": _ITEM_WORDS | _PLACE | {
        "template_id": "Template", "duty": "Duty", "paper": "Paper", "questions": "Questions",
    },
    "theme": _NAME | _PLACE | {"code": "Code", "words": "What people type for it", "parent_id": "Part of"},
    "withdrawal": {
        "issued_id": "Issued paper", "fingerprint": "Fingerprint of the file", "withdrawn_at": "Withdrawn at",
        "reason": "Reason", "replaced_by_id": "Replaced by",
    },
    "wording": _TEXT | {"key": "Which sentence"},
}  # fmt: skip
"""What every field is called, by table; the mark of removal is said as "Taken away" and "Put back"."""
