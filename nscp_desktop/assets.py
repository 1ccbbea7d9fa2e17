"""Where the files that ship with the program are: fonts, icons, partnership files."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_PLACES = (_PACKAGE / "resources", _PACKAGE.parent / "resources")


def asset(*parts: str) -> Path:
    """Give the path of a shipped file or folder, ``asset("fonts", "OFL.txt")``.

    The installed package carries ``resources`` inside itself; a source tree keeps it beside the package.
    """
    for place in _PLACES:
        path = place.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError("The program is not whole: " + "/".join(parts) + " is missing. Install it again.")
