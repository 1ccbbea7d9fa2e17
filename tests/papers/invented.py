"""An invented group, its meeting and its year, at the density papers are drawn for."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from nscp_desktop.papers.actions import ActionLogContent
from nscp_desktop.papers.agenda import AgendaContent, AgendaLine
from nscp_desktop.papers.attendance import AttendanceContent
from nscp_desktop.papers.breakouts import BreakoutContent, RoomCard
from nscp_desktop.papers.entries import (
    Action,
    Answers,
    Ask,
    Breakout,
    Challenge,
    Decision,
    Outcome,
    Room,
    Shared,
)
from nscp_desktop.papers.letterhead import Edition, Held, Letterhead, Status
from nscp_desktop.papers.minutes import ItemMinuted, LastMinutes, MinutesContent
from nscp_desktop.papers.people import Absent, Named, Part, Present, Register, Visitor
from nscp_desktop.papers.year import Mark, MemberRow, Sector, Share, Year, YearFigures, YearMeeting
from nscp_desktop.rules.attendance import Capacity, How

CREATED = datetime(2027, 1, 14, 12, 5, tzinfo=ZoneInfo("Europe/London"))
LETTERHEAD = Letterhead(
    "Norfolk Safeguarding Children Partnership",
    "Breckland Local Safeguarding Children Group",
    "Breckland LSCG",
    "OFFICIAL-SENSITIVE",
)
HELD = Held(date(2027, 1, 14), time(10), time(12, 3), "Quaker Lane Hall and Microsoft Teams")
NEXT = Held(date(2027, 3, 11), time(10), time(12), "Quaker Lane Hall")
DRAFT = Edition(Status.DRAFT, 1)
FORMATS = "If you need this paper in large print, another format or another language, ask Business Support."
SECTORS = ("Children's Services", "Health", "Education", "Police", "Housing", "Voluntary sector")

REGISTER = Register(
    present=(
        Present("Wren Halloway", "WH", "Children's Services", SECTORS[0], "Head of locality", Capacity.CO_CHAIR, How.ROOM),
        Present("Josiah Fenn", "JF", "Fenmere Hospital", "Health", "Named nurse", how=How.ROOM),
        Present("Łucja Wójcik", "ŁW", "School nursing", "Health", "Team leader", how=How.ONLINE,
                part=Part(arrived=time(10, 12), arrived_item="4")),
        Present("Siobhán O'Dunmarrow", "SOD", "Larkfield Academy", "Education", "Safeguarding lead", Capacity.CO_CHAIR, How.ROOM),
        Present("Nguyễn Thị Đầm-Lau", "NĐ", "Primary schools", "Education", "Head teacher", how=How.ONLINE),
        Present("Kofi Akande-Marsh", "KAM", "Police, east command", "Police", "Inspector", how=How.ROOM,
                part=Part(left=time(10, 40), left_item="5")),
        Present("Ελένη Παπαδοπούλου", "ΕΠ", "Hearthside Families", "Voluntary sector", "Manager", how=How.ROOM),
        Present("Зоряна Луговафен", "ЗЛ", "Refugee support", "Voluntary sector", "Caseworker", how=How.ROOM),
        Present("Priya Nairn", "PN", "Community health", "Health", "Lead nurse", Capacity.DEPUTY, How.ROOM,
                stands_for=(Named("Dr Ann Salter", "AS"),)),
        Present("Perrin Cobblewick", "PC", "District council", "Housing", "Officer", Capacity.DEPUTY, How.ONLINE,
                stands_for=(Named("Jory Millbrook-Tern", "JM"), Named("Jessamy Marlpit", "JMa"))),
    ),
    visitors=(
        Visitor("Lena Marshwood", Capacity.GUEST_SPEAKER, items="item 5"),
        Visitor("A child's own name", Capacity.YOUNG_PERSON),
    ),
    apologies=(
        Absent("Ruth Pellew", "RP", "District council, housing", "Housing", "Housing manager"),
        Absent("Dr Ann Salter", "AS", "Community health", "Health", "Paediatrician", ("Priya Nairn",)),
        Absent("Jory Millbrook-Tern", "JM", "Police, west command", "Police", "Sergeant", ("Perrin Cobblewick",)),
        Absent("Jessamy Marlpit", "JMa", "District council", "Housing", "Officer", ("Perrin Cobblewick",)),
    ),
    not_present=(Absent("Bea Laceby", "BL", "Primary schools", "Education", "Head teacher"),),
    minutes_by="Anna Stanforth",
    sectors=SECTORS,
)  # fmt: skip

MATTERS = (
    Action("B-2609-03", "Ask Housing for a nominated deputy", "Ruth Pellew", date(2026, 11, 12),
           raised_on=date(2026, 9, 10), origin="item 4", note="Two letters sent, no answer"),
    Action("B-2611-02", "Circulate the neglect champions list", "Gil Abbotsley", date(2026, 12, 4), state="done",
           closed_on=date(2026, 12, 2), difference="Every school now has a name to ring",
           raised_on=date(2026, 11, 12), theme="Neglect"),
    Action("B-2611-05", "Take one recommendation of review Q to a team meeting", kind="every organisation",
           due=date(2027, 3, 11), replied=19, asked=22, raised_on=date(2026, 11, 12), origin="item 8, breakout room 2"),
)  # fmt: skip

FIRST = Action("B-2701-01", "Circulate the chronology page to A&E leads", "Josiah Fenn", date(2027, 1, 22),
               raised_on=date(2027, 1, 14), origin="item 5", theme="Neglect")  # fmt: skip
IN_ROOM = Action("B-2701-02", "share the DSL contact list with the MASH", "Siobhán O'Dunmarrow", date(2027, 1, 29),
                 raised_on=date(2027, 1, 14), origin="item 6, room 1")  # fmt: skip
SECRET = Action(
    "B-2701-03", "write to the landlord", "Wren Halloway", due_words="the next meeting", restricted=True
)

BREAKOUT = Breakout(
    "6",
    "Review Q (invented)",
    (
        Room("Room 1", 5, ("Education", "Health", "Police"), (
            Answers("What gets in the way?", (
                "The school held the whole picture and was not at the strategy discussion.",
                "A move between districts went unseen.",
                "Two records, two spellings of one name: Łucja and Lucja.",
            ), (0,)),
            Answers("What should this group do together?", ("Invite the DSL by name, each time.",)),
        ), (IN_ROOM,)),
        Room("Room 2", 4, ("Housing", "Voluntary sector"), (
            Answers("What gets in the way?", ("Nobody asked who else lives in the house.", "Time.")),
        )),
    ),
    (Shared("the school held the whole picture and was not at the strategy discussion", 2, ("Education", "Health")),),
)  # fmt: skip

ASKS = (
    Ask("Breckland Youth Advisory Board", "Tell us what happened to what we told you.", date(2026, 11, 26), True,
        "the bus company and police to reply", "Members agreed that nobody had gone back to the board.",
        "B-2701-04", date(2027, 2, 3), "by the representative at the board"),
    Ask("Breckland Youth Advisory Board", "Can the last bus wait for the youth club?", date(2026, 11, 12), True,
        talked="The company has not answered.", did="Asked again.", waiting_days=63),
    Ask("Breckland Youth Advisory Board", "words nobody agreed to share", date(2026, 11, 12), talked="Noted."),
)  # fmt: skip

PROSE = (
    "Lena Marshwood presented. The toolkit was launched in July and has been used in 41 cases across the county. "
    "Members said that the chronology page is the part they use most, and that it does not yet fit short contacts "
    "in A&E.\n\nThree points were made:\n- it takes twenty minutes the first time\n- schools already hold it\n"
    "- the form asks <b>nothing</b> about fathers\nMembers thanked the speaker."
)

ITEMS = (
    ItemMinuted("1", "Welcome and confidentiality statement", "No interests were declared.", statement_read=time(10, 1)),
    ItemMinuted("2", "Apologies and nominated deputies", duty="apologies"),
    ItemMinuted("3", "Minutes of the last meeting",
                last_minutes=LastMinutes(date(2026, 11, 12), True, "adding Kit Mwangola to those present")),
    ItemMinuted("4", "Matters arising", duty="matters", matters=MATTERS),
    ItemMinuted("5", "Neglect strategy: the adolescent toolkit", PROSE,
                decisions=(Decision("Adopt the toolkit as the group's shared format for chronologies.",
                                    "it is the one schools already hold"),),
                actions=(FIRST,),
                outcomes=(Outcome("Two schools now invite the DSL by name", "Larkfield Academy", "Neglect"),),
                challenges=(Challenge("Nobody from Housing for a fourth meeting", "the Chairs meeting"),)),
    ItemMinuted("6", "Breakout: Review Q (invented)", breakout=BREAKOUT),
    ItemMinuted("7", "Youth Advisory Board link", duty="youth board", asks=ASKS),
    ItemMinuted("8", "A family in one village", "Restricted words about a family.", actions=(SECRET,), restricted=True),
    ItemMinuted("9", "Workplan", carried="to the meeting of 11 March 2027"),
    ItemMinuted("10", "Any other business"),
    ItemMinuted("11", "Date of next meeting; close", duty="close"),
)  # fmt: skip


def _marks(codes: str, **notes: str) -> tuple[Mark, ...]:
    return tuple(Mark(code, notes.get(f"at{place}", "")) for place, code in enumerate(codes))


YEAR = Year(
    date(2026, 4, 1),
    date(2027, 3, 31),
    (
        YearMeeting(date(2026, 5, 14), 16),
        YearMeeting(date(2026, 7, 9), 17),
        YearMeeting(date(2026, 9, 10), 14),
        YearMeeting(date(2026, 11, 12), None, "cancelled, snow"),
        YearMeeting(date(2027, 1, 14), 17),
        YearMeeting(date(2027, 3, 11), 18),
    ),
    (
        Sector("Health", (
            MemberRow("Josiah Fenn", "Fenmere Hospital", _marks("PVPCPP"), 100, 100),
            MemberRow("Dr Ann Salter", "Community health", _marks("PDACDA"), 20, 60),
            MemberRow("Łucja Wójcik", "School nursing", _marks("--VCVV", at4="Arrived 10.12am, item 4."), 100, 100),
        )),
        Sector("Education", (
            MemberRow("Siobhán O'Dunmarrow", "Larkfield Academy", _marks("PPPCPP"), 100, 100, co_chair=True),
            MemberRow("Nguyễn Thị Đầm-Lau", "Primary schools", _marks("APPCPP"), 80, 80),
            MemberRow("Bea Laceby", "Primary schools", _marks("NPACNP"), 40, 40),
        )),
        Sector("Police", (
            MemberRow("Kofi Akande-Marsh", "Police, east command", _marks("PDPCPP", at4="Left 10.40am, item 5."), 80, 100),
        )),
        Sector("Housing", (MemberRow("Ruth Pellew", "District council, housing", _marks("PANCAA"), 20, 20),)),
        Sector("Voluntary sector", (
            MemberRow("Ελένη Παπαδοπούλου", "Hearthside Families", _marks("PPVCPP"), 100, 100),
            MemberRow("Зоряна Луговафен", "Refugee support", _marks("PPPCPP"), 100, 100),
            MemberRow("Kit Mwangola", "Young carers", _marks("-----A"), None, None),
        )),
    ),
    YearFigures(82, 5, Decimal("16.4"), Share(2, 20, 10), Share(43, 50, 86), Share(39, 50, 78), 3, 4),
    ((0, 1), (1, 2), (2, 1), (3, 2), (4, 3), (5, 8)),
)  # fmt: skip

MINUTES = MinutesContent(
    LETTERHEAD,
    HELD,
    DRAFT,
    REGISTER,
    ITEMS,
    next_meeting=NEXT,
    distribution=("members of the group", "the Chairs meeting"),
    alternative_formats=FORMATS,
    year=YEAR,
)

_LINES = (
    ("10.00", 5, "Welcome, introductions, confidentiality statement", "formal", "WH", "script"),
    ("10.05", 3, "Apologies and nominated deputies", "formal", "Business Support", "register"),
    ("10.08", 2, "Declarations of interest", "formal", "WH", ""),
    ("10.10", 10, "Minutes of the last meeting; matters arising; action log by exception", "decision", "SOD", "A, B"),
    ("10.20", 5, "Partner updates (taken as read): exceptions and outcomes only", "written", "WH", "C"),
    ("10.25", 10, "Youth Advisory Board link report: You said, we did", "standing", "YAB rep", "D"),
    ("10.35", 25, "Presentation: neglect of older children (20) and questions (5)", "presentation", "Lena Marshwood", "slides"),
    ("11.00", 30, "Breakout: what would we do differently? 4 rooms", "breakout", "facilitators", "E"),
    ("11.30", 12, "Feedback, 3 minutes a room", "feedback", "facilitators", ""),
    ("11.42", 6, "What will we do? Actions read back", "decision", "SOD", ""),
    ("11.48", 4, "NSCP updates: Vulnerable Adolescent Group, Protecting Babies", "information", "Coordinator", "F"),
    ("11.52", 4, "Workplan check; items for the next round", "standing", "WH", "G"),
    ("11.56", 2, "Any other business (notified two working days before)", "formal", "WH", ""),
    ("11.58", 2, "Date of next meeting; close", "formal", "WH", ""),
)  # fmt: skip

AGENDA = AgendaContent(
    LETTERHEAD,
    HELD,
    Edition(Status.ISSUED, 1),
    tuple(
        AgendaLine(str(number), time.fromisoformat(at.replace(".", ":")), minutes, title, kind, lead, paper,
                   local=number == 7, carried="from 12 November 2026" if number == 12 else "")
        for number, (at, minutes, title, kind, lead, paper) in enumerate(_LINES, start=1)
    ),
    ("Wren Halloway (Children's Services)", "Siobhán O'Dunmarrow (Larkfield Academy)"),
    time(9, 45),
    "the room opens, sound check (not minuted)",
    (("A", "Minutes of 12 November 2026"), ("B", "Action log")),
    NEXT,
    FORMATS,
)  # fmt: skip

LOG = ActionLogContent(
    LETTERHEAD,
    Edition(Status.ISSUED, 1),
    date(2027, 1, 14),
    (*MATTERS, FIRST, IN_ROOM, SECRET),
    "every action of 2026/27",
)
ATTENDANCE = AttendanceContent(LETTERHEAD, Edition(Status.ISSUED, 1), HELD, REGISTER, YEAR)
CARDS = BreakoutContent(
    LETTERHEAD,
    HELD,
    Edition(Status.ISSUED, 1),
    "Review Q (invented): what would we do differently?",
    30,
    ("What does this recommendation look like in your service?", "What gets in the way?"),
    (
        RoomCard("Room 1", "Josiah Fenn", "Łucja Wójcik", ("Siobhán O'Dunmarrow", "Зоряна Луговафен")),
        RoomCard("Room 2", "Kofi Akande-Marsh", people=("Ελένη Παπαδοπούλου",)),
    ),
    ("This is a safe space.", "No child is named.", "We speak of practice, not of people."),
    ((3, "settle"), (20, "discuss"), (5, "agree"), (2, "check the words")),
    "01632 960 123",
)
