"""Lines of somebody who had not seen the grammar: how many are right as soon as Enter is pressed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nscp_desktop.rules.capture import Gap, Kind, Organisation, Part, Theme, parse
from nscp_desktop.rules.names import Directory, Known
from tests.rules import capture_hurried
from tests.rules.capture_room import ORGANISATIONS, PEOPLE, THEMES, context
from tests.rules.capture_stranger import LINES, Line

# Whom they were told of beside those of the other tests, and as what.
MORE = (
    Known(
        "tamsin",
        "Tamsin Reedmarsh",
        "TR",
        "Children's Services",
        role="Head of service",
        here=True,
        in_group=True,
    ),
    Known("imogen", "Imogen Hartley", "IH", "Children's Services", role="Presenter", here=True),
)
ROOM = replace(
    context(),
    people=Directory(
        (
            *(
                replace(one, role="Early years manager") if one.person_id == "marcus" else one
                for one in PEOPLE
            ),
            *MORE,
        )
    ),
    organisations=(*ORGANISATIONS, Organisation("cs", "Children's Services", "CS", "Children's Services")),
    themes=(*THEMES, Theme("3c", "Protecting babies", "babies")),
    me="claire",
)
MUST_BE_RIGHT = 45


def understood(line: Line) -> Line:
    """What the program makes of a line, said as the table says it; what is only supposed does not count."""
    found = parse(line.typed, ROOM)
    return Line(
        line.typed,
        found.kind,
        found.owner.label if found.owner is not None else "",
        found.due.isoformat() if found.due is not None and found.due_said else "",
        " ".join(theme.theme_id for theme in found.themes),
    )


@pytest.mark.parametrize("who", LINES)
def test_forty_five_of_fifty_are_right_at_enter(who: str) -> None:
    lines = LINES[who]
    wrong = [line.typed for line in lines if understood(line) != line]
    assert len(lines) == 50
    assert len(lines) - len(wrong) >= MUST_BE_RIGHT, wrong


def test_whatever_is_not_right_is_still_open_or_kept_in_words_and_never_wrong_in_silence() -> None:
    for line in (one for lines in LINES.values() for one in lines):
        found = parse(line.typed, ROOM)
        if line.owner and found.kind is Kind.ACTION and found.owner is None:
            assert {Gap.NO_OWNER, Gap.WHICH_OWNER} & set(found.gaps), line.typed
        if line.due and found.kind is Kind.ACTION and found.due is None:
            assert {Gap.NO_DATE, Gap.WHICH_DATE} & set(found.gaps), line.typed
        assert found.text or found.words(Part.REASON)


def made_of(line: capture_hurried.Line) -> capture_hurried.Line:
    """What the program makes of a line, once the key that answers its question has been pressed."""
    found = parse(line.typed, ROOM)
    asked = found.suggested
    meant = found if asked is None else parse(line.typed, ROOM, asked)
    return capture_hurried.Line(
        line.typed,
        found.kind,
        meant.owner.label if meant.owner is not None else "",
        meant.due.isoformat() if meant.due is not None and meant.due_said else "",
        asked,
        " ".join(theme.theme_id for theme in meant.themes),
    )


def test_lines_that_say_no_kind_are_asked_about_and_forty_five_of_fifty_are_right() -> None:
    wrong = [line.typed for line in capture_hurried.LINES if made_of(line) != line]
    assert len(capture_hurried.LINES) == 50
    assert len(capture_hurried.LINES) - len(wrong) >= MUST_BE_RIGHT, wrong
