"""Fifty lines of one more stranger, typed at the window in the sample's Breckland meeting; the newest set.

Frozen with what they meant before they were typed: at first sight 41 of 50 were right at Enter, and of the
twelve that were not wholly right three could be put right in three keys. The grammar has learnt from them
since, so a figure that says how good it is needs other lines. Where two are named, both are meant.
"""

from __future__ import annotations

from typing import NamedTuple

from nscp_desktop.rules.capture import Kind


class Line(NamedTuple):
    """A line as typed and what was meant; ``asked`` is what a note should be asked about.

    A line without a kind that is asked about says what it is once the key was pressed.
    """

    typed: str
    kind: Kind
    owner: str = ""
    due: str = ""
    theme: str = ""
    reason: str = ""
    raised_to: str = ""
    asked: Kind | None = None


LINES = (
    Line(
        "action corin to send round the neglect threshold guidance by fri 22 jan",
        Kind.ACTION,
        owner="Corin Ashdyke",
        due="2027-01-22",
    ),
    Line(
        "action JM to check who is on the county lines panel, end of next week",
        Kind.ACTION,
        owner="Jess Marram",
        due="2027-01-22",
    ),
    Line(
        "! dele to bring the missing episodes figures to next meeting",
        Kind.ACTION,
        owner="Dele Akinmoor",
        due="2027-03-11",
    ),
    Line(
        "action the DSL at wayland to share the return interview template by 29/1",
        Kind.ACTION,
        owner="Marcus Alderfen",
        due="2027-01-29",
    ),
    Line(
        "action everyone to read the 7 minute briefing on exploitation before the next meeting #exploitation",
        Kind.ACTION,
        owner="Every organisation",
        due="2027-03-11",
        theme="Child exploitation",
    ),
    Line(
        "action nerys and jonah to look at how ED flags under 1s by end of feb",
        Kind.ACTION,
        owner="Dr Nerys Sallow and Jonah Millbridge",
        due="2027-02-28",
    ),
    Line(
        "can you ask ruth to confirm the district contact list by monday",
        Kind.NOTE,
        owner="Ruth Pellworth",
        due="2027-01-18",
        asked=Kind.ACTION,
    ),
    Line(
        "action bram's team to send us the damp and mould pathway by 1st feb",
        Kind.ACTION,
        owner="Bram Dykesworthy",
        due="2027-02-01",
    ),
    Line(
        "action O'Fenlon to write to heads about lunchtime absence by half term",
        Kind.ACTION,
        owner="Clodagh O'Fenlon",
        due="2027-02-12",
    ),
    Line(
        "action siobhan to talk to the primaries about the walking bus in a fortnight",
        Kind.ACTION,
        owner="Siobhán O'Dunmarrow",
        due="2027-01-28",
    ),
    Line("action joe to circulate the slides", Kind.ACTION),
    Line(
        "action marcus to find out about the taxi contract by next fri",
        Kind.ACTION,
        owner="Marcus Alderfen",
        due="2027-01-22",
    ),
    Line(
        "decision keep the shared chronology format because three agencies already use it",
        Kind.DECISION,
        reason="three agencies already use it",
    ),
    Line("= meet in person in march", Kind.DECISION),
    Line(
        "decision we will not set up a separate sub group as it would duplicate MACE",
        Kind.DECISION,
        reason="it would duplicate MACE",
    ),
    Line(
        "outcome two schools now phone the consultation line before referring #neglect",
        Kind.OUTCOME,
        theme="Neglect",
    ),
    Line("outcome kit says the young carers cards are being used at the hospital", Kind.OUTCOME),
    Line("challenge why are return home interviews still not reaching health", Kind.CHALLENGE),
    Line(
        "challenge: housing not invited to strategy meetings - to NSCP", Kind.CHALLENGE, raised_to="the NSCP"
    ),
    Line("youth board do they feel safe at the bus station after 4", Kind.YOUTH_BOARD),
    Line("> would they look at the poster before we print it", Kind.YOUTH_BOARD),
    Line("actions from november all done except the one with district", Kind.NOTE),
    Line("KM said the number of young carers known to schools has doubled since sept", Kind.NOTE),
    Line("hannah agreed to run the vaping session again in feb", Kind.NOTE, asked=Kind.ACTION),
    Line(
        "   Action:  Garnet   to offer  safe & well visits   to families named by housing   by  5 Feb 2027  ",
        Kind.ACTION,
        owner="Garnet Sluice",
        due="2027-02-05",
    ),
    Line(
        "acton kit to email the carers leaflet round tomorrow",
        Kind.NOTE,
        owner="Kit Mwambe",
        due="2027-01-15",
        asked=Kind.ACTION,
    ),
    Line("action gernet sluice to send the deliberate fires figures by 3 feb", Kind.ACTION, due="2027-02-03"),
    Line(
        "action police and childrens services to agree one info sharing form by 26 feb",
        Kind.ACTION,
        owner="Police, central command and Children's Services",
        due="2027-02-26",
    ),
    Line("action health to tell us the waiting times by next meeting", Kind.ACTION, due="2027-03-11"),
    Line(
        "action isolde to take the housing question to the chairs meeting",
        Kind.ACTION,
        owner="Isolde Hartmere",
    ),
    Line(
        "action with youth justice to plan a joint inset day before easter",
        Kind.ACTION,
        owner="with Youth justice team",
        due="2027-03-25",
    ),
    Line(
        "action dele / jess to map hot spots round the bus station by 11 feb #exploitation",
        Kind.ACTION,
        owner="Dele Akinmoor and Jess Marram",
        due="2027-02-11",
        theme="Child exploitation",
    ),
    Line("action wanda to send anna her slides asap", Kind.ACTION, owner="Wanda Marsh"),
    Line(
        "action me to chase the november minutes by wed", Kind.ACTION, owner="Anna Stanford", due="2027-01-20"
    ),
    Line("action chair to write to the NSCP about transport", Kind.ACTION),
    Line(
        "action co-chairs to sign off the annual summary by 31 march",
        Kind.ACTION,
        owner="Co-chairs",
        due="2027-03-31",
    ),
    Line(
        "action all schools to add the hotline number to their website by end of term",
        Kind.ACTION,
        due="2027-03-24",
    ),
    Line(
        "action poppy to update the other nurseries. Due 28th jan.",
        Kind.ACTION,
        owner="Poppy Windle",
        due="2027-01-28",
    ),
    Line(
        "We heard of three cases of cuckooing. Bea will raise it with MASH today.",
        Kind.NOTE,
        asked=Kind.ACTION,
    ),
    Line(
        "action by 3pm tues garnet to confirm the venue", Kind.ACTION, owner="Garnet Sluice", due="2027-01-19"
    ),
    Line(
        "action nerys to share the bruising protocol within 10 working days #babies",
        Kind.ACTION,
        owner="Dr Nerys Sallow",
        due="2027-01-28",
        theme="Protecting babies",
    ),
    Line(
        "action meredith to survey the childminders w/c 25 jan",
        Kind.ACTION,
        owner="Meredith Sorrell",
        due="2027-01-25",
    ),
    Line(
        "action many tongues to translate the leaflet into ukrainian and polish by mid feb",
        Kind.ACTION,
        owner="Many Tongues",
        due="2027-02-15",
    ),
    Line(
        "action lukasz - school nurses' drop in times to DSLs - 5th of feb",
        Kind.ACTION,
        owner="Łukasz Trzciński",
        due="2027-02-05",
    ),
    Line(
        "action Dam-Lau to report back on the waiting list next time",
        Kind.ACTION,
        owner="Nguyễn Thị Đầm-Lau",
        due="2027-03-11",
    ),
    Line(
        "DECISION: adopt 'was not brought' wording across all partners, so that missed appts are seen as neglect",
        Kind.DECISION,
        reason="so that missed appts are seen as neglect",
    ),
    Line("decision defer the workplan item to march - not enough time", Kind.DECISION),
    Line("outcome: because of the last workshop puddlewick nursery made 2 earlier referrals", Kind.OUTCOME),
    Line("yab: when would they like an answer about the skate park lights", Kind.YOUTH_BOARD),
    Line(
        "action priya at fenmere to send the ICON leaflet to midwives before the next youth board #babies",
        Kind.ACTION,
        owner="Priya Naylor",
        due="2027-02-01",
        theme="Protecting babies",
    ),
)
