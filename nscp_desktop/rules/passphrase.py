"""What a passphrase must be before it may guard a store, and how wrong tries slow down."""

from nscp_desktop.errors import Refused

LEAST_LENGTH = 10
FREE_TRIES = 3
"""So many wrong tries are slips of the finger and cost nothing."""
LONGEST_WAIT = 300


def chosen(passphrase: str, again: str) -> str:
    """The passphrase, when it is typed twice alike and is long enough.

    Refuses fewer than ten characters, only one repeated character, and two that differ. Nothing else is
    asked: three ordinary words are stronger than one short word with a sign in it.
    """
    if len(passphrase) < LEAST_LENGTH or len(set(passphrase)) == 1:
        raise Refused(
            f"A passphrase needs at least {LEAST_LENGTH} characters. Three or four unrelated words are easy to remember."
        )
    if passphrase != again:
        raise Refused("The two passphrases are not the same. Type them again.")
    return passphrase


def wait_after(wrong: int) -> int:
    """Seconds before the next try after so many wrong ones in a row: none after three, then 2, 4, 8 up to 300."""
    if wrong <= FREE_TRIES:
        return 0
    return int(min(2 ** min(wrong - FREE_TRIES, 16), LONGEST_WAIT))
