"""The recovery key on paper: printed in groups, typed back by a tired person."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nscp_desktop.rules.recovery_key import BYTES, SIGNS, looks_typed, printed, typed

SECRETS = st.binary(min_size=BYTES, max_size=BYTES)
KEY = printed(bytes(range(20)))


@given(SECRETS)
def test_it_is_printed_in_six_groups_of_six_and_read_back(secret: bytes) -> None:
    key = printed(secret)
    assert re.fullmatch(rf"([{SIGNS}]{{6}}-){{5}}[{SIGNS}]{{6}}", key)
    assert typed(key) == key
    assert looks_typed(key)


def test_two_secrets_never_print_alike() -> None:
    assert printed(bytes(20)) != printed(bytes(19) + b"\x01")
    assert printed(b"\x80" + bytes(19)) != printed(bytes(20))


@given(SECRETS, st.data())
def test_what_a_hand_writes_otherwise_is_forgiven(secret: bytes, draw: st.DataObject) -> None:
    key = printed(secret)
    otherwise = {"0": "0Oo", "1": "1IiLl", "V": "VvUu", "-": ["-", " ", "", "–", "\n", " - "]}
    written = "".join(draw.draw(st.sampled_from(otherwise.get(sign, [sign, sign.lower()]))) for sign in key)
    assert typed(written) == key


@given(SECRETS, st.integers(0, 35), st.sampled_from(SIGNS))
def test_one_wrong_sign_is_noticed(secret: bytes, at: int, sign: str) -> None:
    bare = printed(secret).replace("-", "")
    wrong = bare[:at] + sign + bare[at + 1 :]
    assert (typed(wrong) is None) == (wrong != bare)
    assert looks_typed(wrong)


@given(SECRETS, st.integers(0, 34))
def test_two_signs_swapped_are_noticed(secret: bytes, at: int) -> None:
    bare = printed(secret).replace("-", "")
    swapped = bare[:at] + bare[at + 1] + bare[at] + bare[at + 2 :]
    assert (typed(swapped) is None) == (swapped != bare)


@pytest.mark.parametrize("text", ["", "harbour lantern twig", KEY[:-1], KEY + "0", KEY[:-1] + "*"])
def test_what_is_no_key_is_none(text: str) -> None:
    assert typed(text) is None


@pytest.mark.parametrize(
    ("text", "meant"), [(KEY[:-1], True), (KEY + "0", True), ("harbour lantern twig", False), ("", False)]
)
def test_a_key_with_a_slip_is_told_from_a_passphrase(text: str, meant: bool) -> None:
    assert looks_typed(text) is meant


def test_too_short_a_secret_is_a_fault_of_the_program() -> None:
    with pytest.raises(ValueError, match="20 bytes"):
        printed(b"short")
