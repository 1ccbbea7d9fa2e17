"""What is kept: one table per noun of the field, with its fields and nothing else."""

from sqlmodel import SQLModel

from .actions import Action, Progress, Reply
from .attached_papers import AttachedPaper
from .attendance import Attendance
from .base import Instant, Record, meeting_point, new_id
from .breakouts import Answer, Room, RoomPlace
from .captured import Challenge, Decision, Outcome, Remark
from .meetings import AgendaItem, Meeting, MeetingItem, Question, Round
from .minutes import IssuedPaper
from .partnership import Alias, Group, Marking, Partnership, Sector, Template, TemplateItem, Theme, Wording
from .people import CoChair, Holding, NominatedDeputy, Officer, Organisation, Person, Seat
from .retention import LegalHold, Purged, RetentionRule, StruckLine, Withdrawal
from .running import FollowUp, OverrunChoice, ParkedItem, Pause
from .youth_boards import Ask, Board, BoardLink, BoardMeeting, BoardPriority, Representative, Talk

__all__ = [
    "Action", "AgendaItem", "Alias", "Answer", "Ask", "AttachedPaper", "Attendance", "Board", "BoardLink", "BoardMeeting",
    "BoardPriority", "Challenge", "CoChair", "Decision", "FollowUp", "Group", "Holding", "Instant", "IssuedPaper",
    "LegalHold", "Marking", "Meeting", "MeetingItem", "NominatedDeputy", "Officer", "Organisation",
    "Outcome", "OverrunChoice", "ParkedItem", "Partnership", "Pause", "Person", "Progress", "Purged", "Question", "Record", "Remark", "Reply",
    "Representative", "RetentionRule", "Room", "RoomPlace", "Round", "Seat", "Sector", "StruckLine", "Talk",
    "Template", "TemplateItem", "Theme", "Withdrawal", "Wording", "meeting_point", "new_id",
]  # fmt: skip

# Two laptops' rows arrive in any order, so a reference is looked at when the deed is committed, not before.
for _table in SQLModel.metadata.tables.values():
    for _constraint in _table.foreign_key_constraints:
        _constraint.deferrable = True
        _constraint.initially = "DEFERRED"
