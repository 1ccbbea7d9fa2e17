"""The door for administrators: messages and exit codes that a script can rely on."""

import io
import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader

from nscp_desktop import cli, compose, errors
from nscp_desktop.app import main
from nscp_desktop.services import journal
from nscp_desktop.services.journal import Wanted
from nscp_desktop.store import CHEAP, Store
from tests.sampled import PASSPHRASE, TODAY, filled

__all__ = ["filled"]


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """The promised key cost is shown in test_keys; here every command would pay it."""
    dear = Store.create
    monkeypatch.setattr(Store, "create", lambda path, secret, now, cost=None: dear(path, secret, now, CHEAP))


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "passphrase.txt"
    file.write_text(PASSPHRASE + "\n", encoding="utf-8")
    return file


@pytest.fixture
def store(tmp_path: Path, secret: Path) -> Path:
    place = tmp_path / "records.nscp"
    assert main(create_words(place, secret)) == 0
    return place


def create_words(place: Path, secret: Path, partnership: str = "norfolk") -> list[str]:
    return ["create", "--store", str(place), "--partnership", partnership, "--passphrase-file", str(secret)]


def test_create_makes_a_store_and_says_what_to_keep(
    tmp_path: Path, secret: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(create_words(tmp_path / "a.nscp", secret)) == 0
    assert "a.nscp.keys" in capsys.readouterr().out
    assert (tmp_path / "a.nscp").is_file()


def test_the_passphrase_is_asked_for_twice_or_read_from_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = iter([PASSPHRASE, PASSPHRASE, PASSPHRASE, "another passphrase"])
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(said))
    words = ["create", "--partnership", "norfolk", "--store"]
    assert main([*words, str(tmp_path / "a.nscp")]) == 0
    assert main([*words, str(tmp_path / "b.nscp")]) == 8
    assert "not the same" in capsys.readouterr().err
    assert not (tmp_path / "b.nscp").exists()
    monkeypatch.setattr("sys.stdin", io.StringIO(PASSPHRASE + "\r\n"))
    assert main(["check", "--store", str(tmp_path / "a.nscp"), "--passphrase-file", "-"]) == 0


def test_check_says_that_all_is_well_or_what_is_not(
    store: Path, secret: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["check", "--store", str(store), "--passphrase-file", str(secret)]
    assert main(words) == 0
    assert "is whole" in capsys.readouterr().out
    opened = Store.open(store, PASSPHRASE, compose.now)
    with opened.read() as session:
        session.connection().exec_driver_sql("UPDATE journal SET actor = 'somebody else'")
        session.commit()
    opened.close()
    assert main(words) == 1
    assert "does not match" in capsys.readouterr().err


def test_each_refusal_has_its_exit_code_and_one_sentence(
    store: Path, secret: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("not the passphrase", encoding="utf-8")
    other = tmp_path / "other.nscp"
    other.write_bytes(b"some file")
    check = ["check", "--passphrase-file", str(secret), "--store"]
    export = ["export", "agenda", "--store", str(store), "--group", "B", "--date", "2027-01-14"]
    cases = [
        (["check", "--store", str(store), "--passphrase-file", str(wrong)], 3, "does not open this store"),
        ([*check, str(tmp_path / "none.nscp")], 5, "There is no store"),
        ([*check, str(other)], 5, "key file"),
        (["check", "--store", str(store), "--passphrase-file", str(tmp_path / "none")], 5, "cannot be read"),
        (create_words(store, secret), 6, "already there"),
        (create_words(tmp_path / "c.nscp", secret, "atlantis"), 5, "atlantis"),
        (
            [*export, "--out", str(tmp_path / "a.pdf"), "--passphrase-file", str(secret)],
            5,
            "no meetings",
        ),
    ]
    for words, code, sentence in cases:
        assert main(words) == code, words
        heard = capsys.readouterr()
        assert sentence in heard.err
        assert heard.err.count("\n") == 1
        assert heard.out == ""
    assert not (tmp_path / "c.nscp").exists()
    assert not (tmp_path / "a.pdf").exists()


def test_a_store_that_the_window_has_is_left_alone(
    store: Path, secret: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opened = Store.open(store, PASSPHRASE, compose.now)
    try:
        assert main(["check", "--store", str(store), "--passphrase-file", str(secret)]) == 4
    finally:
        opened.close()
    assert "open in another copy" in capsys.readouterr().err


def test_wrong_words_are_shown_how_to_be_right(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["export", "poster"], ["create"], ["export", "agenda", "--date", "14 January"]):
        with pytest.raises(SystemExit) as left:
            main(words)
        assert left.value.code == 2
        assert "usage" in capsys.readouterr().err


def test_a_passphrase_is_never_an_argument(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["check", "--store", "x", "--passphrase", "secret"])
    capsys.readouterr()


def test_stopping_at_the_question_changes_nothing(
    store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(_prompt: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("getpass.getpass", stop)
    assert main(["check", "--store", str(store)]) == 130
    assert "Nothing has been changed" in capsys.readouterr().err


def saved(store: Path, secret: Path) -> Path:
    """The one backup of a store, made by the command."""
    assert main(["backup", "--store", str(store), "--passphrase-file", str(secret)]) == 0
    (path,) = (store.parent / "backups").glob("*.nscp")
    return path


def test_backup_makes_one_and_lists_what_there_is(
    store: Path, secret: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = saved(store, secret)
    assert "Backed up at" in capsys.readouterr().out
    words = ["backup", "--store", str(store), "--passphrase-file", str(secret), "--list"]
    assert main(words) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.endswith(f"MB: {path}")
    path.write_bytes(b"cut short")
    assert main(words) == 0
    assert ", not whole: " in capsys.readouterr().out


def test_backup_where_nothing_can_be_written_says_so(
    store: Path, secret: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (store.parent / "backups").write_text("in the way", encoding="utf-8")
    assert main(["backup", "--store", str(store), "--passphrase-file", str(secret)]) == 6
    assert "could not be written" in capsys.readouterr().err


def test_restore_puts_a_backup_back_and_refuses_what_is_none(
    store: Path, secret: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = saved(store, secret)
    words = ["restore", "--store", str(store), "--passphrase-file", str(secret), "--backup"]
    assert main([*words, str(tmp_path / "none.nscp")]) == 5
    assert "There is no backup at" in capsys.readouterr().err
    assert main([*words, str(path)]) == 0
    opened = Store.open(store, PASSPHRASE, compose.now)
    (restored,) = journal.lines(opened, Wanted(kind="restores")).rows
    opened.close()
    assert (restored.who, restored.words[:22]) == (cli.COMMAND_LINE, "Restore the backup of ")
    said = capsys.readouterr().out
    assert "Restored the backup of" in said
    assert "records-replaced-" in said
    elsewhere = ["restore", "--store", str(tmp_path / "new" / "records.nscp"), "--backup", str(path)]
    assert main([*elsewhere, "--passphrase-file", str(secret)]) == 0
    assert "What it replaced" not in capsys.readouterr().out
    content = path.read_bytes()
    path.write_bytes(content[:8192] + bytes(100) + content[8292:])
    assert main([*words, str(path)]) == 1
    assert "cannot be restored" in capsys.readouterr().err


def test_salvage_puts_a_damaged_store_together_and_lists_what_is_missing(
    store: Path, secret: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["salvage", "--store", str(store), "--passphrase-file", str(secret)]
    assert main(words) == 8
    assert "is whole" in capsys.readouterr().err
    path = saved(store, secret)
    elsewhere = store.parent / "stick"
    path.parent.rename(elsewhere)
    content = store.read_bytes()
    # The page of a table, then all pages at the end.
    store.write_bytes(content[: 40 * 4096] + bytes(100) + content[40 * 4096 + 100 :])
    capsys.readouterr()
    assert main([*words, "--backups", str(elsewhere)]) in {0, 1}
    assert "Put together from the backup of" in capsys.readouterr().out
    store.write_bytes(content[:-40960] + bytes(40960))
    assert main(words) == 1
    heard = capsys.readouterr()
    assert "Put together from no backup and" in heard.out
    assert "could not be read" in heard.err or "may be missing" in heard.err
    assert main(["check", "--store", str(store), "--passphrase-file", str(secret)]) in {0, 1}


@pytest.fixture(scope="module")
def sample(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "store"
    shutil.copytree(filled, folder)
    return folder / "records.nscp"


@pytest.mark.parametrize(
    ("paper", "holds"),
    [("agenda", "Agenda"), ("minutes", "Minutes"), ("attendance", "Attendance"), ("actions", "Action log")],
)
@pytest.mark.parametrize("large", [False, True])
def test_every_paper_of_the_sample_is_exported(
    sample: Path, secret: Path, tmp_path: Path, paper: str, holds: str, large: bool
) -> None:
    out = tmp_path / f"{paper}.pdf"
    words = [
        "export",
        paper,
        "--store",
        str(sample),
        "--group",
        "Breckland",
        "--date",
        TODAY.isoformat(),
        "--out",
        str(out),
    ]
    words += ["--passphrase-file", str(secret)]
    assert main([*words, "--large-print"] if large else words) == 0
    text = "".join(page.extract_text() for page in PdfReader(out).pages)
    assert holds.lower() in text.lower()
    assert "Breckland" in text


def test_a_place_that_cannot_be_written_is_said_and_leaves_nothing(
    sample: Path, secret: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["export", "agenda", "--store", str(sample), "--group", "B", "--date", TODAY.isoformat()]
    words += ["--passphrase-file", str(secret), "--out"]
    assert main([*words, str(tmp_path / "no" / "agenda.pdf")]) == 6
    assert "cannot be written" in capsys.readouterr().err


def test_a_sample_that_fails_half_way_leaves_no_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("nscp_desktop.sample.fill", fail)
    with pytest.raises(ZeroDivisionError):
        compose.create_store(
            tmp_path / "a.nscp", PASSPHRASE, PASSPHRASE, "norfolk", with_sample=True, cost=CHEAP
        )
    assert list(tmp_path.iterdir()) == []


def test_every_refusal_has_an_exit_code() -> None:
    assert cli.EXIT_CODES.keys() >= {
        kind for kind in errors.Refused.__subclasses__() if kind.__module__ == "nscp_desktop.errors"
    } - {errors.AlreadyKnown}


def test_the_journal_says_what_the_command_line_did(
    store: Path, secret: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("not the passphrase\n", encoding="utf-8")
    said = ["--store", str(store), "--passphrase-file"]
    assert main(["check", *said, str(wrong)]) == 3
    for words in (["check"], ["backup"], ["backup", "--list"]):
        assert main([*words, *said, str(secret)]) == 0
    opened = Store.open(store, PASSPHRASE, compose.now)
    rows = journal.lines(opened, Wanted()).rows
    opened.close()
    assert [(row.kind, row.who) for row in rows[:4]] == [
        ("unlock", cli.COMMAND_LINE),
        ("backup", cli.COMMAND_LINE),
        ("unlock", cli.COMMAND_LINE),
        ("unlock", cli.COMMAND_LINE),
    ]
    assert rows[3].words == "Open the store on the command line to check it"
    assert (rows[4].kind, rows[4].words[:20]) == ("refused", "1 wrong passphrase, ")
