"""Whether our other windows are left out of screen sharing while the room screen is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from nscp_desktop.store import Store

_SHARED: Final = "windows_shared"


def leaves_windows_out(store: Store) -> bool:
    """Whether to ask the system for it; so it is until somebody turns it off."""
    return not store.setting(_SHARED)


def leave_windows_out(store: Store, out: bool) -> str:  # noqa: FBT001 the one thing that is set
    """Ask the system for it from now on, or no longer; gives a sentence."""
    store.set(_SHARED, "" if out else "yes")
    said = "left out of screen sharing" if out else "seen in screen sharing"
    store.note("keys", f"Other windows are {said} while the room screen is shown")
    return f"While the room screen is shown, our other windows are {said}."
