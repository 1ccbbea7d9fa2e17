"""What was done in this sitting, so that it can be taken back and done again."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Sitting:
    """Deeds that can be taken back and done again, each by id and label, the newest last.

    ``inverses`` says of each undo and redo which deed it took back.
    """

    done: list[tuple[str, str]] = field(default_factory=list)
    taken_back: list[tuple[str, str]] = field(default_factory=list)
    inverses: dict[str, str] = field(default_factory=dict)

    @property
    def undo_label(self) -> str:
        """What undo would take back, empty when there is nothing."""
        return self.done[-1][1] if self.done else ""

    @property
    def redo_label(self) -> str:
        """What redo would do again, empty when there is nothing."""
        return self.taken_back[-1][1] if self.taken_back else ""

    def did(self, deed_id: str, label: str) -> None:
        """A deed was done: what had been taken back before it cannot be done again."""
        self.done.append((deed_id, label))
        self.taken_back.clear()

    def turned(self, inverse: str, *, back: bool) -> None:
        """The newest deed was taken back by the deed ``inverse``, or done again by it."""
        source, target = (self.done, self.taken_back) if back else (self.taken_back, self.done)
        deed_id, label = source.pop()
        target.append((inverse, label))
        self.inverses[inverse] = deed_id

    def forget(self) -> None:
        """Begin anew: what was done so far can no longer be undone, only changed."""
        self.done.clear()
        self.taken_back.clear()
        self.inverses.clear()
