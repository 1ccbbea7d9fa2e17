"""Whether other windows are left out of screen sharing: until somebody says otherwise, and noted."""

from nscp_desktop.services import journal, sharing
from nscp_desktop.services.journal import Wanted
from nscp_desktop.store import Store


def test_other_windows_are_left_out_until_somebody_turns_it_off(store: Store) -> None:
    assert sharing.leaves_windows_out(store)
    assert sharing.leave_windows_out(store, False) == (
        "While the room screen is shown, our other windows are seen in screen sharing."
    )
    assert not sharing.leaves_windows_out(store)
    assert journal.lines(store, Wanted()).rows[0].words == (
        "Other windows are seen in screen sharing while the room screen is shown"
    )
    assert sharing.leave_windows_out(store, True) == (
        "While the room screen is shown, our other windows are left out of screen sharing."
    )
    assert sharing.leaves_windows_out(store)
