"""What the program refuses, in sentences a co-chair can act on.

Every refusal is a :class:`Refused`; its text is the sentence that is shown or printed,
says what happened and what to do, and means that nothing has been changed.
"""


class Refused(Exception):
    """Something was asked for that cannot be done; ``str(error)`` is the sentence to show."""


class WrongPassphrase(Refused):
    """The passphrase or recovery key does not open the store."""


class WaitFirst(WrongPassphrase):
    """Too many wrong passphrases were tried; the next try may be made in ``seconds``."""

    def __init__(self, sentence: str, seconds: int) -> None:
        super().__init__(sentence)
        self.seconds = seconds


class NotAStore(Refused):
    """The file is not a store of this program, or its key file is missing or damaged."""


class NewerStore(Refused):
    """The store was made by a later version of the program."""


class StoreInUse(Refused):
    """Another copy of the program has the store open."""


class CannotWrite(Refused):
    """The place is missing, full or may not be written to."""


class UnsafePlace(CannotWrite):
    """The live store may not lie there: a network drive, or a folder that is kept in step with a cloud."""


class ReadingOnly(CannotWrite):
    """The store was opened for reading only, because it lies where nothing may be written."""


class Locked(Refused):
    """The store is locked: nothing can be asked of it or written until somebody unlocks it."""


class Damaged(Refused):
    """A store or a backup does not hold what was written into it."""


class Unknown(Refused):
    """A group, meeting or record that was named does not exist."""


class AlreadyKnown(Refused):
    """A person or an organisation of that name is already there; ``record_id`` is theirs."""

    def __init__(self, sentence: str, record_id: str) -> None:
        super().__init__(sentence)
        self.record_id = record_id
