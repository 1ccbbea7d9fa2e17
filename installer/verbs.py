"""What the installer can be asked to do."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from installer.environment import APP_LOCK, DEV_LOCK, Environment
from installer.speech import FAILED, MISUSED, CannotGoOn, say
from installer.system import FOR_TESTS, System, has_screen, wanted_libraries

# Held to every branch, beside the whole's 90 % in pyproject.toml.
FULLY_COVERED = ("nscp_desktop/rules/*", "nscp_desktop/services/*")

CHECKS: Sequence[tuple[str, Sequence[str]]] = (
    ("Lint", ("-m", "ruff", "check", ".")),
    ("Format", ("-m", "ruff", "format", "--check", ".")),
    ("Types", ("-m", "mypy")),
    ("Architecture", ("-m", "pytest", "-q", "tests/test_architecture.py")),
)

COMPILE = (
    "-m",
    "uv",
    "pip",
    "compile",
    "pyproject.toml",
    "--quiet",
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-header",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--group=build",
)


@dataclass(frozen=True)
class Verb:
    """One thing to do.

    ``do`` is called with the environment and the remaining arguments and gives the exit code.
    """

    says: str
    do: Callable[[Environment, Sequence[str]], int]
    dev: bool = False
    """Needs the tools for tests and checks."""
    shows: bool = False
    """May open a window."""
    part: str = ""
    """A file of the checkout without which it has nothing to run."""


def demo(environment: Environment, arguments: Sequence[str]) -> int:
    """Run a whole meeting of the sample partnership through the window."""
    return environment.call(["-P", "-m", "installer.demo", *arguments])


def bench(environment: Environment, arguments: Sequence[str]) -> int:
    """Print how long things take, each as a ratio to its floor."""
    return environment.call(["-P", "-m", "installer.bench", *arguments])


def run(environment: Environment, arguments: Sequence[str]) -> int:
    """Start the program; what follows the verb goes to it."""
    if not arguments and not has_screen(sys.platform, os.environ):
        raise CannotGoOn("There is no screen here to show the window on.", MISUSED)
    return environment.call(["-P", "-m", "nscp_desktop", *arguments])


def test(environment: Environment, arguments: Sequence[str]) -> int:
    """Run the tests and hold the coverage to its floors.

    ``--long`` adds the slow ones. Other arguments go to pytest; as those usually choose some of the tests,
    coverage is not judged then.
    """
    long = "--long" in arguments
    chosen = [argument for argument in arguments if argument != "--long"]
    # The test processes, and the programs they start and kill, read the same modules: without what was
    # compiled for one, each of them would compile every module again.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    command = ["-m", "pytest"]
    if long:
        command += ["-m", "", "--hypothesis-profile=long"]
    if chosen:
        return environment.call([*command, *chosen], cwd=environment.root)
    command += ["-n", str(workers(os.cpu_count())), "--dist=worksteal", "--cov", "--cov-report="]
    code = environment.call([*command, "--cov-fail-under=0"], cwd=environment.root)
    return code or _hold_floors(environment)


def workers(processors: int | None) -> int:
    """How many processes share the tests: one for each processor, two at least, eight at most."""
    return min(max(processors or 0, 2), 8)


def _hold_floors(environment: Environment) -> int:
    """Judge the coverage the tests left: every branch of the core, and the whole by pyproject.toml."""
    floors = (
        ("rules/ and services/", ("--fail-under=100", f"--include={','.join(FULLY_COVERED)}")),
        ("the whole", ()),
    )
    failed = 0
    for what, arguments in floors:
        report = environment.run(
            [str(environment.python), "-m", "coverage", "report", *arguments],
            cwd=environment.root,
            capture_output=True,
            text=True,
            check=False,
        )
        if report.returncode == 0:
            say(f"Coverage of {what} is held: {report.stdout.split()[-1] if report.stdout else ''}")
            continue
        failed = FAILED
        say(f"Coverage of {what} is too low:\n{(report.stdout + report.stderr).rstrip()}")
    return failed


def check(environment: Environment, _arguments: Sequence[str]) -> int:
    """Lint, format, types and architecture; all of them, also when one fails."""
    failed: list[str] = []
    for name, command in CHECKS:
        say(f"{name}:")
        if environment.call(command, cwd=environment.root) != 0:
            failed.append(name.lower())
    say(f"Failed: {', '.join(failed)}." if failed else "All checks passed.")
    return FAILED if failed else 0


def build(environment: Environment, _arguments: Sequence[str]) -> int:
    """Make the wheel in ``dist/``."""
    return environment.call(["-m", "hatchling", "build", "-t", "wheel", "-d", "dist"], cwd=environment.root)


def lock(environment: Environment, arguments: Sequence[str]) -> int:
    """Remake the lock from pyproject.toml; ``--upgrade`` takes newer versions where there are some."""
    for file, more in ((APP_LOCK, ()), (DEV_LOCK, ("--group=dev", f"--constraint={APP_LOCK}"))):
        say(f"Resolving {file}.")
        command = [*COMPILE, *more, f"--output-file={file}", *arguments]
        if environment.call(command, cwd=environment.root) != 0:
            return FAILED
        named = addresses((environment.root / file).read_text(encoding="utf-8"))
        if named:
            raise CannotGoOn(f"{file} names an address and must not: {named[0]}", FAILED)
    return 0


def addresses(locked: str) -> list[str]:
    """The lines of a lock that name an index, a folder or any other address."""
    return [
        line
        for line in locked.splitlines()
        if "://" in line or line.lstrip().startswith(("--index", "--extra", "--find", "-i ", "-f ", "/"))
    ]


VERBS: Mapping[str, Verb] = {
    "demo": Verb(
        "run a whole meeting of a sample partnership", demo, shows=True, part="installer/demo/__main__.py"
    ),
    "test": Verb("run the tests (--long: all of them)", test, dev=True),
    "run": Verb("start the program", run, shows=True, part="nscp_desktop/app.py"),
    "check": Verb("lint, format, types, architecture", check, dev=True),
    "bench": Verb("print how long things take", bench, part="installer/bench/__main__.py"),
    "build": Verb("make the wheel in dist/", build),
    "lock": Verb("remake requirements/ from pyproject.toml", lock, dev=True),
}


def usage() -> str:
    """How the installer is called."""
    lines = [f"  python3 installer {name:6} {verb.says}" for name, verb in VERBS.items()]
    return "\n".join(["NSCP Desktop is set up and run by one of these:", *lines])


def main(arguments: Sequence[str]) -> int:
    """Do what the first argument says and give the exit code.

    0 done; 1 a check or test failed; 2 not understood, or not in this copy; 3 the machine lacks something.
    """
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        say(usage())
        return 0 if arguments else MISUSED
    name, *rest = arguments
    verb = VERBS.get(name)
    if verb is None:
        say(f"There is no verb {name}.\n{usage()}")
        return MISUSED
    try:
        return _do(verb, rest, Environment(), System.here())
    except CannotGoOn as stop:
        say(str(stop))
        return stop.code
    except KeyboardInterrupt:
        say("Stopped.")
        return FAILED


def _do(verb: Verb, arguments: Sequence[str], environment: Environment, system: System) -> int:
    if verb.part and not (environment.root / verb.part).is_file():
        raise CannotGoOn(f"This copy has no {verb.part} yet, so there is nothing to run.", MISUSED)
    screen = has_screen(sys.platform, os.environ)
    if not screen:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    libraries = wanted_libraries(sys.platform, screen=screen and verb.shows)
    environment.prepare(dev=verb.dev, system=system, libraries=libraries)
    if verb.do is test and sys.platform.startswith("linux"):
        system.welcome(FOR_TESTS)
    return verb.do(environment, arguments)
