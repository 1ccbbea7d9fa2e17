"""A log that never holds what a person typed.

A line is a moment, a level, the name of an event and facts about it: numbers, moments, ids. Anything that
could be somebody's words is withheld, whoever logs it: our own events are checked value by value, and of
another library's message only the place it was written from is kept. A fault is recorded as its type and
the places it passed, without its message, for a message may quote a note.

``start()`` opens the log, ``event()`` writes a line, ``install_excepthook()`` records what nobody caught.
"""

import contextlib
import enum
import faulthandler
import logging
import logging.handlers
import platform
import re
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from types import TracebackType
from typing import Final, TextIO

from nscp_desktop import __version__

LOG_FILE: Final = "program.log"
FAULT_FILE: Final = "fault.txt"
FILE_BYTES: Final = 512 * 1024
FILES_KEPT: Final = 3
WITHHELD: Final = "withheld"

_logger = logging.getLogger("nscp_desktop")

# An id is a UUID, a longer run of hexadecimal digits (a fingerprint) or a reference such as NB-2701-04.
_ID = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{16,128}|[A-Z]{1,2}-\d{4}-\d{2,3}"
)
_EVENT = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_FAULT_PLACE = re.compile(r'File "(?P<file>[^"]*)", line (?P<line>\d+) in (?P<name>\S+)')


@dataclass(slots=True)
class _Opened:
    """What ``start`` opened and ``stop`` closes."""

    handler: logging.Handler
    faults: TextIO


_opened: list[_Opened] = []
_tellers: list[Callable[[BaseException], None]] = []
"""Who says to the person that there was a fault; the last one is asked."""


def event(name: str, /, **facts: object) -> None:
    """Write one line: an event's name and facts about it.

    Args:
        name: lower-case words joined by underscores, past tense (``meeting_closed``).
        facts: numbers, moments, enumeration members and ids are written; anything else is withheld.

    Raises:
        ValueError: ``name`` is not such a name; a name is written in the program, never typed by a person.
    """
    if not _EVENT.fullmatch(name):
        raise ValueError("An event's name is lower-case words joined by underscores.")
    _logger.info(name, extra={"facts": facts})


def fault(error: BaseException) -> None:
    """Write one line for an exception: its type and the places it passed, without its message."""
    _logger.error("fault", extra={"facts": {}, "fault": outline(error)})


def tell(error: BaseException) -> None:
    """Write one line for a fault that was caught but has to be known, and say so to the person if there is a way."""
    fault(error)
    if _tellers:
        _tellers[-1](error)


def report(faults: Iterable[tuple[datetime, str]]) -> str:
    """What may be handed on about faults: the program, the system, and of each fault its moment and places.

    ``faults`` are moments and :func:`outline`. Nothing in it was typed by anybody or names a person or a place.
    """
    about = (
        f"NSCP Desktop {__version__}",
        f"Python {platform.python_version()}, {platform.system()} {platform.release()}, {platform.machine()}",
        "This report holds types and places in the program. It holds no names and nothing that was typed.",
    )
    lines = [f"{at.astimezone(UTC).isoformat(timespec='seconds')} {words}" for at, words in faults]
    return "\n".join([*about, "", *lines, ""])


def outline(error: BaseException) -> str:
    """Types and places of an exception and of what led to it, outermost first, without any value.

    ``Refused at nscp_desktop/services/meeting.py:88 in close, ... from KeyError at ...``
    """
    parts: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        places = ", ".join(_places(current.__traceback__))
        parts.append(f"{type(current).__name__} at {places or 'no place'}")
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return " from ".join(parts)


def _places(trace: TracebackType | None) -> Iterator[str]:
    """Each place of a traceback, innermost last; lines only, so that no source text is quoted."""
    while trace is not None:
        code = trace.tb_frame.f_code
        yield f"{_shown_file(code.co_filename)}:{trace.tb_lineno} in {code.co_name}"
        trace = trace.tb_next


def _shown_file(name: str) -> str:
    """A source file without the folders above it: those name the person whose account it is."""
    parts = Path(name.replace("\\", "/")).parts
    for anchor in ("nscp_desktop", "site-packages", "dist-packages"):
        if anchor in parts[:-1]:
            last = len(parts) - 1 - parts[::-1].index(anchor)
            return "/".join(parts[last if anchor == "nscp_desktop" else last + 1 :])
    return parts[-1] if parts else "unknown"


def _shown(value: object) -> str:
    """A fact as it may stand in the log, or the word that says it was withheld."""
    if isinstance(value, enum.Enum):
        return f"{type(value).__name__}.{value.name}"
    if value is None or isinstance(value, bool | int | float):
        return str(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, str) and _ID.fullmatch(value):
        return value
    return WITHHELD


class EventFormatter(logging.Formatter):
    """Writes events and places only. It decides alone: no record's message or arguments pass it."""

    def format(self, record: logging.LogRecord) -> str:
        """One line for a record, ours or another library's."""
        moment = datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds")
        facts = getattr(record, "facts", None)
        if record.name == _logger.name and isinstance(facts, dict):
            words = [record.msg, *(f"{key}={_shown(value)}" for key, value in facts.items())]
        else:
            words = [f"message from {record.name} at {_shown_file(record.pathname)}:{record.lineno}"]
        outlined = getattr(record, "fault", None)
        if outlined is None and record.exc_info and record.exc_info[1] is not None:
            outlined = outline(record.exc_info[1])
        if outlined:
            words.append(outlined)
        return f"{moment} {record.levelname} {' '.join(words)}"


def start(folder: Path) -> bool:
    """Open the log in ``folder``, making it if need be, and record hard crashes there.

    Other libraries' warnings go to the same log. A crash of the last sitting is taken into the log.

    Returns:
        Whether there is a log. Where the folder cannot be written the program goes on without one.
    """
    stop()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler = logging.handlers.RotatingFileHandler(
            folder / LOG_FILE, maxBytes=FILE_BYTES, backupCount=FILES_KEPT, encoding="utf-8"
        )
    except OSError:
        return False
    handler.setFormatter(EventFormatter())
    try:
        crash = _last_crash(folder / FAULT_FILE)
        faults = (folder / FAULT_FILE).open("w", encoding="utf-8")
    except OSError:
        handler.close()
        return False
    faulthandler.enable(faults, all_threads=True)
    _leave_no_memory_behind()
    logging.raiseExceptions = False  # a full disk must not stop a meeting because of its log
    logging.getLogger().addHandler(handler)
    _logger.setLevel(logging.INFO)
    _opened.append(_Opened(handler, faults))
    if crash:
        _logger.error("crashed", extra={"facts": {}, "fault": crash})
    return True


def _leave_no_memory_behind() -> None:
    """Ask the system to keep no copy of this process's memory after a crash: it holds the key and the words."""
    try:
        import resource
    except ImportError:  # Windows keeps none unless somebody has set it up to
        return
    _soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, hard))


def stop() -> None:
    """Close the log. Does nothing when none is open."""
    while _opened:
        opened = _opened.pop()
        faulthandler.disable()
        opened.faults.close()
        logging.getLogger().removeHandler(opened.handler)
        opened.handler.close()


def _last_crash(file: Path) -> str:
    """The places of the last sitting's hard crash, or nothing. Its file is emptied by opening it anew."""
    if not file.exists():
        return ""
    written = file.read_text(encoding="utf-8", errors="replace")
    places = [f"{_shown_file(m['file'])}:{m['line']} in {m['name']}" for m in _FAULT_PLACE.finditer(written)]
    return f"crash at {', '.join(places)}" if places else ""


def install_excepthook(tell: Callable[[BaseException], None] | None = None) -> Callable[[], None]:
    """Record what nobody caught, on every thread and in every slot, by type and place.

    Args:
        tell: called afterwards on the thread it happened on, to say a sentence to the person. Without it,
            or when it fails itself, one line without values goes to standard error.

    Returns:
        What puts the earlier hooks back.
    """
    earlier = (sys.excepthook, threading.excepthook, sys.unraisablehook)
    tellers = [] if tell is None else [tell]
    _tellers.extend(tellers)

    def caught(error: BaseException) -> None:
        fault(error)
        if tell is not None:
            try:
                tell(error)
            except Exception as second:  # noqa: BLE001 - there is nobody left to catch it
                fault(second)
            else:
                return
        with contextlib.suppress(OSError, AttributeError):  # a program without a console has no stderr
            sys.stderr.write(f"Something went wrong: {outline(error)}\n")

    def on_main(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        caught(error)

    def on_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
            caught(args.exc_value)

    def on_unraisable(args: "sys.UnraisableHookArgs") -> None:
        if args.exc_value is not None:
            fault(args.exc_value)

    def put_back() -> None:
        sys.excepthook, threading.excepthook, sys.unraisablehook = earlier
        for teller in tellers:
            _tellers.remove(teller)

    sys.excepthook = on_main
    threading.excepthook = on_thread
    sys.unraisablehook = on_unraisable
    return put_back
