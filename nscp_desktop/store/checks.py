"""What is wrong with a store, and what is the matter with the place it lies in, in sentences."""

import shutil
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path
from typing import Final

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from nscp_desktop.errors import Damaged, NotAStore, ReadingOnly, Refused
from nscp_desktop.rules.wording import counted

from . import ends, guards, keys
from .file import StoreFile
from .journal import faults
from .pages import damaged

_CLOCK_SLACK: Final = timedelta(minutes=2)


def reading_only(opened: StoreFile) -> ReadingOnly:
    """The refusal of a change to a store that lies where nothing may be written."""
    return ReadingOnly(
        f"{opened.path.name} is open for reading only, because it lies where nothing may be written. "
        "To work in it, copy it with its key files to this laptop and open it there."
    )


def replaced(opened: StoreFile) -> Damaged:
    """The refusal to unlock a file that is not the one that was locked."""
    return Damaged(
        f"{opened.path.name} is not as it was when it was locked: another one was put in its place. "
        "Close NSCP Desktop and open it again. Nothing has been changed."
    )


def check(opened: StoreFile, reading: AbstractContextManager[Session]) -> tuple[str, ...]:
    """What is wrong with the file or the chains, one sentence each; empty when all is well."""
    found: list[str] = []
    with opened.turn:
        pages = damaged(opened.path, opened.key)
    if pages:
        found.append(f"{counted(pages, 'page')} of the file cannot be authenticated: it is damaged.")
    try:
        with opened.engine.connect() as connection:
            walked = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA quick_check")]
        found += [line for line in walked if line != "ok"]
        with reading as session:
            broken = faults(session)
        with opened.turn:
            found += [sentence for sentence in (ends.cut_off(opened),) if sentence]
    except (DBAPIError, Refused, sqlcipher.Error):
        return (*found, "A part of the file cannot be read: it is damaged.")
    return (
        *found,
        *(f"Journal of {fault.device}, deed {fault.number}: {fault.what}." for fault in broken),
    )


def warnings(opened: StoreFile, behind: timedelta) -> tuple[str, ...]:
    """What is the matter with the place, the disk or the clock; ``behind`` is by how much that was set back."""
    found = []
    if opened.read_only:
        found.append(str(reading_only(opened)))
    else:
        found.append(_room(opened.path))
    if behind > _CLOCK_SLACK:
        found.append(
            "This laptop's clock stands before the last thing that was recorded: it was set back, or it was "
            "wrong then. Records keep their order; put the clock right, so that their times are right too."
        )
    return tuple(sentence for sentence in found if sentence)


def _room(path: Path) -> str:
    try:
        return guards.nearly_full(shutil.disk_usage(path.parent).free, path.stat().st_size) or _keys(path)
    except OSError:
        return (
            f"{path} cannot be reached any more: its stick or disk was taken out, or its folder was moved. Put it "
            "back before you write on."
        )


def _keys(path: Path) -> str:
    try:
        keys.load(path)
    except NotAStore:
        return (
            f"The key file of the store, {path.name}.keys, is missing or damaged: without it the store does not open "
            "again. Put it back, or the one beside the newest backup under this name, before you close the program."
        )
    return ""
