"""The journal's note of papers that leave the store: what was printed or saved, never its text."""

from nscp_desktop.store import Store


def note_saved(store: Store, paper: str) -> None:
    """Note that ``paper`` ("Minutes, Breckland LSCG, 14 January 2027") was saved outside the store."""
    store.note("export", f"Save {paper}")


def note_printed(store: Store, paper: str) -> None:
    """Note that ``paper`` was sent to a printer."""
    store.note("print", f"Print {paper}")
