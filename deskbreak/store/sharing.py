"""One journal on several machines, through a folder that some other program keeps in step.

Each machine writes only its own file there, and reads everybody's: so nothing can conflict. A file is a header
and then one JSON line a row, appended as it is recorded. Rows have names of their own (`uid`), so a line that
comes twice, late, or in another order changes nothing; half a line waits until the rest of it is there.

`python -m deskbreak.store.sharing JOURNAL FOLDER NAME` exchanges once and prints what came of it as JSON. The
daemon runs that as a child, so that reading a long file costs it nothing.
"""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from deskbreak.errors import DeskbreakError
from deskbreak.plain_file import CAREFULLY, open_plain
from deskbreak.sentences import english
from deskbreak.store import columns, writes
from deskbreak.store.database import Database, connect, trouble
from deskbreak.store.rows import JournalError
from deskbreak.store.schema import TooManyMachines, remember_machine
from deskbreak.store.shapes import fits, is_text
from deskbreak.values import dataclass

FORMAT = 1
MAX_LINE = 1_048_576  # three texts as long as a row bears, of letters that take six bytes each
MAX_FILE = 268_435_456  # 256 MiB, some fifty years
MAX_KEY = 64
_APPENDING = os.O_WRONLY | os.O_APPEND | CAREFULLY
_CREATING = os.O_WRONLY | os.O_CREAT | os.O_EXCL | CAREFULLY
_OF_EVERYBODY = "everywhere"


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What one exchange did: rows sent, rows that came from others, and whether breaks are among those."""

    sent: int = 0
    came: int = 0
    breaks: int = 0


def exchange(journal: Path, folder: Path, name: str) -> Exchanged:
    """Send what the folder lacks and take what is new there. Raises JournalError with a sentence."""
    try:
        database = Database(journal, connect(journal))
    except (sqlite3.Error, OSError) as error:
        raise trouble(journal, error) from error
    try:
        return _Exchange(database, folder, name).run()
    except (sqlite3.Error, OSError) as error:
        raise _folder_trouble(folder, error) from error
    finally:
        database.close()


def _folder_trouble(folder: Path, error: Exception) -> JournalError:
    why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return JournalError(
        english(
            "the shared folder {folder} cannot be used ({why}); breaks stay in the journal and follow later",
            folder=folder,
            why=why,
        )
    )


class _Exchange:
    def __init__(self, database: Database, folder: Path, name: str) -> None:
        self._db, self._folder = database, folder
        self._key, _tag = database.write(lambda db: writes.identity(db, name))
        self._name = name
        self._own = folder / f"deskbreak-{self._key}.jsonl"

    def run(self) -> Exchanged:
        if not self._folder.is_dir():
            self._folder.mkdir()  # the last part alone: a drive that is not mounted must not be filled instead
        sent = self._send()
        came, breaks, forgets = self._take()
        if forgets:
            self._db.write(writes.delete_forgotten)
            sent += self._rewrite()
        return Exchanged(sent, came, breaks)

    # -- sending ----------------------------------------------------------------------------------------

    def _send(self) -> int:
        unsent = self._db.connection.execute("SELECT kind, uid FROM unsent").fetchall()
        known = self._size_left() == _size(self._own)
        if not known or any(kind == "forgets" for kind, _ in unsent):
            return self._rewrite()
        if not unsent:
            return 0
        lines = [line for kind, uid in unsent for line in self._lines(kind, "AND uid = ?", (uid,))]
        with os.fdopen(os.open(self._own, _APPENDING), "ab") as file:
            file.write("".join(lines).encode())
            file.flush()
            os.fsync(file.fileno())
        self._all_sent(unsent)
        return len(lines)

    def _rewrite(self) -> int:
        """The whole file of this machine, when it is missing, was changed by others, or rows were forgotten."""
        unsent = self._db.connection.execute("SELECT kind, uid FROM unsent").fetchall()
        header = {"deskbreak": FORMAT, "machine": self._key, "name": self._name, "begun": writes.new_uid()}
        lines = [json.dumps(header, ensure_ascii=False) + "\n"]
        for kind in columns.shared_tables():
            lines += self._lines(kind)
        part = self._own.with_name(f".{self._own.name}.part")
        part.unlink(missing_ok=True)  # a link that was put there is not followed, but removed
        with os.fdopen(os.open(part, _CREATING, 0o600), "wb") as file:
            file.write("".join(lines).encode())
            file.flush()
            os.fsync(file.fileno())
        part.replace(self._own)
        self._all_sent(unsent)
        return len(lines) - 1

    def _lines(self, kind: str, more: str = "", values: tuple[object, ...] = ()) -> Iterator[str]:
        names = [column.name for column in columns.TABLES[kind].carried]
        number = "id / 1000" if kind == "outcomes" else "NULL"
        mine = "machine IN (SELECT key FROM machines WHERE own)"
        sql = f"SELECT {number}, {', '.join(names)} FROM {kind} WHERE {mine} {more} ORDER BY id"
        for count, *row in self._db.connection.execute(sql, values):
            line = dict(zip(names, row, strict=True))
            if kind == "forgets" and not line[_OF_EVERYBODY]:
                continue  # how long this machine keeps its rows is its own business
            head: dict[str, Any] = {"kind": kind} | ({"number": count} if count is not None else {})
            yield json.dumps(head | line, ensure_ascii=False, separators=(",", ":")) + "\n"

    def _size_left(self) -> int | None:
        """How large this machine's file was when it was last written; None if it never was."""
        found = self._db.connection.execute(
            "SELECT position FROM shared WHERE file = ?", (str(self._own),)
        ).fetchone()
        return int(found[0]) if found else None

    def _all_sent(self, unsent: Iterable[tuple[str, str]]) -> None:
        def work(db: sqlite3.Connection) -> None:
            db.executemany("DELETE FROM unsent WHERE kind = ? AND uid = ?", unsent)
            _understood(db, self._own, _size(self._own), "")

        self._db.write(work)

    # -- taking -----------------------------------------------------------------------------------------

    def _take(self) -> tuple[int, int, bool]:
        came, breaks, forgets = 0, 0, False
        for file in sorted(self._folder.glob("deskbreak-*.jsonl")):
            if file != self._own:
                kinds = self._take_file(file)
                came += len(kinds)
                breaks += kinds.count("outcomes")
                forgets = forgets or "forgets" in kinds
        return came, breaks, forgets

    def _take_file(self, file: Path) -> list[str]:
        """The kinds of the rows that are new in this file; it is read from where it was last understood."""
        position, mark = self._known(file)
        try:
            status = file.lstat()
            stamp = f"{status.st_size} {status.st_mtime_ns}"
            if mark.partition("\n")[0] == stamp:
                return []
            with open_plain(file, max_bytes=MAX_FILE, links=False) as lines:
                header = lines.readline(MAX_LINE)
                same = mark.partition("\n")[2] == header.decode("utf-8", "replace")
                lines.seek(position if same and position <= status.st_size else 0)
                return self._take_lines(file, lines, f"{stamp}\n{header.decode('utf-8', 'replace')}")
        except OSError:
            return []  # no plain file, or another program is at it; it is looked at again

    def _take_lines(self, file: Path, lines: Any, mark: str) -> list[str]:
        found: list[tuple[str, dict[str, Any]]] = []
        understood: int | None = None  # up to where everything made sense
        while raw := lines.readline(MAX_LINE):
            row = _read(raw)
            if row is None:
                understood = lines.tell() - len(raw) if understood is None else understood
            elif row[0]:
                found.append(row)
        position = lines.tell() if understood is None else understood

        def work(db: sqlite3.Connection) -> list[str]:
            kinds = [kind for kind, row in found if _is_new(db, kind, row)]
            _understood(db, file, position, mark)
            return kinds

        return self._db.write(work)

    def _known(self, file: Path) -> tuple[int, str]:
        found = self._db.connection.execute(
            "SELECT position, mark FROM shared WHERE file = ?", (str(file),)
        ).fetchone()
        return (int(found[0]), str(found[1])) if found else (0, "")


def _read(raw: bytes) -> tuple[str, dict[str, Any]] | None:
    """The row of a line, with its kind; a kind of "" for lines that need no row; None for what makes no sense."""
    if not raw.endswith(b"\n"):
        return None  # the rest is on its way
    try:
        line = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    if not isinstance(line, dict):
        return None
    if "deskbreak" in line:
        return "machines", line
    kind = line.get("kind")
    if isinstance(kind, str) and kind in columns.shared_tables():
        return kind, line
    return "", {}  # a newer deskbreak may know more kinds


def _is_new(db: sqlite3.Connection, kind: str, line: dict[str, Any]) -> bool:
    """Return True if the line brought a new row; one that cannot be a row costs itself and nothing else."""
    try:
        return _insert(db, kind, line)
    except TooManyMachines:
        return False


def _insert(db: sqlite3.Connection, kind: str, line: dict[str, Any]) -> bool:
    """Return True if the row was new."""
    if kind == "machines":
        return _name_machine(db, line.get("machine"), line.get("name"))
    row = {one.name: line.get(one.name, one.default) for one in columns.TABLES[kind].carried}
    uid, machine = str(row["uid"]), str(row["machine"])
    if not fits(kind, row) or not _is_named(uid, machine):
        return False
    if kind == "sittings":
        return _grow_sitting(db, row)
    if db.execute(f"SELECT 1 FROM {kind} WHERE uid = ?", (uid,)).fetchone():
        return False
    if kind == "outcomes":
        row["id"] = _number(db, line, machine)
    db.execute(columns.insert_sql(kind, row), row)
    return not _is_forgotten(db, kind, uid)


def _understood(db: sqlite3.Connection, file: Path, position: int, mark: str) -> None:
    """Note up to where the file is read, and what it looked like then."""
    row = {"file": str(file), "position": position, "mark": mark}
    db.execute(columns.insert_sql("shared", row, "INSERT OR REPLACE"), row)


def _is_named(uid: str, machine: str) -> bool:
    """Return True if the row's name is one that this machine may give, and one line of any file."""
    return uid.startswith(f"{machine}-") and len(uid) <= 2 * MAX_KEY and uid.isprintable()


def _name_machine(db: sqlite3.Connection, key: object, name: object) -> bool:
    if isinstance(key, str) and isinstance(name, str) and is_text(key + name) and 0 < len(key) <= MAX_KEY:
        remember_machine(db, key, name[:100] or key, own=False)
        db.execute("UPDATE machines SET name = ? WHERE key = ? AND NOT own", (name[:100] or key, key))
    return False


def _grow_sitting(db: sqlite3.Connection, row: dict[str, Any]) -> bool:
    """A stretch of sitting grows while it lasts: the version that was written last counts."""
    known = db.execute("SELECT written FROM sittings WHERE uid = ?", (row["uid"],)).fetchone()
    if known and known[0] >= row["written"]:
        return False
    db.execute(columns.insert_sql("sittings", row, "INSERT OR REPLACE"), row)
    return known is None and not _is_forgotten(db, "sittings", row["uid"])


def _number(db: sqlite3.Connection, line: dict[str, Any], machine: str) -> int:
    """The row's id here: the other machine's own number with the tag it has here, or the next free one."""
    tag = remember_machine(db, machine, machine, own=False)
    count = line.get("number")
    if isinstance(count, int) and 0 < count < 10**12:
        row = count * 1000 + tag
        if not db.execute("SELECT 1 FROM outcomes WHERE id = ?", (row,)).fetchone():
            return row
    return (writes.highest_number(db, tag) + 1) * 1000 + tag


def _is_forgotten(db: sqlite3.Connection, kind: str, uid: str) -> bool:
    """Delete the row again if it was forgotten before it came."""
    if kind not in writes.TIMES:
        return False
    rule = writes.FORGOTTEN.format(at=f"{kind}.{writes.TIMES[kind]}", table=kind)
    return db.execute(f"DELETE FROM {kind} WHERE uid = ? AND {rule}", (uid,)).rowcount > 0


def _size(file: Path) -> int:
    """-1 where there is no plain file: then it is written again."""
    try:
        status = file.lstat()
    except OSError:
        return -1
    return status.st_size if stat.S_ISREG(status.st_mode) else -1


def main(argv: list[str]) -> int:
    """Exchange with the shared folder and print what came of it as one line of JSON; return the exit code."""
    journal, folder, name = Path(argv[0]), Path(argv[1]), argv[2]
    try:
        done = exchange(journal, folder, name)
    except DeskbreakError as error:
        print(json.dumps({"trouble": str(error)}))
        return 1
    print(json.dumps({"sent": done.sent, "came": done.came, "breaks": done.breaks}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
