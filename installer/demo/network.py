"""Keeps the demo and the tests from any network, and counts who tried."""

import socket


class Network:
    """Refuses every internet socket and remembers who asked, also when the refusal was swallowed."""

    REFUSED = frozenset(
        {
            "socket.bind",
            "socket.connect",
            "socket.getaddrinfo",
            "socket.gethostbyaddr",
            "socket.gethostbyname",
            "socket.getnameinfo",
            "socket.sendmsg",
            "socket.sendto",
        }
    )

    def __init__(self) -> None:
        self.attempts: list[str] = []

    @property
    def words(self) -> str:
        """How many connections were attempted: "network connections attempted: 0"."""
        return f"network connections attempted: {len(self.attempts)}"

    def audit(self, event: str, args: tuple[object, ...]) -> None:
        """Python's audit hook: raises ``PermissionError`` for anything but a socket within this machine."""
        if not event.startswith("socket."):
            return
        if event == "socket.__new__":
            within = _is_local_family(args[1])
        elif event in self.REFUSED:
            within = _is_local_family(getattr(args[0], "family", None))
        else:
            return
        if not within:
            self.attempts.append(event)
            raise PermissionError(
                f"The program opens no network connection, yet something asked for {event}."
            )


def _is_local_family(family: object) -> bool:
    # No family given means "detect from the descriptor": socketpair() and fromfd() do that.
    return family in {getattr(socket, "AF_UNIX", -2), -1}
