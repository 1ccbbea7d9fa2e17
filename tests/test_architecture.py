"""The house stands as drawn: who may import whom, what no one may import, and who may write."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture import Floor, Plan, below, breaches, read

ROOT = Path(__file__).resolve().parents[1]

FLOORS = ("records", "rules", "papers", "store", "services", "documents", "exchange", "ui")

PLAN = Plan(
    floors={
        # package       may import of ours                                     and of other libraries
        "records": Floor((), ("sqlalchemy", "sqlmodel"), writes=True),
        "rules": Floor((), ("dateutil",), pure=True),
        "papers": Floor(("rules",), (), pure=True),
        "store": Floor(
            ("records", "rules"),
            ("argon2", "cryptography", "filelock", "sqlalchemy", "sqlcipher3", "sqlmodel"),
            writes=True,
        ),
        "services": Floor(
            ("records", "rules", "papers", "store"), ("holidays", "hunspell", "sqlalchemy", "sqlmodel")
        ),
        "documents": Floor(("papers",), ("pikepdf", "reportlab")),
        "exchange": Floor(("records", "rules", "papers", "store", "services"), ("icalendar",)),
        # shiboken6 comes with PySide6: it alone says whether a window is still there.
        "ui": Floor(("rules", "papers", "services"), ("PySide6", "shiboken6")),
        # What puts the floors together. Only the window's door knows Qt.
        "compose": Floor((*FLOORS, "sample")),
        "sample": Floor(("rules", "papers", "store", "services")),
        "cli": Floor(("rules", "papers", "store", "services", "compose")),
        "app": Floor((*FLOORS, "compose", "cli"), ("PySide6",)),
        "__main__": Floor(("app",)),
        # The ground: anyone may import it, it imports nothing of ours.
        "nscp_desktop": Floor(),
        "assets": Floor(),
        "errors": Floor(),
        "log": Floor(),
        "outside": Floor(),
        "paths": Floor((), ("platformdirs",)),
    },
    ground=frozenset({"assets", "errors", "log", "outside", "paths"}),
    qt_modules=frozenset({"QtCore", "QtGui", "QtPdf", "QtPrintSupport", "QtSvg", "QtWidgets"}),
    network=frozenset(
        {
            "aiohttp",
            "asyncio",
            "ftplib",
            "http",
            "httpx",
            "imaplib",
            "multiprocessing.connection",
            "multiprocessing.managers",
            "nntplib",
            "poplib",
            "PySide6.QtHttpServer",
            "PySide6.QtNetwork",
            "PySide6.QtNetworkAuth",
            "PySide6.QtWebEngineCore",
            "PySide6.QtWebEngineWidgets",
            "PySide6.QtWebSockets",
            "requests",
            "smtplib",
            "socket",
            "socketserver",
            "ssl",
            "telnetlib",
            "urllib.request",
            "urllib3",
            "webbrowser",
            "wsgiref",
            "xmlrpc",
        }
    ),
    # It takes an encrypted store's pragmas, does nothing with them and writes plain text.
    treacherous=frozenset({"sqlite3"}),
    impure=frozenset(
        {
            "asyncio",
            "concurrent",
            "logging",
            "multiprocessing",
            "os",
            "pathlib",
            "secrets",
            "shutil",
            "subprocess",
            "tempfile",
            "threading",
            "time",
        }
    ),
    forbidden_names=frozenset(
        {"data", "handler", "handlers", "helper", "helpers", "info", "manager", "managers", "util", "utils"}
    ),
)

# Loading these takes longer than painting the unlock window.
HEAVY = ("sqlmodel", "sqlalchemy", "reportlab", "pikepdf", "cryptography", "argon2", "holidays", "icalendar")


def test_every_module_keeps_to_the_plan() -> None:
    found = breaches(ROOT, PLAN)
    assert not found, "\n" + "\n".join(str(breach) for breach in found)


def test_unlock_window_loads_nothing_heavy() -> None:
    ui = ROOT / "nscp_desktop" / "ui"
    widgets = sorted(
        f"nscp_desktop.ui.widgets.{file.stem}"
        for file in (ui / "widgets").glob("*.py")
        if file.stem != "__init__"
    )
    modules = ["nscp_desktop.ui.unlock", "nscp_desktop.ui.theme", "nscp_desktop.ui.widgets", *widgets]
    program = (
        "import importlib, sys\n"
        f"for name in {modules!r}:\n"
        "    importlib.import_module(name)\n"
        f"    heavy = sorted(set({HEAVY!r}) & set(sys.modules))\n"
        "    if heavy:\n"
        "        sys.exit(f'{name} loads {heavy}')\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr


def test_installer_stands_on_the_standard_library() -> None:
    # The folders demo and bench run inside the environment that the rest makes.
    files = list((ROOT / "installer").glob("*.py"))
    assert files
    wrong = [
        f"{file.name}:{line}: {dotted}"
        for file in files
        for line, dotted in read(file, ROOT).imports
        if dotted.split(".")[0] not in {*sys.stdlib_module_names, "installer"} or below(dotted, PLAN.network)
    ]
    assert wrong == []


# The checks themselves are shown to fail, each on a small tree made for it.


def said(tmp_path: Path, file: str, source: str) -> list[str]:
    """What is found in a package of one module."""
    place = tmp_path / "nscp_desktop" / file
    place.parent.mkdir(parents=True)
    place.write_text(source, encoding="utf-8")
    return [str(breach) for breach in breaches(tmp_path, PLAN)]


@pytest.mark.parametrize(
    ("file", "source", "says"),
    [
        ("rules/pace.py", "from PySide6.QtCore import Qt", "rules may not import PySide6.QtCore.Qt"),
        ("ui/today.py", "import sqlmodel", "ui may not import sqlmodel"),
        ("ui/today.py", "from nscp_desktop.store import Store", "ui may not import nscp_desktop.store.Store"),
        ("ui/today.py", "from nscp_desktop import records", "ui may not import nscp_desktop.records"),
        ("ui/pages/today.py", "from ...documents import pdf", "ui may not import nscp_desktop.documents.pdf"),
        ("ui/__init__.py", "from ..exchange import teams", "ui may not import nscp_desktop.exchange.teams"),
        (
            "ui/today.py",
            "def _load():\n    import reportlab",
            "ui may not import reportlab",
        ),
        ("ui/a.py", "import importlib\nimportlib.import_module('sqlmodel')", "ui may not import sqlmodel"),
        ("ui/a.py", "import importlib as i\ni.import_module(n)", "only known while running"),
        ("ui/a.py", "__import__(f'{n}.a')", "only known while running"),
        ("ui/a.py", "import_module(f'nscp_desktop.store.{n}')", "ui may not import nscp_desktop.store"),
        ("ui/a.py", "from PySide6.QtNetwork import QTcpSocket", "it could open a connection"),
        ("ui/a.py", "from PySide6 import QtQml", "not one of the Qt modules agreed on"),
        ("ui/a.py", "import PySide6", "not one of the Qt modules agreed on"),
        ("services/a.py", "import socket", "it could open a connection"),
        ("services/a.py", "from urllib import request", "it could open a connection"),
        ("store/a.py", "import sqlite3", "store may not import sqlite3"),
        ("documents/a.py", "from nscp_desktop.rules import pace", "documents may not import"),
        ("sample.py", "from PySide6.QtCore import Qt", "sample may not import"),
        ("errors.py", "from nscp_desktop.rules import pace", "errors may not import"),
        ("cellar/a.py", "", "cellar is not in the table of floors"),
        ("ui/window_manager.py", "", "window_manager says nothing about the field"),
        ("services/utils/__init__.py", "", "utils says nothing about the field"),
        ("rules/pace.py", "import time", "rules may not import time: it is pure"),
        ("rules/pace.py", "from datetime import date\ndate.today()", "may not call date.today"),
        ("papers/a.py", "open('x')", "papers is pure and may not call open"),
        ("services/a.py", "from sqlmodel import update", "takes sqlmodel.update"),
        ("services/a.py", "from sqlalchemy.sql import text", "takes sqlalchemy.sql.text"),
        ("services/a.py", "import sqlalchemy as sa\nsa.delete(Action)", "takes sqlalchemy.delete"),
        ("services/a.py", "import sqlalchemy.sql\nsqlalchemy.sql.insert(x)", "takes sqlalchemy.sql.insert"),
        ("services/a.py", "session.execute(text('DROP'))", "hands raw SQL to session.execute"),
        ("services/a.py", "session.exec(update(Action).where(x))", "hands raw SQL to session.exec"),
        ("services/a.py", "store.connection().execute(f'DELETE {x}')", "hands raw SQL"),
        ("services/a.py", "session.bulk_save_objects(rows)", "calls session.bulk_save_objects"),
        ("services/a.py", "self.session.delete(row)", "removal is a field that is set"),
    ],
)
def test_breach_is_found(tmp_path: Path, file: str, source: str, says: str) -> None:
    found = said(tmp_path, file, source)
    assert any(says in breach for breach in found), found
    assert found[0].startswith(f"nscp_desktop/{file}:")


@pytest.mark.parametrize(
    ("file", "source"),
    [
        (
            "ui/a.py",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from nscp_desktop.store import S",
        ),
        ("ui/a.py", "import typing\nif typing.TYPE_CHECKING:\n    import sqlmodel"),
        (
            "ui/a.py",
            "from PySide6 import QtCore\nfrom . import b\nfrom nscp_desktop import __version__, paths",
        ),
        (
            "rules/a.py",
            "from dateutil import easter\nfrom datetime import date\nfrom urllib.parse import quote",
        ),
        ("services/a.py", "from sqlmodel import select\nsession.exec(select(A)).all()\nseen.update(other)"),
        ("services/a.py", "from sqlmodel import Session\nsession.add(row)\ntexts.insert(0, text)"),
        ("store/a.py", "from sqlalchemy import text\nconnection.execute(text('PRAGMA user_version'))"),
    ],
)
def test_what_is_permitted_is_let_be(tmp_path: Path, file: str, source: str) -> None:
    assert said(tmp_path, file, source) == []


def test_other_side_of_type_checking_is_read(tmp_path: Path) -> None:
    source = "if TYPE_CHECKING:\n    import sqlmodel\nelse:\n    import sqlalchemy"
    assert said(tmp_path, "ui/a.py", source) == [
        "nscp_desktop/ui/a.py:4: ui may not import sqlalchemy: another library, see the table"
    ]


def test_breach_names_file_and_line(tmp_path: Path) -> None:
    found = said(tmp_path, "rules/pace.py", '"""Pace."""\n\nimport sqlmodel\n')
    assert found == [
        "nscp_desktop/rules/pace.py:3: rules may not import sqlmodel: another library, see the table"
    ]
