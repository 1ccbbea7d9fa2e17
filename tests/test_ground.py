"""The ground: resources are found wherever the program lies, folders are local, the log holds no words."""

import enum
import faulthandler
import logging
import socket
import subprocess
import sys
import threading
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import platformdirs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale, QSettings

from nscp_desktop import __version__, assets, log, paths
from tests.network import Network

CHECKOUT = Path(__file__).resolve().parents[1]
NOTE = "Ann Sale said the boy was not at school"


# Resources


def test_checkout_keeps_resources_beside_the_package() -> None:
    assert assets.root() == CHECKOUT / "resources"


def test_wheel_keeps_resources_inside_the_package(tmp_path: Path) -> None:
    package = tmp_path / "site-packages" / "nscp_desktop"
    (package / "resources").mkdir(parents=True)
    assert assets._root_from(package, None) == package / "resources"


def test_bundle_keeps_resources_in_its_unpacked_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    resources = tmp_path / "nscp_desktop" / "resources" / "help"
    resources.mkdir(parents=True)
    (resources / "keys.txt").write_bytes("F4 – register\r\n".encode())
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert assets.asset("help", "keys.txt") == resources / "keys.txt"
    assert assets.text("help", "keys.txt") == "F4 – register\n"
    assert assets.content("help", "keys.txt") == "F4 – register\r\n".encode()


def test_names_are_in_order_and_without_their_ending(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "nscp_desktop" / "resources" / "partnerships"
    (folder / "old.toml").mkdir(parents=True)
    for name in ("nottinghamshire.toml", "norfolk.toml", "README.md"):
        (folder / name).touch()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert assets.names("partnerships", ending=".toml") == ("norfolk", "nottinghamshire")


@pytest.mark.parametrize("part", ["", ".", "..", "../x", "a/b", "a\\b", "C:", "a\0b"])
def test_resource_is_never_looked_for_outside_its_folder(part: str) -> None:
    with pytest.raises(ValueError, match="not the name of a resource"):
        assets.asset("fonts", part)


def test_missing_resource_is_named() -> None:
    with pytest.raises(FileNotFoundError, match="not whole: fonts/absent.ttf is missing"):
        assets.asset("fonts", "absent.ttf")


def test_package_says_its_version_and_project_reads_it_there() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["tool"]["hatch"]["version"]["path"] == "nscp_desktop/__init__.py"
    assert [int(part) for part in __version__.split(".")] >= [0, 1, 0]


# Folders


def test_everything_lies_in_one_local_folder(own_folders: Path) -> None:
    assert paths.local_folder() == own_folders
    assert paths.default_store() == own_folders / "records.nscp"
    assert paths.log_folder() == own_folders / "log"
    assert paths.window_settings() == own_folders / "windows.ini"
    assert not own_folders.exists()


def test_folder_is_the_users_own_and_does_not_roam(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[tuple[str, object, bool]] = []

    def user_data_path(name: str, *, appauthor: object, roaming: bool) -> Path:
        asked.append((name, appauthor, roaming))
        return tmp_path

    monkeypatch.delenv(paths.OVERRIDE)
    monkeypatch.setattr(platformdirs, "user_data_path", user_data_path)
    assert paths.local_folder() == tmp_path
    assert asked == [("NSCP Desktop", False, False)]


def test_folder_named_by_the_environment_is_made_absolute(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(paths.OVERRIDE, "stick")
    assert paths.local_folder() == tmp_path / "stick"


# What tests are kept from


def test_network_is_refused_and_the_attempt_remembered(network: Network) -> None:
    for attempt in (
        lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM),
        lambda: socket.create_connection(("127.0.0.1", 9)),
        lambda: socket.getaddrinfo("localhost", 80),
    ):
        with pytest.raises(PermissionError, match="opens no network connection"):
            attempt()
    assert network.attempts == ["socket.__new__", "socket.getaddrinfo", "socket.getaddrinfo"]
    network.attempts.clear()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows makes its socket pairs over the network")
def test_sockets_within_the_machine_are_let_be(network: Network) -> None:
    for end in socket.socketpair():
        end.close()
    assert network.attempts == []


def test_window_settings_of_a_test_are_its_own(tmp_path: Path) -> None:
    settings = QSettings("NSCP", "NSCP Desktop")
    assert Path(settings.fileName()).is_relative_to(tmp_path)
    assert QLocale().name() == "en_GB"


# Log


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder with an open log; afterwards Python's own crash report is as pytest had it."""
    place = tmp_path / "log"
    assert log.start(place)
    yield place
    log.stop()
    if sys.__stderr__ is not None:
        faulthandler.enable(sys.__stderr__)
    logging.raiseExceptions = True


def lines(folder: Path) -> list[str]:
    """The lines of the log without their moment."""
    written = (folder / log.LOG_FILE).read_text(encoding="utf-8")
    return [line.split(" ", 1)[1] for line in written.splitlines()]


class Mark(enum.StrEnum):
    PRESENT = "P"


def test_event_is_a_name_with_facts(folder: Path) -> None:
    meeting = "6f0d0f0e-8a2a-4f3e-9d3c-0b6a5a7c1d2e"
    log.event(
        "meeting_closed",
        meeting=meeting,
        people=16,
        on=date(2027, 1, 12),
        at=time(12, 0),
        saved=datetime(2027, 1, 12, 12, 0, 1, tzinfo=UTC),
        mark=Mark.PRESENT,
        action="NB-2701-04",
        complete=True,
        owner=None,
    )
    (line,) = lines(folder)
    assert line == (
        f"INFO meeting_closed meeting={meeting} people=16 on=2027-01-12 at=12:00:00 "
        "saved=2027-01-12T12:00:01+00:00 mark=Mark.PRESENT action=NB-2701-04 complete=True owner=None"
    )


def test_words_are_withheld_in_every_shape(folder: Path) -> None:
    log.event("note_saved", note=NOTE, listed=[NOTE], path=Path(NOTE), name="Sale", raw=NOTE.encode())
    assert lines(folder) == [
        "INFO note_saved note=withheld listed=withheld path=withheld name=withheld raw=withheld"
    ]


@given(st.text())
def test_no_text_but_an_id_is_ever_written(words: str) -> None:
    assert log._shown(words) in {log.WITHHELD, words}
    if log._shown(words) == words:
        assert log._ID.fullmatch(words) or words == log.WITHHELD


@pytest.mark.parametrize("name", ["", "Meeting closed", "meeting closed", "meeting__closed", NOTE])
def test_event_has_a_name_of_the_programs_own(name: str) -> None:
    with pytest.raises(ValueError, match="joined by underscores"):
        log.event(name)


def test_other_messages_leave_their_place_only(folder: Path) -> None:
    logging.getLogger("sqlalchemy.engine").warning("could not write %s", NOTE)
    logging.getLogger("nscp_desktop").warning("%s", NOTE)
    try:
        raise ValueError(NOTE)
    except ValueError:
        logging.getLogger("pikepdf").exception(NOTE)
    written = lines(folder)
    assert NOTE not in "".join(written)
    assert written[0].startswith("WARNING message from sqlalchemy.engine at test_ground.py:")
    assert written[1].startswith("WARNING message from nscp_desktop at test_ground.py:")
    assert "ValueError at test_ground.py:" in written[2]


def test_fault_is_type_and_places_without_values(folder: Path) -> None:
    def close(note: str) -> None:
        try:
            int(note)
        except ValueError as error:
            raise RuntimeError(note) from error

    try:
        close(NOTE)
    except RuntimeError as error:
        log.fault(error)
    (line,) = lines(folder)
    assert NOTE not in line
    assert line.startswith("ERROR fault RuntimeError at test_ground.py:")
    assert " in close from ValueError at test_ground.py:" in line


def test_outline_ends_where_causes_run_in_a_circle() -> None:
    first, second = ValueError("a"), KeyError("b")
    first.__cause__, second.__cause__ = second, first
    assert log.outline(first) == "ValueError at no place from KeyError at no place"


def test_suppressed_context_is_not_told() -> None:
    error = ValueError("a")
    error.__context__ = KeyError("b")
    error.__suppress_context__ = True
    assert log.outline(error) == "ValueError at no place"


@pytest.mark.parametrize(
    ("file", "shown"),
    [
        ("/home/ann.sale/nscp_desktop/nscp_desktop/services/meeting.py", "nscp_desktop/services/meeting.py"),
        (r"C:\Users\Ann Sale\AppData\nscp_desktop\log.py", "nscp_desktop/log.py"),
        ("/home/ann.sale/.venv/lib/python3.11/site-packages/sqlmodel/main.py", "sqlmodel/main.py"),
        ("/usr/lib/python3.11/json/decoder.py", "decoder.py"),
        ("<string>", "<string>"),
        ("", "unknown"),
    ],
)
def test_places_do_not_name_the_persons_account(file: str, shown: str) -> None:
    assert log._shown_file(file) == shown


def test_log_rotates_and_keeps_few_files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log._opened[0].handler, "maxBytes", 200)
    for count in range(50):
        log.event("counted", count=count)
    assert sorted(file.name for file in folder.glob("program.log*")) == [
        "program.log",
        "program.log.1",
        "program.log.2",
        "program.log.3",
    ]


def test_program_goes_on_where_there_can_be_no_log(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.touch()
    assert not log.start(in_the_way)
    (tmp_path / "log" / log.FAULT_FILE).mkdir(parents=True)
    assert not log.start(tmp_path / "log")
    log.event("nowhere_to_go")


def test_hard_crash_is_told_at_the_next_start(tmp_path: Path) -> None:
    place = tmp_path / "log"
    crash = (
        "import faulthandler, sys\nfrom pathlib import Path\nfrom nscp_desktop import log\n"
        "log.start(Path(sys.argv[1]))\n"
        f"def minute(note={NOTE!r}):\n    faulthandler._sigabrt()\nminute()\n"
    )
    program = subprocess.run([sys.executable, "-c", crash, str(place)], cwd=CHECKOUT, check=False)
    assert program.returncode != 0
    assert "in minute" in (place / log.FAULT_FILE).read_text(encoding="utf-8")
    try:
        assert log.start(place)
        assert lines(place) == ["ERROR crashed crash at <string>:6 in minute, <string>:7 in <module>"]
        assert (place / log.FAULT_FILE).read_text(encoding="utf-8") == ""
    finally:
        log.stop()
        logging.raiseExceptions = True


# What nobody caught


@pytest.fixture
def told() -> Iterator[list[BaseException]]:
    """What the person was told of, with the hooks installed."""
    errors: list[BaseException] = []
    put_back = log.install_excepthook(errors.append)
    yield errors
    put_back()


def raised() -> ValueError:
    """An error that has been through a frame and quotes a note."""
    try:
        raise ValueError(NOTE)
    except ValueError as error:
        return error


def test_uncaught_error_is_logged_and_told(folder: Path, told: list[BaseException]) -> None:
    error = raised()
    sys.excepthook(ValueError, error, error.__traceback__)
    assert told == [error]
    assert lines(folder)[0].startswith("ERROR fault ValueError at test_ground.py:")


def test_uncaught_error_on_a_thread_is_logged_and_told(folder: Path, told: list[BaseException]) -> None:
    def fail() -> None:
        raise ValueError(NOTE)

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert [str(error) for error in told] == [NOTE]
    assert NOTE not in "".join(lines(folder))


def test_thread_that_ends_itself_is_no_fault(told: list[BaseException]) -> None:
    ended = threading.ExceptHookArgs((SystemExit, SystemExit(0), None, None))
    threading.excepthook(ended)
    empty = threading.ExceptHookArgs((ValueError, None, None, None))
    threading.excepthook(empty)
    assert told == []


def test_error_nobody_can_raise_is_logged_only(folder: Path, told: list[BaseException]) -> None:
    for error in (raised(), None):
        sys.unraisablehook(cast("sys.UnraisableHookArgs", SimpleNamespace(exc_value=error)))
    assert told == []
    assert len(lines(folder)) == 1


def test_interruption_by_the_keyboard_is_left_to_python(
    told: list[BaseException], capsys: pytest.CaptureFixture[str]
) -> None:
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert told == []
    assert "KeyboardInterrupt" in capsys.readouterr().err


def test_without_a_window_one_line_without_values_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    put_back = log.install_excepthook()
    error = raised()
    sys.excepthook(ValueError, error, None)
    put_back()
    assert capsys.readouterr().err == f"Something went wrong: {log.outline(error)}\n"


def test_error_while_telling_is_logged_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def tell(_error: BaseException) -> None:
        raise OSError(NOTE)

    put_back = log.install_excepthook(tell)
    error = raised()
    sys.excepthook(ValueError, error, None)
    put_back()
    first, second = lines(folder)
    assert "ValueError" in first
    assert "OSError" in second
    shown = capsys.readouterr().err
    assert shown.startswith("Something went wrong: ValueError")
    assert NOTE not in shown


def test_a_crash_leaves_no_copy_of_the_memory(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_CORE)
    try:
        assert log.start(tmp_path)
        assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0
    finally:
        log.stop()
        resource.setrlimit(resource.RLIMIT_CORE, before)


def test_a_fault_that_was_caught_is_told_to_whoever_tells(tmp_path: Path) -> None:
    heard: list[BaseException] = []
    fault = ValueError("a name")
    log.tell(fault)
    put_back = log.install_excepthook(heard.append)
    log.tell(fault)
    put_back()
    log.tell(fault)
    assert heard == [fault]
