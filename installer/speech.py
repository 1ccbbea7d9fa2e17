"""What the installer says, and the one way it stops."""

import sys


class CannotGoOn(Exception):
    """The sentence to print, and the code to end with."""

    def __init__(self, sentence: str, code: int) -> None:
        super().__init__(sentence)
        self.code = code


FAILED = 1
"""A check or a test failed."""
MISUSED = 2
"""An unknown verb, or a part that this copy does not have."""
NOT_SET_UP = 3
"""Something outside the program is missing: system packages, the network, disk space."""


def say(sentence: str) -> None:
    """Print one plain line at once, also when the output goes to a file."""
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()
