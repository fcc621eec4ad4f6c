"""The house rules: rooms import one way, core is pure, and the daemon stays light."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "deskbreak"

# Each floor may import the floors below it; rooms on one floor do not know each other.
FLOORS = (
    {"core", "runtime"},
    {"catalog", "settings", "store", "figures", "calendars", "platforms"},
    {"player", "app"},
    {"cli"},
)
EVERYBODY = {
    "atomic",
    "cache_file",
    "called",
    "columns",
    "errors",
    "language",
    "letters",
    "local_forms",
    "paths",
    "plain_file",
    "reverse",
    "sentences",
    "stand_ins",
    "toml_file",
    "toml_lines",
    "values",
    "wrong_values",
    "zone",
    "__init__",
}  # modules without a room
MAX_LINES = 350
DOOR = "__main__"  # may open the command line

# Neighbours that one room may use, and why. A line that is no longer needed fails the test.
NEIGHBOURS = {
    ("settings", "catalog"): "the check child proves that routines and exercises named in the settings exist",
    ("catalog", "figures"): "the content rules check pose files with the figures' own checker",
    ("store", "catalog"): "the journal's words for routines and exercises come from the content",
    ("app", "player.protocol"): "the lines on the pipe between daemon and player, values only",
}

# What core may use: values and arithmetic. No clock, files, chance, threads or network.
CORE_MAY_IMPORT = {
    "__future__", "bisect", "collections", "datetime", "enum", "fractions", "functools",
    "heapq", "itertools", "json", "math", "operator", "re", "string", "types", "typing", "zlib",
}  # fmt: skip
IMPURE_CALL = re.compile(
    r"open|input|print|exec|eval|__import__|(.*\.)?(now|utcnow|today|read_text|write_text)"
)

# What never gets into the daemon's process: each costs megabytes or start-up time that a tray icon must not.
DAEMON = "deskbreak.app.daemon"
TOO_HEAVY = (
    "pydantic", "PIL", "tkinter", "rich", "icalendar", "recurring_ical_events", "asyncio", "tomllib",
    "tomlkit", "hashlib", "ssl", "concurrent.futures", "importlib.metadata", "urllib.request", "http", "dataclasses",
    "inspect", "ast", "ipaddress", "tzlocal", "uuid", "random", "six", "calendar", "platform", "tempfile",
)  # fmt: skip
DESKTOP = {"DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "DESKBREAK_HOME"}


class Import(NamedTuple):
    file: Path
    line: int
    module: str

    def __str__(self) -> str:
        return f"{self.file.relative_to(ROOT)}:{self.line} imports {self.module}"

    def within(self, *names: str) -> bool:
        return any(self.module == name or self.module.startswith(f"{name}.") for name in names)


def _modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


@cache
def _imports(file: Path) -> list[Import]:
    """Every import of the file: those for the type checker, inside functions, and by name too."""
    return list(_found_imports(file))


def _found_imports(file: Path) -> Iterator[Import]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"), str(file))):
        if isinstance(node, ast.Import):
            yield from (Import(file, node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(file, node)
            yield from (Import(file, node.lineno, f"{base}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            names = [part.value for part in node.args if isinstance(part, ast.Constant)]
            yield from (Import(file, node.lineno, name) for name in names if isinstance(name, str))


def _absolute(file: Path, node: ast.ImportFrom) -> str:
    package = ["deskbreak", *file.relative_to(PACKAGE).parent.parts]
    above = package[: len(package) - node.level + 1] if node.level else []
    return ".".join([*above, *([node.module] if node.module else [])])


def _room(file: Path) -> str:
    parts = file.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else file.stem


def _floor(room: str) -> int:
    for number, rooms in enumerate(FLOORS):
        if room in rooms:
            return number
    pytest.fail(f"deskbreak/{room} is a new room: give it a floor in {Path(__file__).name}")


def _crossings() -> Iterator[tuple[Import, str, str]]:
    """Imports from one room to another, as (import, from, to)."""
    for file in _modules():
        room = _room(file)
        for one in _imports(file):
            parts = one.module.split(".")
            target = parts[1] if parts[0] == "deskbreak" and len(parts) > 1 else ""
            if target and target != room and (PACKAGE / target).is_dir() and room != DOOR:
                yield one, room, target


def _neighbour(one: Import, room: str) -> tuple[str, str] | None:
    return next((pair for pair in NEIGHBOURS if pair[0] == room and one.within(f"deskbreak.{pair[1]}")), None)


def test_rooms_import_one_way():
    wrong = [
        str(one)
        for one, room, target in _crossings()
        if room not in EVERYBODY and _floor(target) >= _floor(room) and not _neighbour(one, room)
    ]
    assert not wrong, "\n".join(wrong)


def test_no_file_is_too_long_to_be_read_at_once():
    files = [file for kind in ("py", "html", "css", "js") for file in PACKAGE.rglob(f"*.{kind}")]
    lines = {str(file.relative_to(ROOT)): file.read_text("utf-8").count("\n") for file in files}
    assert len(lines) > 300
    assert not {name: count for name, count in lines.items() if count > MAX_LINES}


def test_a_class_name_means_one_thing():
    found: dict[str, list[str]] = {}
    for file in _modules():
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found.setdefault(node.name, []).append(str(file.relative_to(PACKAGE)))
    assert not {name: files for name, files in found.items() if len(files) > 1}


def _graph() -> dict[str, set[str]]:
    """Each module of the package, and those that it imports, for the type checker too."""
    names = {
        ".".join(("deskbreak", *file.relative_to(PACKAGE).with_suffix("").parts)): file for file in _modules()
    }
    names = {name.removesuffix(".__init__"): file for name, file in names.items()}
    graph: dict[str, set[str]] = {}
    for name, file in names.items():
        asked = {
            one.module if one.module in names else one.module.rpartition(".")[0] for one in _imports(file)
        }
        graph[name] = asked & names.keys() - {name}
    return graph


def _circles(graph: dict[str, set[str]]) -> list[list[str]]:
    """Groups of modules that reach each other, each once, sorted."""
    reach = {name: _reached(graph, name) for name in graph}
    groups = {tuple(sorted(one for one in reach[name] if name in reach[one])) for name in graph}
    return sorted(list(group) for group in groups if group)


def _reached(graph: dict[str, set[str]], start: str) -> set[str]:
    reached, new = set[str](), {start}
    while new := {one for at in new for one in graph[at]} - reached:
        reached |= new
    return reached


def test_no_two_files_import_each_other_nor_in_a_circle_of_any_length():
    wrong = [" -> ".join(circle) for circle in _circles(_graph())]
    assert not wrong, "\n".join(wrong)


def test_a_circle_is_found():
    graph = {"a": {"b"}, "b": {"c"}, "c": {"a", "d"}, "d": {"e"}, "e": {"d"}, "f": {"a"}}
    assert _circles(graph) == [["a", "b", "c"], ["d", "e"]]
    assert _circles({"a": {"b"}, "b": set()}) == []


def test_modules_for_everybody_know_no_room():
    wrong = [str(one) for one, room, _target in _crossings() if room in EVERYBODY]
    assert not wrong, "\n".join(wrong)


def test_no_neighbour_is_listed_without_need():
    used = {_neighbour(one, room) for one, room, _target in _crossings()}
    assert set(NEIGHBOURS) <= used, f"no longer needed: {set(NEIGHBOURS) - used}"


def _assigned_from_outside(source: str) -> list[int]:
    """The lines that set an attribute of something that is not one's own."""
    lines = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store | ast.Del):
            owner = node.value
            if not (isinstance(owner, ast.Name) and owner.id in ("self", "cls")):
                lines.append(node.lineno)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("setattr", "object.__setattr__"):
            lines.append(node.lineno)
    return lines


def _set_later(source: str) -> list[str]:
    """Attributes of a plain class that are only announced: its constructor does not set them."""
    return [
        f"{made.name}.{line.target.id}"
        for made in ast.walk(ast.parse(source))
        if isinstance(made, ast.ClassDef) and not made.decorator_list and not made.bases
        for line in made.body
        if isinstance(line, ast.AnnAssign) and line.value is None and isinstance(line.target, ast.Name)
    ]


SETS_ELSEWHERE = {"schedule.py"}  # stand-ins for modules, while APScheduler is imported


def test_the_parts_of_the_daemon_are_complete_by_their_constructors():
    wrong = []
    for file in sorted((PACKAGE / "app").rglob("*.py")):
        if file.name in SETS_ELSEWHERE:
            continue
        source = file.read_text(encoding="utf-8")
        wrong += [f"{file.relative_to(ROOT)}:{line}" for line in _assigned_from_outside(source)]
        wrong += [f"{file.relative_to(ROOT)}: {name} is set later" for name in _set_later(source)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("daemon.players = Players(daemon)", [1]),
        ("self._daemon.clock = fast", [1]),
        ("a.b, self.c = 1, 2", [1]),
        ("a.b += 1", [1]),
        ("object.__setattr__(daemon, 'x', 1)", [1]),
        ("self.players = Players()\nplayers[0] = 1", []),
    ],
)
def test_what_is_set_from_outside_is_seen(source, lines):
    assert _assigned_from_outside(source) == lines
    assert _set_later("class Daemon:\n    players: Players\n") == ["Daemon.players"]
    assert not _set_later("@dataclass\nclass Daemon:\n    players: Players\n")


def test_core_imports_values_and_arithmetic_only():
    wrong = [
        str(one)
        for file in sorted((PACKAGE / "core").rglob("*.py"))
        for one in _imports(file)
        if not one.within("deskbreak.core", "deskbreak.values", "deskbreak.sentences", *CORE_MAY_IMPORT)
    ]
    assert not wrong, "\n".join(wrong)


def test_dataclasses_are_the_light_ones():
    wrong = [str(one) for file in _modules() for one in _imports(file) if one.within("dataclasses")]
    assert all("deskbreak/values.py" in one for one in wrong), f"use deskbreak.values: {wrong}"


def test_core_reads_no_clock_and_touches_nothing():
    wrong = []
    for file in sorted((PACKAGE / "core").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and IMPURE_CALL.fullmatch(ast.unparse(node.func)):
                wrong.append(f"{file.relative_to(ROOT)}:{node.lineno} calls {ast.unparse(node.func)}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("source", "module"),
    [
        ("import deskbreak.cli.main", "deskbreak.cli.main"),
        ("from ..cli import main", "deskbreak.cli.main"),
        ("def later():\n    from deskbreak.cli.main import main", "deskbreak.cli.main.main"),
        ("from . import plan", "deskbreak.core.plan"),
        ("importlib.import_module('deskbreak.cli.main')", "deskbreak.cli.main"),
    ],
)
def test_an_import_is_seen_however_it_is_written(tmp_path, monkeypatch, source, module):
    monkeypatch.setitem(globals(), "PACKAGE", tmp_path)
    file = tmp_path / "core" / "odd.py"
    file.parent.mkdir()
    file.write_text(source)
    assert [one.module for one in _imports(file)] == [module]


def test_the_daemon_imports_nothing_heavy():
    code = f"import sys, {DAEMON}; print(*sorted(sys.modules), sep='\\n')"
    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    loaded = done.stdout.split()
    assert DAEMON in loaded
    assert not _heavy(loaded), f"{DAEMON} imports {', '.join(_heavy(loaded))}"


def test_the_icon_waits_for_nothing_but_itself():
    """What `start` imports comes before the icon; the plan, the journal and the engine come after it."""
    code = "import sys, deskbreak.app.start; print(*sys.modules, sep='\\n')"
    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, cwd=ROOT)
    loaded = [name for name in done.stdout.split() if name.startswith("deskbreak.")]
    assert "deskbreak.app.desktop" in loaded, done.stderr
    early = {"app": {"desktop", "lock", "logs", "options", "start"}, "platforms": {"port", "session", "tray"}}
    rooms = {"core", "catalog", "settings", "store", "figures", "calendars", "player", "app", "platforms"}
    late = []
    for name in loaded:
        room, _, rest = name.removeprefix("deskbreak.").partition(".")
        if rest and room in rooms and rest.split(".")[0] not in early.get(room, ()):
            late.append(name)
    assert not late, f"imported before the icon: {', '.join(late)}"


@pytest.mark.skipif(sys.platform == "win32", reason="the control socket is looked for as a file")
def test_the_running_daemon_has_loaded_nothing_heavy(short_home: Path):
    """What is imported on the way counts too: settings, journal, ports and the first answer."""
    env = {key: value for key, value in os.environ.items() if key not in DESKTOP} | {
        "XDG_RUNTIME_DIR": str(short_home)
    }
    deskbreak = ["-m", "deskbreak", "--home", str(short_home)]
    with (short_home / "said").open("wb") as said:
        daemon = subprocess.Popen(
            [sys.executable, "-X", "importtime", *deskbreak, "run", "--speed", "60"],
            env=env, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=said, stderr=said,
        )  # fmt: skip
    try:
        asked = [sys.executable, *deskbreak, "status", "--json"]
        until = time.monotonic() + 20
        while subprocess.run(asked, env=env, cwd=ROOT, capture_output=True).returncode:
            alive = daemon.poll() is None and time.monotonic() < until
            assert alive, "no answer from the daemon:\n" + (short_home / "said").read_text()[-2000:]
            time.sleep(0.1)
        subprocess.run([sys.executable, *deskbreak, "stop"], env=env, cwd=ROOT, capture_output=True)
        assert daemon.wait(10) == 0
    finally:
        daemon.kill()
        daemon.wait()
    loaded = re.findall(
        r"^import time: +\d+ \| +\d+ \| +([\w.]+)$", (short_home / "said").read_text(), re.MULTILINE
    )
    assert DAEMON in loaded
    assert not _heavy(loaded), f"the running daemon has loaded {', '.join(_heavy(loaded))}"


@pytest.fixture
def short_home() -> Iterator[Path]:
    """A folder with a short name: a socket's path has little room."""
    with tempfile.TemporaryDirectory(prefix="db-") as folder:
        yield Path(folder)


# Since Python 3.14 `traceback`, and with it `logging`, brings these along.
COMES_ANYWAY = {"ast", "dataclasses", "inspect"} if sys.version_info >= (3, 14) else set()


def _heavy(loaded: list[str]) -> list[str]:
    asked = set(TOO_HEAVY) - COMES_ANYWAY
    return [name for name in loaded if any(name == one or name.startswith(f"{one}.") for one in asked)]
