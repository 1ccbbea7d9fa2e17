"""Reads source without running it: what a file imports, and where it would write round the change log."""

import ast
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

PACKAGE = "nscp_desktop"


@dataclass(frozen=True)
class Floor:
    """What one package, or one module at the top, may import directly."""

    ours: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    pure: bool = False
    """Neither clock nor disk nor threads."""
    writes: bool = False
    """May write to the database by other means than a unit of work."""


@dataclass(frozen=True)
class Plan:
    """The whole house."""

    floors: Mapping[str, Floor]
    ground: frozenset[str]
    qt_modules: frozenset[str]
    network: frozenset[str]
    """Modules through which a connection could be opened; nobody may import them."""
    treacherous: frozenset[str]
    """Modules that do harm here; nobody may import them."""
    impure: frozenset[str]
    """Modules of Python's own that a pure floor may not import."""
    forbidden_names: frozenset[str]


@dataclass(frozen=True, order=True)
class Breach:
    """One place that does not keep to the plan."""

    file: str
    line: int
    says: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.says}"


@dataclass
class Reading(ast.NodeVisitor):
    """Walks one module and collects what it names. What only the type checker reads is passed over."""

    module: tuple[str, ...]
    is_package: bool
    imports: list[tuple[int, str]] = field(default_factory=list)
    """Line and dotted name; ``from a import b`` gives ``a.b``."""
    alchemy: dict[str, str] = field(default_factory=dict)
    """Local name of everything taken from SQLAlchemy or SQLModel, with its dotted name."""
    writes: list[tuple[int, str]] = field(default_factory=list)
    clocks: list[tuple[int, str]] = field(default_factory=list)
    unreadable: list[int] = field(default_factory=list)
    """Lines with an import whose name is only known while running."""

    def visit_If(self, node: ast.If) -> None:
        test = node.test
        name = test.attr if isinstance(test, ast.Attribute) else getattr(test, "id", "")
        if name != "TYPE_CHECKING":
            self.generic_visit(node)
            return
        for child in node.orelse:
            self.visit(child)

    def visit_Import(self, node: ast.Import) -> None:
        for name in node.names:
            local = name.asname or name.name.split(".")[0]
            self._note(node.lineno, name.name, local, name.name if name.asname else local)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        base = node.module or ""
        if node.level:
            package = self.module if self.is_package else self.module[:-1]
            above = package[: len(package) - (node.level - 1)]
            base = ".".join([*above, *([node.module] if node.module else [])])
        for name in node.names:
            dotted = f"{base}.{name.name}"
            self._note(node.lineno, dotted, name.asname or name.name, dotted)

    def _note(self, line: int, dotted: str, local: str, means: str) -> None:
        self.imports.append((line, dotted))
        if dotted.startswith(("sqlalchemy.", "sqlmodel.")) or dotted in {"sqlalchemy", "sqlmodel"}:
            self.alchemy[local] = means
            if dotted.rsplit(".", 1)[-1] in WRITING_NAMES:
                self.writes.append((line, f"takes {dotted}"))

    def visit_Call(self, node: ast.Call) -> None:
        called = _dotted(node.func)
        last = called.rsplit(".", 1)[-1]
        if last in {"import_module", "__import__"}:
            self._note_dynamic(node)
        if last in BULK_CALLS:
            self.writes.append((node.lineno, f"calls {called}"))
        if last in {"exec", "execute", "scalar", "scalars"} and node.args and self._is_raw(node.args[0]):
            self.writes.append((node.lineno, f"hands raw SQL to {called}"))
        if last == "delete" and called.split(".")[-2:-1] == ["session"]:
            self.writes.append((node.lineno, f"calls {called}: removal is a field that is set"))
        if called == "open" or last in CLOCK_CALLS:
            self.clocks.append((node.lineno, called))
        self.generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        first, _, rest = _dotted(node).partition(".")
        if node.attr in WRITING_NAMES and first in self.alchemy and rest:
            self.writes.append((node.lineno, f"takes {self.alchemy[first]}.{rest}"))
        self.generic_visit(node)

    def _note_dynamic(self, node: ast.Call) -> None:
        known = _known_name(node.args[0]) if node.args else ""
        if known:
            self.imports.append((node.lineno, known))
        else:
            self.unreadable.append(node.lineno)

    @staticmethod
    def _is_raw(argument: ast.expr) -> bool:
        if isinstance(argument, ast.Call):
            return not WRITING_NAMES.isdisjoint(_dotted(argument.func).split("."))
        return isinstance(argument, ast.JoinedStr) or (
            isinstance(argument, ast.Constant) and isinstance(argument.value, str)
        )


WRITING_NAMES = frozenset({"insert", "update", "delete", "text"})
BULK_CALLS = frozenset(
    {
        "bulk_insert_mappings",
        "bulk_save_objects",
        "bulk_update_mappings",
        "exec_driver_sql",
        "executemany",
        "executescript",
    }
)
CLOCK_CALLS = frozenset({"now", "utcnow", "today", "uuid1", "uuid4", "urandom", "token_bytes", "token_hex"})


def _known_name(argument: ast.expr) -> str:
    """As much of a module's name as stands in the source: ``f"a.b.{page}"`` is somewhere in ``a.b``."""
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    if isinstance(argument, ast.JoinedStr):
        return _known_name(argument.values[0]).rpartition(".")[0]
    return ""


def _dotted(node: ast.expr) -> str:
    """``a.b.c`` for a chain of names; calls and subscripts in it are passed through."""
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    if isinstance(node, ast.Call):
        return _dotted(node.func)
    if isinstance(node, ast.Subscript):
        return _dotted(node.value)
    return node.id if isinstance(node, ast.Name) else ""


def read(file: Path, root: Path) -> Reading:
    """What a module below ``root`` names."""
    parts = file.relative_to(root).with_suffix("").parts
    is_package = parts[-1] == "__init__"
    reading = Reading(parts[:-1] if is_package else parts, is_package)
    reading.visit(ast.parse(file.read_text(encoding="utf-8"), str(file)))
    return reading


def below(dotted: str, modules: frozenset[str]) -> bool:
    """Whether a dotted name is one of the modules or lies within one."""
    parts = dotted.split(".")
    return any(".".join(parts[:count]) in modules for count in range(1, len(parts) + 1))


def breaches(root: Path, plan: Plan) -> list[Breach]:
    """Every place of the package below ``root`` that does not keep to the plan, in order."""
    found: list[Breach] = []
    for file in sorted((root / PACKAGE).rglob("*.py")):
        shown = file.relative_to(root).as_posix()
        found.extend(Breach(shown, line, says) for line, says in _judge(file, root, plan))
    return sorted(found)


def _judge(file: Path, root: Path, plan: Plan) -> Iterator[tuple[int, str]]:
    parts = file.relative_to(root / PACKAGE).with_suffix("").parts
    for part in parts:
        if set(part.split("_")) & plan.forbidden_names:
            yield 1, f"{part} says nothing about the field; name it for what it is"
    home = parts[0]
    if home == "__init__":
        home = PACKAGE
    floor = plan.floors.get(home)
    if floor is None:
        yield 1, f"{home} is not in the table of floors"
        return
    reading = read(file, root)
    for line, dotted in reading.imports:
        verdict = _verdict(dotted, home, floor, plan)
        if verdict:
            yield line, f"{home} may not import {dotted}: {verdict}"
    for line in reading.unreadable:
        yield line, "imports a module whose name is only known while running"
    if not floor.writes:
        for line, what in reading.writes:
            yield line, f"{what}; only store/ may write round the change log"
    if floor.pure:
        for line, what in reading.clocks:
            yield line, f"{home} is pure and may not call {what}"


def _verdict(dotted: str, home: str, floor: Floor, plan: Plan) -> str | None:
    """Why an import is not permitted; nothing when it is."""
    if below(dotted, plan.network):
        return "it could open a connection"
    if below(dotted, plan.treacherous):
        return "nobody may"
    first, *rest = dotted.split(".")
    if first == PACKAGE:
        there = rest[0] if rest else ""
        if there in {"", home, "__version__", *floor.ours} or there in plan.ground:
            return None
        return "another floor, see the table"
    if first in sys.stdlib_module_names:
        return "it is pure" if floor.pure and below(dotted, plan.impure) else None
    if first not in floor.outside:
        return "another library, see the table"
    if first == "PySide6" and (not rest or rest[0] not in plan.qt_modules):
        return "not one of the Qt modules agreed on"
    return None
