"""What a passphrase must be before it may guard a store."""

from nscp_desktop.errors import Refused

LEAST_LENGTH = 10


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
