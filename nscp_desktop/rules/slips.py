"""One slip of the fingers: a letter more, less, another, or two letters out of order."""

from __future__ import annotations


def one_slip(typed: str, meant: str) -> bool:
    """Say whether a word is another with at most one slip; the first letter is never the one that slipped."""
    if typed[:1] != meant[0]:
        return False
    if len(typed) == len(meant):
        wrong = [at for at, letter in enumerate(meant) if typed[at] != letter]
        return len(wrong) < 2 or sorted(typed) == sorted(meant)
    longer, shorter = sorted((typed, meant), key=len, reverse=True)
    return len(longer) - len(shorter) == 1 and any(
        longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer))
    )
