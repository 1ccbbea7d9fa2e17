"""The one door to resources: fonts, icons, partnership files, templates and help.

``resources/`` lies beside the package in a checkout, inside it in a wheel and inside the unpacked folder
of a bundle. Callers name a resource by its parts (``asset("icons", "lock.svg")``) and never learn which.
"""

import sys
from pathlib import Path


def root() -> Path:
    """The folder of resources, wherever this copy of the program keeps it."""
    return _root_from(Path(__file__).resolve().parent, getattr(sys, "_MEIPASS", None))


def _root_from(package: Path, bundle: str | None) -> Path:
    if bundle is not None:
        return Path(bundle) / package.name / "resources"
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent / "resources"


def asset(*parts: str) -> Path:
    """Where a resource lies.

    Args:
        parts: folder and file names below ``resources``, one name each.

    Returns:
        A path that exists.

    Raises:
        ValueError: a part is not a plain name; a resource is never looked for outside its folder.
        FileNotFoundError: there is no such resource.
    """
    for part in parts:
        if part in {"", ".", ".."} or any(sign in part for sign in "/\\:\0"):
            raise ValueError(f"{part!r} is not the name of a resource.")
    found = root().joinpath(*parts)
    if not found.exists():
        raise FileNotFoundError(f"The program is not whole: {'/'.join(parts)} is missing. Install it again.")
    return found


def text(*parts: str) -> str:
    """What a resource says, read as UTF-8; refuses as :func:`asset` does."""
    return asset(*parts).read_text(encoding="utf-8")


def content(*parts: str) -> bytes:
    """The bytes of a resource; refuses as :func:`asset` does."""
    return asset(*parts).read_bytes()


def names(*parts: str, ending: str) -> tuple[str, ...]:
    """The names, in order and without ``ending``, of the files in a folder of resources that end so.

    ``names("partnerships", ending=".toml")`` gives ``("norfolk",)``. Refuses as :func:`asset` does.
    """
    files = (file for file in asset(*parts).iterdir() if file.is_file() and file.name.endswith(ending))
    return tuple(sorted(file.name.removesuffix(ending) for file in files))
