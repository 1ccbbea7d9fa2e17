"""Every sentence with which the store, and what keeps it, refuses something is looked for by some test."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from nscp_desktop import errors

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "nscp_desktop"
SERVICES = (
    "attached_papers", "holds", "journal", "keeping", "locking", "old_backups", "paper_removals", "putting_back",
    "removals", "retention", "second_place", "slots", "strikes", "withdrawals",
)  # fmt: skip
FILES = (
    *sorted((PACKAGE / "store").glob("*.py")),
    *(PACKAGE / "services" / f"{one}.py" for one in SERVICES),
    PACKAGE / "outside.py",
)
REFUSALS = {
    name for name, one in vars(errors).items() if isinstance(one, type) and issubclass(one, errors.Refused)
}
WORDS = 3
"""So many words in a row, which no other refusal has, show which sentence a test means; two where it has no more."""


def sentences() -> Iterator[tuple[str, str]]:
    """Where each refusal is raised, and what of it is the same every time; a bar stands where something is put in."""
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in REFUSALS:
                where = f"{file.relative_to(ROOT).as_posix()}:{node.lineno}"
                match node.args[0]:
                    case ast.Constant(value=str(said)):
                        yield where, said
                    case ast.JoinedStr(values=values):
                        yield (
                            where,
                            "|".join(str(one.value) for one in values if isinstance(one, ast.Constant)),
                        )


def runs(sentence: str) -> set[str]:
    """Its words in a row, without the end that most share."""
    found = set()
    for part in re.split(r"\||Nothing has been \w+\.", sentence):
        words = re.findall(r"[\w’'-]+[.,:;]?", part)
        size = min(WORDS, max(2, len(words)))
        found |= {" ".join(words[at : at + size]).rstrip(".,:;") for at in range(len(words) - size + 1)}
    return found


def test_each_refusal_of_the_store_is_looked_for() -> None:
    every = [(where, runs(said)) for where, said in sentences()]
    assert len(every) > 60
    shared = Counter(run for _where, found in every for run in found)
    tests = "\n".join(one.read_text(encoding="utf-8") for one in (ROOT / "tests").rglob("*.py"))
    tests = re.sub(r"\s+", " ", tests.replace("\\", ""))
    missing = []
    for where, found in every:
        # Two places may say the same: then one test is enough for both.
        own = [run for run in found if shared[run] == min(shared[each] for each in found)]
        if found and not any(run in tests for run in own):
            missing.append(f"{where}: {sorted(own)[:3]}")
    assert missing == []
