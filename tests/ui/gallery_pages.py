"""Pages like those that were designed, put together from the widgets. Everybody in them is invented."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from nscp_desktop.ui.theme import Face, Tone
from nscp_desktop.ui.widgets import (
    DIVIDER,
    SPRING,
    Align,
    Band,
    Beside,
    Body,
    Bold,
    Button,
    CaptureBox,
    Card,
    ChipWords,
    Choice,
    Clock,
    Column,
    Figure,
    FlowLayout,
    FootBar,
    Heading,
    HeroButton,
    HeroCard,
    HeroTitle,
    KeyHint,
    Kind,
    LineChart,
    LineEdit,
    Mixed,
    NavEntry,
    NavList,
    NoteEdit,
    Page,
    PageHead,
    Pill,
    Quiet,
    RowModel,
    Scroll,
    SearchBox,
    SectionRow,
    Segments,
    Sentence,
    Series,
    Side,
    Small,
    Soft,
    Table,
    Title,
    across,
    down,
    holder,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

ENTRIES = (
    NavEntry("today", "Today", "house", "T"),
    NavEntry("meetings", "Meetings", "calendar", "M"),
    NavEntry("actions", "Actions", "list-checks", "A"),
    NavEntry("attendance", "Attendance", "table", "e"),
    DIVIDER,
    NavEntry("boards", "Youth boards", "message-circle", "Y"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of any of the tables below."""

    key: str
    cells: tuple[str, ...]
    tones: tuple[Tone | None, ...] = ()
    row_tone: Tone | None = None
    share: float | None = None


def cell(at: int) -> Callable[[Row], str]:
    return lambda row: row.cells[at] if at < len(row.cells) else ""


def tone(at: int) -> Callable[[Row], Tone | None]:
    return lambda row: row.tones[at] if at < len(row.tones) else None


def framed(page: QWidget, here: str, *, narrow: bool) -> QWidget:
    nav = NavList("NSCP Desktop", "Norfolk · county file", ENTRIES)
    nav.foot_lines("OFFICIAL-SENSITIVE", ["Works offline, encrypted store", "Backed up today 09:52"])
    nav.choose(here)
    nav.set_count("actions", 4, "overdue")
    nav.show_narrow(narrow)
    return holder(across(nav, page, gap=0))


def today(*, narrow: bool = False) -> QWidget:
    page = Page()
    page.body.addWidget(
        PageHead("Thursday 14 January", right=(Button("Search everything", key_hint="Ctrl K", alt="S"),))
    )
    hero = HeroCard("Next meeting")
    hero.body.addLayout(
        across(Pill("Today · starts in 25 min", on_fill=True), SPRING, Quiet("Quaker Lane Hall + Teams"))
    )
    hero.body.addWidget(HeroTitle("Breckland LSCG, 10:00–12:00"))
    hero.body.addWidget(Quiet("11 agenda items · 22 members, 4 apologies so far · 7 actions due"))
    start = HeroButton("Start meeting", key_hint="F5", primary=True, alt="S")
    hero.body.addSpacing(10)
    hero.body.addLayout(
        across(start, HeroButton("Agenda"), HeroButton("Print papers", alt="P"), SPRING, gap=10)
    )
    rows = (
        Row(
            "s",
            ("South", "Tue 12 Jan", "I. Hartley, R. Osei", "held", "draft, day 2 of 10"),
            (None, None, None, Tone.GREEN, Tone.AMBER),
        ),
        Row(
            "n",
            ("Norwich", "Wed 13 Jan", "I. Hartley, L. Marsh", "held", "draft, day 1 of 10"),
            (None, None, None, Tone.GREEN, Tone.AMBER),
        ),
        Row(
            "b",
            ("Breckland", "Today 10:00", "I. Hartley, C. O'Dowd", "ready", ""),
            (None, None, None, Tone.TEAL, None),
        ),
        Row(
            "w",
            ("West", "Mon 18 Jan", "S. Fenn, J. Blackwood", "ready", ""),
            (None, None, None, Tone.TEAL, None),
        ),
        Row(
            "g",
            ("Great Yarmouth", "Tue 19 Jan", "S. Fenn, H. Voss", "local items to check", ""),
            (None, None, None, Tone.NEUTRAL, None),
        ),
        Row(
            "o",
            ("North & Broadland", "Thu 21 Jan", "S. Fenn, P. Nair", "local items to check", ""),
            (None, None, None, Tone.NEUTRAL, None),
        ),
    )
    columns = (
        Column[Row]("group", "Group", cell(0), strong=True, width=136),
        Column[Row]("when", "When", cell(1), width=92),
        Column[Row]("chairs", "Co-chairs", cell(2), weight=1.2),
        Column[Row]("agenda", "Agenda", cell(3), tone=tone(3), kind=Kind.PILL, width=144),
        Column[Row]("minutes", "Minutes", cell(4), tone=tone(4), kind=Kind.PILL, width=124),
    )
    table = Table(RowModel(columns, rows, identity=lambda row: row.key), name="This round", sortable=False)
    table.setMinimumHeight(table.whole_height())
    card = Card("This round", "one agenda, six groups", snug=True)
    card.body.addWidget(table)
    needs = Card("Needs you")
    for words, one, rest in (
        ("4 overdue", Tone.RED, "actions from Breckland, oldest 63 days"),
        ("2 drafts", Tone.AMBER, "of minutes to send before Tuesday"),
        ("5 updates", Tone.AMBER, "missing: Police, Housing, Hearthside Families and 2 more"),
        ("1 YAB answer", Tone.TEAL, "owed to Breckland YAB since November"),
    ):
        needs.body.addLayout(across(Pill(words, one), Body(rest), SPRING))
    chart = LineChart(
        "Attendance, last six rounds",
        ("Mar", "May", "Jul", "Sep", "Nov", "Jan"),
        (
            Series("Breckland", (14, 15, 13, 17, 18, 17)),
            Series("county", (12, 13, 11, 15, 16, 16.5), quiet=True),
        ),
    )
    drawn = Card("Attendance, last six rounds", "average 16.4 a meeting")
    drawn.body.addWidget(chart)
    drawn.body.addWidget(
        Mixed(Bold("Breckland", "accent"), Soft(" against the county average"), face=Face.SMALL)
    )
    both = Beside(
        holder(down(hero, card, SPRING, gap=16)),
        holder(down(needs, drawn, SPRING, gap=16)),
        shares=(135, 100),
    )
    page.body.addWidget(Scroll(both), 1)
    return framed(page, "today", narrow=narrow)


def actions(*, narrow: bool = False) -> QWidget:
    page = Page()
    page.body.addWidget(
        PageHead(
            "Actions",
            left=(
                Choice([(None, "All groups"), ("B", "Breckland")], name="Group"),
                Segments(
                    [("open", "Open 31"), ("late", "Overdue 4"), ("done", "Done")], name="Which actions"
                ),
            ),
            right=(
                SearchBox(name="Filter", placeholder="Owner, theme, text", key_hint="Ctrl F"),
                Button("Export…", alt="x"),
                Button("Print log", primary=True, alt="P"),
            ),
        )
    )
    columns = (
        Column[Row]("ref", "Ref", cell(0), strong=True, width=100, least=90),
        Column[Row]("action", "Action", cell(1), quiet=cell(2)),
        Column[Row]("owner", "Owner", cell(3), quiet=cell(4), width=190),
        Column[Row]("due", "Due", cell(5), quiet=cell(6), quiet_tone=tone(6), width=110),
        Column[Row]("theme", "Theme", cell(7), tone=tone(7), kind=Kind.PILL, width=100, may_go=True),
        Column[Row]("state", "State", cell(8), tone=tone(8), kind=Kind.PILL, width=110),
    )
    no = None
    rows = [
        Row(
            "1",
            (
                "B-2609-03",
                "Ask Housing for a nominated deputy",
                "14 Jan: owner has left, passed on; not here: who tells them? Somebody must ring before the next meeting of the group",
                "Ruth Pell",
                "District council, housing",
                "12 Nov",
                "63 days",
                "",
                "overdue",
            ),
            (no, no, no, no, no, no, Tone.RED, no, Tone.RED),
            Tone.RED,
        ),
        Row(
            "2",
            (
                "B-2701-01",
                "Circulate the chronology page to A&E leads",
                "",
                "Joe Blackwood",
                "Fenmere Hospital",
                "Fri 22 Jan",
                "",
                "Neglect",
                "open",
            ),
            (no, no, no, no, no, no, no, Tone.TEAL, Tone.NEUTRAL),
        ),
        Row(
            "3",
            (
                "B-2701-02",
                "Share the DSL contact list with the MASH",
                "Breakout room 1",
                "Orla Pearl",
                "Larkfield Academy",
                "29 Jan",
                "",
                "Learning",
                "in hand",
            ),
            (no, no, no, no, no, no, no, Tone.TEAL, Tone.AMBER),
        ),
        Row(
            "4",
            (
                "B-2701-04",
                "Tell Breckland YAB what changed <b>after</b> their bus-stop survey",
                "",
                "Kit Mwangi",
                "Young carers · YAB link",
                "3 Feb",
                "",
                "Voice",
                "open",
            ),
            (no, no, no, no, no, no, no, Tone.TEAL, Tone.NEUTRAL),
        ),
        Row(
            "5",
            (
                "S-2611-05",
                "All: take one recommendation of review Q to a team meeting",
                "7 of 16 organisations have answered",
                "Every organisation",
                "",
                "9 Mar",
                "",
                "Learning",
                "7 of 16",
            ),
            (no, no, no, no, no, no, no, Tone.TEAL, Tone.AMBER),
        ),
    ]
    table = Table(
        RowModel(columns, rows, identity=lambda row: row.key, row_tone=lambda row: row.row_tone),
        name="Actions",
        lines=2,
    )
    table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    table.go_to("3")
    card = Card(snug=True)
    card.body.addWidget(table)
    page.body.addWidget(card, 1)
    hints = FlowLayout(gap=8)
    for keys, words in (("↑ ↓", "move"), ("Enter", "open"), ("Ctrl D", "done")):
        hints.addWidget(KeyHint(keys))
        hints.addWidget(Small(words))
    page.body.addLayout(hints)
    return framed(page, "actions", narrow=narrow)


def attendance(*, narrow: bool = False) -> QWidget:
    page = Page()
    page.body.addWidget(
        PageHead(
            "Attendance",
            left=(
                Choice([("B", "Breckland")], name="Group"),
                Choice([(2026, "April 2026 to March 2027")], name="Year"),
            ),
            right=(Button("Export…"), Button("Print appendix", primary=True)),
        )
    )
    page.body.addLayout(
        across(
            Figure("Average at a meeting", "16.4", "▲ 12% on last year", Tone.GREEN),
            Figure("Came once only", "31%", "42% last year", Tone.GREEN),
            Figure("Seats filled, counting deputies", "78%", "71% by the member"),
            Figure("Sectors at every meeting", "7 of 9", "Housing, Probation missing", Tone.AMBER),
            gap=12,
        )
    )
    days = ("14 May", "9 Jul", "10 Sep", "12 Nov", "14 Jan", "11 Mar")
    columns = (
        Column[Row]("member", "Member", cell(0), strong=True, width=160),
        Column[Row]("organisation", "Organisation", cell(1), tone=lambda _: Tone.NEUTRAL),
        *(
            Column[Row](day, day, cell(2 + at), kind=Kind.CODE, align=Align.CENTRE, width=80)
            for at, day in enumerate(days)
        ),
        Column[Row]("seat", "Seat filled", cell(8), align=Align.CENTRE, width=110),
    )
    model = RowModel(
        columns,
        (
            SectionRow("Health", "3 of 4"),
            Row("1", ("Joe Blackwood", "Fenmere Hospital", "P", "V", "P", "P", "P", "", "100%")),
            Row(
                "2",
                ("Dr Ann Sale", "Community health · deputy Priya Nair", "P", "D", "A", "D", "D", "", "80%"),
            ),
            Row("3", ("Tomasz Wójcik", "School nursing, joined Sep", "-", "-", "V", "V", "V¹", "", "100%")),
            SectionRow("Education"),
            Row("4", ("Marcus Reeve", "Early years", "A", "P", "P", "V", "P", "", "80%")),
            Row("5", ("Bea Lacey", "Primary schools", "N", "P", "A", "P", "P", "", "60%")),
            SectionRow("Voluntary sector"),
            Row("6", ("Зоряна Луговафен", "Refugee support", "P", "P", "V", "P", "P", "", "100%")),
            Row("7", ("Ελένη Μάρκου", "Young carers", "V", "V", "N", "V", "P", "", "80%")),
        ),
        identity=lambda row: row.key,
    )
    table = Table(model, name="Attendance", compact=True)
    card = Card(snug=True)
    card.body.addWidget(table)
    page.body.addWidget(card, 1)
    return framed(page, "attendance", narrow=narrow)


def run(*, narrow: bool = False) -> QWidget:
    name = Mixed(
        Bold("Breckland LSCG"),
        Soft(" · 5th of 6 · Thu 14 January 2027 · Quaker Lane Hall + Teams"),
        wrap=False,
    )
    top = Band(name, Pill("In progress", Tone.GREEN), edge="bottom")
    top.row.addStretch(1)
    for part in (
        Pill("5 min behind · ends about 12:05", Tone.AMBER),
        Clock("10:48"),
        Button("Room screen", key_hint="F9", alt="R"),
        Button("End meeting", alt="d"),
    ):
        top.row.addWidget(part)
    left = Side("right", width=292)
    left.body.addLayout(across(Heading("Running order"), SPRING, Small("10:00–12:00"), margins=(8, 0, 8, 0)))
    order = (
        Column[Row]("n", "No.", cell(0), strong=True, width=34),
        Column[Row]("item", "Item", cell(1), kind=Kind.BAR, share=lambda row: row.share),
        Column[Row]("minutes", "Minutes", cell(2), tone=tone(2), align=Align.RIGHT, width=62),
    )
    items = (
        Row("1", ("✓", "Welcome and confidentiality", "5 / 5")),
        Row("4", ("✓", "Matters arising · 7 actions", "15 / 10"), (None, None, Tone.AMBER)),
        Row(
            "5",
            ("5", "Neglect strategy: the adolescent toolkit", "18 / 20"),
            (None, None, Tone.TEAL),
            Tone.TEAL,
            0.9,
        ),
        Row("6", ("6", "Breakout: Review Q (invented)", "35")),
    )
    running = Table(
        RowModel(order, items, identity=lambda row: row.key, row_tone=lambda row: row.row_tone),
        name="Running order",
        header=False,
        two_lines=lambda row: row.share is not None,
    )
    left.body.addWidget(running, 1)
    right = Side("left", width=296)
    right.body.addLayout(
        across(
            Heading("People"),
            SPRING,
            Mixed(Bold("16"), " of 22 here now", face=Face.SMALL, wrap=False),
            margins=(8, 0, 8, 0),
        )
    )
    right.body.addWidget(
        LineEdit(name="Mark present", placeholder="Type a name to mark present…", key_hint="F4")
    )
    flow = FlowLayout()
    for words, one in (("13 in room", Tone.GREEN), ("3 online", Tone.TEAL), ("4 apologies", Tone.NEUTRAL)):
        flow.addWidget(Pill(words, one))
    right.body.addLayout(flow)
    people = (
        Column[Row]("who", "Who", cell(0), quiet=cell(1)),
        Column[Row]("mark", "Mark", cell(2), tone=tone(2), kind=Kind.PILL, align=Align.RIGHT, width=110),
    )
    register = (
        SectionRow("Health", "4 of 5"),
        Row("1", ("Joe Blackwood", "Fenmere Hospital", "in room"), (None, None, Tone.GREEN)),
        Row("2", ("Priya Nair", "for Dr Ann Sale · Community health", "deputy"), (None, None, Tone.VIOLET)),
        Row("3", ("Tomasz Wójcik", "School nursing", "online 10:12"), (None, None, Tone.TEAL)),
        SectionRow("Housing", "0 of 1"),
        Row("4", ("Ruth Pell", "District council, housing", "apologies"), (None, None, Tone.NEUTRAL)),
    )
    right.body.addWidget(
        Table(
            RowModel(people, register, identity=lambda row: row.key),
            name="Register",
            lines=2,
            compact=True,
            header=False,
        ),
        1,
    )
    right.body.addWidget(Sentence("Fourth meeting running.", lead="No one from Housing."))
    note = NoteEdit(name="Notes")
    note.setPlainText(
        "The toolkit was launched in July and has been used in 41 cases across the county; members said that it does not yet fit short contacts in A&E.\n\nExamples were shared."
    )
    capture = CaptureBox(name="Capture line")
    capture.line.setText("action joe to circulate the chronology page to A&E leads by 22 jan #neglect")
    capture.show_chips(
        [
            ChipWords("kind", "Action", Tone.AMBER),
            ChipWords("owner", "Joe Blackwood · Fenmere Hospital"),
            ChipWords("due", "Due Fri 22 Jan 2027"),
            ChipWords("theme", "Neglect", Tone.TEAL),
        ]
    )
    kinds = across(
        *(
            Button(word, alt=word[0])
            for word in ("Action", "Decision", "Outcome", "Challenge", "Youth board")
        ),
        SPRING,
        Button("Next item", key_hint="Ctrl PgDn", primary=True, alt="N"),
        gap=6,
    )
    entry = across(
        Pill("Decision", Tone.TEAL),
        Body("Adopt the toolkit as the group's shared format for chronologies."),
        SPRING,
        Small("10:41"),
    )
    middle = holder(
        down(
            Title("5  Neglect strategy: the adolescent toolkit"),
            across(
                Small("Presented by Imogen Hartley · Children's Services"),
                Pill("Neglect", Tone.TEAL),
                SPRING,
                Small("Started 10:30"),
            ),
            note,
            entry,
            kinds,
            capture,
            gap=12,
            margins=(22, 16, 22, 16),
        )
    )
    foot = FootBar("OFFICIAL-SENSITIVE")
    foot.say_saved("Saved 10:48:07")
    foot.say_backup("Last backup today 09:52")
    columns = across(left, middle, right, gap=0)
    columns.setStretchFactor(middle, 1)
    whole = down(top, columns, foot, gap=0)
    whole.setStretchFactor(columns, 1)
    return holder(whole)
