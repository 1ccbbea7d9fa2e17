"""What the demo types at the meeting: who comes, what is said, promised and decided. All of it invented."""

from __future__ import annotations

PRESENT = (
    "isolde", "clodagh", "corin", "odun", "marcus", "meredith", "poppy", "dele", "jess", "ottoline",
    "bram", "hannah", "kit online", "garnet online", "hearthside", "many tongues",
)  # fmt: skip
"""Sixteen people by a few letters each; the last two, Зоряна and Ελένη, by their organisation."""

APOLOGY = "nguyen a"
DEPUTY = "priya for jonah and nerys"

NOTES = {
    "welcome": "Isolde Hartmere welcomed everybody. Three people came for the first time.",
    "apologies": "Apologies and nominated deputies were noted in the register.",
    "declarations": "No interests were declared.",
    "minutes": "The minutes were read page by page.",
    "matters": "The group looked at what is overdue first.",
    "updates": "Updates were taken as read. Two services reported a change of contact.",
    "youth board": "The representative told the group what the board had asked and how long it has waited.",
    "presentation": (
        "The speaker showed how young people are moved between towns and villages, and what the people who "
        "drive buses, clean shops and open schools notice first.\n"
        "Members said that the chronology page is the part they use most, and that it does not yet fit a short "
        "contact in A&E."
    ),
    "breakout": "Two rooms worked on the first two weeks of the review. Their cards are in Appendix 3.",
    "feedback": "Both rooms had found that nobody had asked the young person alone.",
    "commitments": "Every action was read back with its owner and date.",
    "information": "The neglect strategy group has published its new toolkit.",
    "workplan": "The workplan is on course. Transport stays on the list for the next round.",
    "other business": "There was no other business.",
    "close": "The co-chairs thanked everybody and closed the meeting.",
}
"""The notes of each item, by its duty, else its kind."""

LINES = {
    "presentation": (
        "action corin to circulate the chronology page to A&E leads by 22 jan #exploitation",
        "decision adopt the toolkit as the shared format for chronologies because schools already hold it",
    ),
    "feedback": ("action marcus to bring two worked examples of the toolkit by next meeting #learning",),
    "commitments": (
        "action everyone: take one recommendation of the review to a team meeting by next meeting",
    ),
}
"""What is typed in the capture line at an item."""

ROOM_LINES = (
    ("One adult who stayed.", "The school held the whole picture and was not asked.",
     "action poppy to share the safeguarding contact list with the health team by 29 jan"),
    ("Each service thought another had told housing about the move.", "Being asked alone.",
     "action bram to add a move prompt to the tenancy checklist by next meeting"),
)  # fmt: skip
"""What two breakout rooms write: two points and an action each."""

TALKED = "Transport and the police agreed to look at the stop together before the next board."
"""What the group said about what the youth board asked."""

ANSWER = "The bus company has put a second lamp at the stop and will say so on its timetable."
"""What was done about what the youth board asked."""
