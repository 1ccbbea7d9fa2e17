"""The meeting in which the lines of the capture tests are typed: Breckland, Thursday 14 January 2027."""

from datetime import date

from nscp_desktop.rules.capture import CaptureContext, Group, Organisation, Theme
from nscp_desktop.rules.days import Days
from nscp_desktop.rules.names import Directory, Known

TODAY = date(2027, 1, 14)
NEXT_MEETING = date(2027, 3, 11)
NEXT_BOARD = date(2027, 2, 3)
HOLIDAYS = (
    ("spring half term", date(2027, 2, 15)),
    ("easter", date(2027, 3, 25)),
    ("summer half term", date(2027, 5, 31)),
    ("summer", date(2027, 7, 22)),
)

PEOPLE = (
    Known(
        "joe",
        "Joe Blackwood",
        "JB",
        "Fenmere Hospital",
        "",
        "fenmere",
        "Named nurse",
        here=True,
        in_group=True,
    ),
    Known("priya", "Priya Nair", "PN", "Community health", role="Health visitor lead", here=True),
    Known("ann", "Dr Ann Sale", "AS", "Community health", role="Paediatrician", in_group=True),
    Known("tomasz", "Tomasz Wójcik", "TW", "School nursing", role="School nurse", here=True, in_group=True),
    Known(
        "claire", "Claire O'Dowd", "COD", "Larkfield Academy", role="Headteacher", here=True, in_group=True
    ),
    Known("marcus", "Marcus Reeve", "MR", "Early years", role="Nursery manager", here=True, in_group=True),
    Known("dele", "Dele Akande", "DA", "Police, east command", role="Inspector", in_group=True),
    Known("ruth", "Ruth Pell", "RP", "District council, housing", role="Housing officer", in_group=True),
    Known(
        "hannah", "Hannah Voss", "HV", "Hearthside Families", role="Family worker", here=True, in_group=True
    ),
    Known("siobhan", "Siobhán O'Dunmarrow", "SOD", "Larkfield Academy", role="DSL", here=True, in_group=True),
    Known("zoryana", "Зоряна Луговафен", "ЗЛ", "Hearthside Families", role="Interpreter", here=True),
    Known(
        "jory", "Jory Marlpit", "JM", "Youth justice", role="Youth justice worker", here=True, in_group=True
    ),
    Known(
        "jess", "Jess Millbrook-Tern", "JMi", "Probation", role="Probation officer", here=True, in_group=True
    ),
    Known("kit", "Kit Mwangi", "KM", "Young carers", role="YAB link", here=True, in_group=True),
    Known("mark", "Mark Sedgewarden", "MS", "Larkfield Academy", role="Teacher", here=True, in_group=True),
    Known("wen", "王小明", "王", "Larkfield Academy", role="Governor", in_group=True),
    Known("tilly", "Tilly Fenwhistle", "TF", "Partnership office", role="Business Support", here=True),
    Known("orla", "Orla Pearl", "OP", "Partnership office", role="Coordinator"),
    Known("joanna", "Joe Carrstone", "JC", "Health Norwich", role="Named nurse"),
    Known("rose", "Rose Osei", "RO", "Community health South", role="Matron"),
)
ORGANISATIONS = (
    Organisation("fenmere", "Fenmere Hospital", "", "Health"),
    Organisation("community", "Community health", "", "Health"),
    Organisation("nursing", "School nursing", "", "Health"),
    Organisation("larkfield", "Larkfield Academy", "", "Education"),
    Organisation("early", "Early years", "", "Early years"),
    Organisation("police", "Police, east command", "", "Police"),
    Organisation("council", "District council, housing", "DC", "Housing"),
    Organisation("hearthside", "Hearthside Families", "", "Voluntary and Community"),
    Organisation("youth", "Youth justice", "", "Youth justice"),
    Organisation("norwich", "Health Norwich", "", "Health", in_group=False),
    Organisation("west", "Police West", "", "Police", in_group=False),
)
GROUPS = (
    Group("S", "South"),
    Group("N", "Norwich"),
    Group("B", "Breckland"),
    Group("W", "West", ("West Norfolk",)),
    Group("GY", "Great Yarmouth", ("Yarmouth",)),
    Group("NB", "North & Broadland", ("North and Broadland",)),
)
NEGLECT = Theme("3a", "Neglect", "neglect")
THEMES = (
    Theme("1", "The voice of the child", "voice"),
    Theme("2", "Developing an active learning culture", "learning"),
    NEGLECT,
    Theme("3b", "Child exploitation", "exploitation", ("cce", "cse")),
    Theme("4", "Trauma informed practice", "tip"),
)


def context(people: Directory | None = None) -> CaptureContext:
    """Give what the lines are understood against."""
    return CaptureContext(
        days=Days(TODAY, NEXT_MEETING, NEXT_BOARD, (date(2027, 5, 13),), HOLIDAYS),
        people=Directory(PEOPLE) if people is None else people,
        organisations=ORGANISATIONS,
        groups=GROUPS,
        themes=THEMES,
        partnership=("NSCP", "Norfolk Safeguarding Children Partnership", "partnership"),
        co_chairs=("claire", "dele"),
    )
