"""Fifty lines as somebody typed them who had not seen the grammar, with what a careful colleague understood.

They had been told the words for the kinds, and that a date is said as people say it; nothing more.
"""

from __future__ import annotations

from typing import NamedTuple

from nscp_desktop.rules.capture import Kind


class Line(NamedTuple):
    """A line as typed, and what was meant: the kind, the first owner's name, the date, the theme's id."""

    typed: str
    kind: Kind
    owner: str = ""
    due: str = ""
    theme: str = ""


LINES = (
    Line("apols from ann sale, priya here instead", Kind.NOTE),
    Line(
        "action joe to send round the bruising in babies pathway by end of feb #babies",
        Kind.ACTION,
        owner="Joe Blackwood",
        due="2027-02-28",
        theme="3c",
    ),
    Line(
        "outcome 14 of 17 nurseries now using the chronology template, was 5 in sept #neglect",
        Kind.OUTCOME,
        theme="3a",
    ),
    Line("action IH to email slides tomorrow", Kind.ACTION, owner="Imogen Hartley", due="2027-01-15"),
    Line(
        "imogen's slides were good, esp the bit about dads not being in the records #learning",
        Kind.NOTE,
        theme="2",
    ),
    Line(
        "Action: Priya and Tomasz to check which schools havent got a named school nurse by next meeting",
        Kind.ACTION,
        owner="Priya Nair",
        due="2027-03-11",
    ),
    Line(
        "decision we'll use the one neglect toolkit across all agencies from april #neglect",
        Kind.DECISION,
        theme="3a",
    ),
    Line(
        "#neglect action marcus to trial the quality of care tool in 2 nurserys and report back 11 march",
        Kind.ACTION,
        owner="Marcus Reeve",
        due="2027-03-11",
        theme="3a",
    ),
    Line(
        "action - everyone to brief thier own teams on the 3 key messages before next mtg",
        Kind.ACTION,
        owner="Every organisation",
        due="2027-03-11",
    ),
    Line(
        "challenge from ruth to children's services: why does housing only hear when the case has closed?",
        Kind.CHALLENGE,
    ),
    Line(
        "action ruth to share list of families in temp accom w children's services asap because schools don't know when they've moved",
        Kind.ACTION,
        owner="Ruth Pell",
    ),
    Line(
        "action: the named nurse to find out if Fenmere's ED still uses the old neglect checklist, a week on tuesday",
        Kind.ACTION,
        owner="Joe Blackwood",
        due="2027-01-26",
    ),
    Line(
        'outcome from joe - ED staff now ask "who\'s at home?" for every under 1, 92% in dec audit #babies',
        Kind.OUTCOME,
        theme="3c",
    ),
    Line(
        "action by 12th dele to get figures for missing episodes nov & dec #exploitation",
        Kind.ACTION,
        owner="Dele Akande",
        due="2027-02-12",
        theme="3b",
    ),
    Line(
        "dele said county lines activity up round the bus station since xmas, no action needed yet", Kind.NOTE
    ),
    Line(
        "action police to let schools know who their link officer is before half term",
        Kind.ACTION,
        owner="Police, east command",
    ),
    Line(
        "outcome: fewer repeat missing episodes since the return interviews went to hearthside, 31 down to 19 #exploitation",
        Kind.OUTCOME,
        theme="3b",
    ),
    Line(
        "action marcus to ask dele whether nursery staff can go on the exploitation trainng",
        Kind.ACTION,
        owner="Marcus Reeve",
    ),
    Line(
        "action CO'D & TR to write to all heads re elective home ed by 29/1",
        Kind.ACTION,
        owner="Claire O'Dowd",
        due="2027-01-29",
    ),
    Line("Decision: no more paper referals after 31 march, online form only", Kind.DECISION),
    Line("action someone needs to chase the GP rep, no owner yet", Kind.ACTION),
    Line(
        'youth board say the leaflet\'s "too wordy and no one our age says neglect" #voice',
        Kind.YOUTH_BOARD,
        theme="1",
    ),
    Line(
        "action hannah will ask the parents group what they'd want the leaflet to say by mon 25th",
        Kind.ACTION,
        owner="Hannah Voss",
        due="2027-01-25",
    ),
    Line(
        "youth board - hannah to take the poster back to them by end of feb",
        Kind.YOUTH_BOARD,
        owner="Hannah Voss",
        due="2027-02-28",
    ),
    Line(
        'Challenge: are we really listening or just "ticking the voice box"? (tamsin) #voice',
        Kind.CHALLENGE,
        theme="1",
    ),
    Line(
        "decision - keep the youth board rep slot on every agenda, all agreed #voice",
        Kind.DECISION,
        theme="1",
    ),
    Line(
        'action larkfield to pilot the "tell it once" form with yr 7 until easter, #voice',
        Kind.ACTION,
        owner="Larkfield Academy",
        theme="1",
    ),
    Line(
        "action each org to nominate one person for the audit group, names to tamsin by fri 22 jan",
        Kind.ACTION,
        owner="Every organisation",
        due="2027-01-22",
    ),
    Line(
        "action early years manager to invite imogen to the childminder forum in march",
        Kind.ACTION,
        owner="Marcus Reeve",
    ),
    Line(
        "decision not to set up a separate babies subgroup because the same 6 ppl would be on it #babies",
        Kind.DECISION,
        theme="3c",
    ),
    Line(
        "action Dr Sale to take the pre-birth protocol to her clinical govenance meeting, priya to do it if ann's still off. by 5th march #babies",
        Kind.ACTION,
        owner="Dr Ann Sale",
        due="2027-03-05",
        theme="3c",
    ),
    Line(
        "challenge claire to health, school nurse waits are still 14 wks & no plan, dr sale to answer at next meeting",
        Kind.CHALLENGE,
        owner="Dr Ann Sale",
        due="2027-03-11",
    ),
    Line(
        "action tomasz - put a question about sleep & home routines in the reception health questionaire, mid feb",
        Kind.ACTION,
        owner="Tomasz Wójcik",
        due="2027-02-15",
    ),
    Line(
        "outcome police & schools briefings happening by 8.30 now, heads say it's made a massive differnce",
        Kind.OUTCOME,
    ),
    Line(
        "action housing & police - agree how they share addresses when theres DA in the home, within a month",
        Kind.ACTION,
        owner="District council, housing",
        due="2027-02-14",
    ),
    Line(
        "action ruth pell will check w/ her legal people if housing can share arrears info - in a fortnight",
        Kind.ACTION,
        owner="Ruth Pell",
        due="2027-01-28",
    ),
    Line(
        "action hearthside to send claire their referral form, end of next week",
        Kind.ACTION,
        owner="Hearthside Families",
        due="2027-01-22",
    ),
    Line(
        "challenge - hannah asked how do we know the training has changed anything for kids #learning",
        Kind.CHALLENGE,
        theme="2",
    ),
    Line(
        "outcome of the last learning review - 46 staff came to the lunchtime session, 40 said they'd change somthing #learning",
        Kind.OUTCOME,
        theme="2",
    ),
    Line(
        "action all of us together to do a walk thru of one case at the next meeting so that we can see where it got stuck",
        Kind.ACTION,
        owner="Together",
        due="2027-03-11",
    ),
    Line("action me to circulate training dates tmrw", Kind.ACTION, due="2027-01-15"),
    Line("decided: deputys can vote if the main rep isn't here", Kind.DECISION),
    Line(
        "youth board want to know what happened to the lockers idea they asked about in october?",
        Kind.YOUTH_BOARD,
    ),
    Line(
        "action: who is updating the website?? tamsin's team to confirm by end of month",
        Kind.ACTION,
        owner="Children's Services",
        due="2027-01-31",
    ),
    Line(
        "action neglect toolkit to go on the agenda for next mtg (marcus has latest version)",
        Kind.ACTION,
        due="2027-03-11",
    ),
    Line(
        "action all agencies send tamsin ur data for the scorecard by 1 mar pls",
        Kind.ACTION,
        owner="Every organisation",
        due="2027-03-01",
    ),
    Line(
        "YAB: can 2 of them come to the march meeting, need to be after 3.30 because of school",
        Kind.YOUTH_BOARD,
    ),
    Line("decision claire o'dowd to chair march, tamsin the one after", Kind.DECISION),
    Line(
        "decision meetings move to 9.30 start so that school ppl can get back for lunch duty", Kind.DECISION
    ),
    Line("ran out of time for item 6, carry over", Kind.NOTE),
)
