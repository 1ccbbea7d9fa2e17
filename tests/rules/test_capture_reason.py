"""Where the reason of a decision begins, and to which body a challenge is raised."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nscp_desktop.rules import capture_raised, capture_reason
from nscp_desktop.rules.capture import Part, parse, put_back
from nscp_desktop.rules.wording import words_in
from tests.rules.capture_room import context

ROOM = context()


@pytest.mark.parametrize(
    ("typed", "text", "reason"),
    [
        ("decision no group as it would double the work", "No group", "it would double the work"),
        ("decision no group, since they will not come", "No group", "they will not come"),
        ("decision adopt it, so that nobody waits", "Adopt it", "so that nobody waits"),
        ("decision adopt it so that nobody waits", "Adopt it so that nobody waits", ""),
        ("decision keep it as it is", "Keep it as it is", ""),
        ("decision meet as they did before", "Meet as they did before", ""),
        ("decision as it would help, adopt it", "As it would help, adopt it", ""),
        ("decision adopt it as agreed because it works", "Adopt it as agreed", "it works"),
        ("decision adopt it because of the audit", "Adopt it", "the audit"),
        ("decision adopt it because, as ann said, it works", "Adopt it", "as ann said, it works"),
    ],
)
def test_a_reason_is_taken_at_once_where_it_can_hardly_be_anything_else(
    typed: str, text: str, reason: str
) -> None:
    found = parse(typed, ROOM)
    assert (found.text, found.reason) == (text, reason)


@pytest.mark.parametrize(
    ("said", "parted"),
    [
        (
            "Adopt it, to shorten waits as we are late",
            [("Adopt it, to shorten waits", "we are late"), ("Adopt it", "to shorten waits as we are late")],
        ),
        ("Wait - not enough time", [("Wait", "not enough time")]),
        ("Wait given the time", [("Wait", "given the time")]),
        (
            "Wait due to snow, in order to be safe",
            [("Wait", "due to snow, in order to be safe"), ("Wait due to snow", "in order to be safe")],
        ),
        ("Buy it for the schools", [("Buy it", "for the schools")]),
        ("Adopt it", []),
        ("- - x", []),
        ("", []),
    ],
)
def test_the_places_where_a_reason_may_begin_are_offered_the_likely_ones_first(
    said: str, parted: list[tuple[str, str]]
) -> None:
    assert [one for one in capture_reason.places(said) if one in parted] == parted
    assert bool(capture_reason.places(said)) is bool(parted)


@given(
    st.lists(
        st.sampled_from(
            [
                "adopt",
                "it,",
                "as",
                "because",
                "so",
                "that",
                "-",
                "to",
                "for",
                "since",
                "in",
                "order",
                "given",
                "x",
            ]
        ),
        max_size=14,
    )
)
def test_parting_a_decision_loses_no_word_but_what_says_that_a_reason_begins(words: list[str]) -> None:
    said = " ".join(words)
    for text, reason in capture_reason.places(said):
        kept = [word.bare for word in words_in(f"{text} {reason}") if word.bare]
        typed = [word.bare for word in words_in(said) if word.bare]
        assert len(typed) - len(kept) <= 2
        assert typed[: len(words_in(text))] == [word.bare for word in words_in(text)] or "-" in text


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("it works", "because it works"),
        ("so that nobody waits", "so that nobody waits"),
        ("so many wait", "because so many wait"),
        ("Because it works", "Because it works"),
        ("to shorten waits", "to shorten waits"),
    ],
)
def test_a_reason_follows_its_decision(reason: str, said: str) -> None:
    assert capture_reason.because(reason) == said
    assert capture_reason.in_full("Adopt it", reason) == f"Adopt it, {said}"
    assert capture_reason.in_full("Adopt it", "") == capture_reason.in_full("", "Adopt it") == "Adopt it"


@pytest.mark.parametrize(
    ("typed", "text", "body"),
    [
        ("challenge to NSCP who pays", "Who pays", "the NSCP"),
        ("challenge to the NSCP: who pays", "Who pays", "the NSCP"),
        ("challenge NSCP: who pays", "Who pays", "the NSCP"),
        ("challenge NSCP - who pays", "Who pays", "the NSCP"),
        ("challenge NSCP who pays", "NSCP who pays", ""),
        ("challenge: housing not invited - to NSCP", "Housing not invited", "the NSCP"),
        ("challenge: housing not invited (to the partnership)", "Housing not invited", "the NSCP"),
        (
            "challenge: housing not invited, for the chairs' meeting",
            "Housing not invited",
            "the Chairs meeting",
        ),
        ("challenge to the NSCP", "To the NSCP", ""),
        ("challenge: - to NSCP", "To NSCP", ""),
        ("challenge housing was not invited to the NSCP", "Housing was not invited to the NSCP", ""),
        ("escalate to the NSCP: no nurse", "No nurse", "the NSCP"),
        ("issue for the chairs' meeting - who pays", "Who pays", "the Chairs meeting"),
        ("challenge", "", ""),
    ],
)
def test_a_challenge_goes_to_the_body_that_was_said(typed: str, text: str, body: str) -> None:
    found = parse(typed, ROOM)
    assert (found.text, found.raised_to) == (text, body)


def test_the_body_can_be_put_back_into_the_words() -> None:
    found = parse("challenge: housing not invited - to NSCP", ROOM)
    assert put_back(found, Part.RAISED_TO).text == "Housing not invited - to NSCP"
    assert capture_raised.bodies(replace(ROOM, partnership=("SCP",))) == ("the Chairs meeting", "the SCP")
