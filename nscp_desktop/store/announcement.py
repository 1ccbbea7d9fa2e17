"""Who is told of each deed once it is durable."""

from collections.abc import Callable

from nscp_desktop import log

from .deeds import Change


class Announcement:
    """Tells listeners of every commit, in the order in which they came."""

    def __init__(self) -> None:
        """Nobody listens yet."""
        self.listeners: list[Callable[[Change], None]] = []

    def listen(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Call ``listener`` after every commit; gives a function that stops it."""
        self.listeners.append(listener)

        def stop() -> None:
            self.listeners.remove(listener)

        return stop

    def tell(self, change: Change) -> None:
        """Tell everybody; what one of them raises is logged."""
        for listener in tuple(self.listeners):
            try:
                listener(change)
            except Exception as error:  # noqa: BLE001 whatever a screen raises, the deed stands
                # The deed is durable: a screen that cannot refresh must not make it look lost to its caller.
                log.tell(error)
