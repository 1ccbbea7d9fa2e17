"""The door for administrators: create, export, check, back up, restore and salvage; no screen needed.

Every message is one sentence. Exit codes: 0 done, 1 something is damaged or missing, 2 a wrong command,
3 wrong passphrase, 4 the store is open elsewhere, 5 no such store, group or meeting, 6 cannot write,
7 the store is from a later version, 8 refused for another reason.
"""

import argparse
import getpass
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from nscp_desktop import __version__, errors

if TYPE_CHECKING:
    from nscp_desktop.store import Store

EXIT_CODES: dict[type[errors.Refused], int] = {
    errors.WrongPassphrase: 3,
    errors.StoreInUse: 4,
    errors.NotAStore: 5,
    errors.Unknown: 5,
    errors.CannotWrite: 6,
    errors.NewerStore: 7,
    errors.Damaged: 1,
    errors.Locked: 8,
    errors.Refused: 8,
}
COMMAND_LINE = "the command line"
"""Who does what is done here, in the journal."""
PRACTISE = "practise"
PAPERS = ("agenda", "minutes", "attendance", "actions")


def parser() -> argparse.ArgumentParser:
    """The commands and their arguments; without a command the window opens."""
    top = argparse.ArgumentParser(
        prog="nscp-desktop",
        description="Runs a Local Safeguarding Children Group's meeting. Without a command, opens the window.",
    )
    top.add_argument("--version", action="version", version=f"NSCP Desktop {__version__}")
    top.add_argument("--store", type=Path, default=None, help="the store to use instead of the usual one")
    commands = top.add_subparsers(
        dest="command", metavar="practise | create | export | check | backup | restore | salvage"
    )
    says = "Open the window on an invented meeting; nothing of it is kept."
    commands.add_parser(PRACTISE, help=says, description=says, allow_abbrev=False)

    def command(name: str, says: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=says, description=says, allow_abbrev=False)
        one.add_argument("--store", type=Path, required=True, metavar="F", help="the store")
        one.add_argument(
            "--passphrase-file",
            metavar="FILE",
            help="read the passphrase from the first line of FILE, or - for standard input",
        )
        return one

    create = command("create", "Make a new store.")
    create.add_argument("--partnership", required=True, help="the partnership's code, such as norfolk")
    create.add_argument("--sample", action="store_true", help="fill it with invented people and meetings")
    export = command("export", "Write a paper as PDF.")
    export.add_argument("paper", choices=PAPERS)
    export.add_argument("--group", required=True, metavar="G", help="the group by code, name or alias")
    export.add_argument("--date", required=True, type=_day, metavar="YYYY-MM-DD", help="the meeting's date")
    export.add_argument("--out", required=True, type=Path, metavar="FILE", help="the PDF to write")
    export.add_argument("--large-print", action="store_true", help="16 point instead of 12")
    command("check", "Verify the file, its encryption and the chain of its journal.")
    save = command("backup", "Back up a store beside it and in its second place.")
    save.add_argument("--list", action="store_true", help="only list the backups there are")
    restore = command("restore", "Put a backup in the place of the store, which is kept beside it.")
    restore.add_argument("--backup", type=Path, required=True, metavar="FILE", help="the backup")
    salvage = command(
        "salvage", "Put a damaged store together from its newest backup and all that can be read."
    )
    salvage.add_argument(
        "--backups",
        type=Path,
        action="append",
        default=[],
        metavar="FOLDER",
        help="another folder with backups",
    )
    return top


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date like 2027-01-14") from error


def run(arguments: argparse.Namespace) -> int:
    """Do one command; gives the exit code."""
    try:
        return {
            "create": _create,
            "export": _export,
            "check": _check,
            "backup": _backup,
            "restore": _restore,
            "salvage": _salvage,
        }[arguments.command](arguments)
    except errors.Refused as refusal:
        print(refusal, file=sys.stderr)
        return next(code for kind, code in EXIT_CODES.items() if isinstance(refusal, kind))
    except KeyboardInterrupt:
        print("Stopped. Nothing has been changed.", file=sys.stderr)
        return 130


def _passphrase(arguments: argparse.Namespace, *, twice: bool = False) -> tuple[str, str]:
    source = arguments.passphrase_file
    if source is None:
        first = getpass.getpass("Passphrase: ")
        return first, getpass.getpass("Passphrase again: ") if twice else first
    try:
        text = sys.stdin.readline() if source == "-" else Path(source).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise errors.Unknown(f"The passphrase file {source} cannot be read.") from error
    first = text.split("\n", 1)[0].removesuffix("\r")
    return first, first


def _note_opened(store: "Store", purpose: str) -> None:
    """Note in the journal that the store was opened here; what follows is the command line's."""
    store.actor = COMMAND_LINE
    store.note("unlock", f"Open the store on the command line to {purpose}")


def _create(arguments: argparse.Namespace) -> int:
    from nscp_desktop import compose

    passphrase, again = _passphrase(arguments, twice=True)
    compose.create_store(
        arguments.store, passphrase, again, arguments.partnership, with_sample=arguments.sample
    ).close()
    print(
        f"Made {arguments.store}. Keep {arguments.store.name}.keys beside it: the store does not open without it."
    )
    return 0


def _export(arguments: argparse.Namespace) -> int:
    from nscp_desktop import compose
    from nscp_desktop.services import exports, meeting_facts, papers

    store = compose.open_store(arguments.store, _passphrase(arguments)[0])
    try:
        _note_opened(store, "export a paper")
        house = compose.house(store)
        meeting = meeting_facts.facts(store, meeting_facts.meeting_on(store, arguments.group, arguments.date))
        size = 16 if arguments.large_print else 12
        paper = {
            "agenda": lambda: papers.agenda(store, meeting.id, size),
            "minutes": lambda: papers.minutes(store, meeting.id, size),
            "attendance": lambda: papers.attendance(store, meeting.id, size),
            "actions": lambda: papers.action_log(store, meeting.group_id, size),
        }[arguments.paper]()
        exports.save(store, arguments.out, house.draw(paper, store.now()), paper.title)
        noted = exports.not_noted(store)
    finally:
        store.close()
    print(f"Wrote {arguments.out}. It is not encrypted. {noted}".rstrip())
    return 0


def _check(arguments: argparse.Namespace) -> int:
    from nscp_desktop import compose
    from nscp_desktop.store import Store

    # Not through compose: a check changes nothing, so typing that waits stays a draft.
    store = Store.open(arguments.store, _passphrase(arguments)[0], compose.now)
    try:
        found = store.check()
        if not found:
            # Into a store that is damaged nothing more is written.
            _note_opened(store, "check it")
    finally:
        store.close()
    for sentence in found:
        print(sentence, file=sys.stderr)
    if found:
        return 1
    print("The store is whole: the file, its encryption and the chain of its journal hold.")
    return 0


def _backup(arguments: argparse.Namespace) -> int:
    from nscp_desktop import compose
    from nscp_desktop.services import keeping
    from nscp_desktop.store import Store

    # Not through compose: typing that waits is backed up as the draft it is.
    store = Store.open(arguments.store, _passphrase(arguments)[0], compose.now)
    try:
        _note_opened(store, "list its backups" if arguments.list else "back it up")
        if not arguments.list:
            print(keeping.back_up_now(store))
            return 0
        for row in keeping.backups(store):
            state = "" if row.good else ", not whole"
            print(f"{row.words}, {row.size / 1e6:,.1f} MB{state}: {row.path}")
    finally:
        store.close()
    return 0


def _restore(arguments: argparse.Namespace) -> int:
    from nscp_desktop import compose
    from nscp_desktop.store import restore

    if not arguments.backup.is_file():
        raise errors.Unknown(f"There is no backup at {arguments.backup}. Nothing has been changed.")
    aside = restore.restore(
        arguments.store, arguments.backup, _passphrase(arguments)[0], compose.now, COMMAND_LINE
    )
    kept = f" What it replaced is kept as {aside}." if aside is not None else ""
    print(f"Restored {restore.words_of(arguments.backup, arguments.store)}.{kept}")
    return 0


def _salvage(arguments: argparse.Namespace) -> int:
    from nscp_desktop import compose
    from nscp_desktop.rules.wording import counted
    from nscp_desktop.store import restore, salvage

    done = salvage.salvage(
        arguments.store, _passphrase(arguments)[0], compose.now, tuple(arguments.backups), COMMAND_LINE
    )
    begun = (
        "no backup" if done.begun_from is None else restore.words_of(done.begun_from.path, arguments.store)
    )
    print(
        f"Put together from {begun} and {counted(done.newer, 'newer deed')}. "
        f"The damaged store is kept as {done.aside}."
    )
    for sentence in done.missing:
        print(sentence, file=sys.stderr)
    return 1 if done.missing else 0
