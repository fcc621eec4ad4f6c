"""The reference of all options, made from the model; `docs/settings.md` is its output."""

from __future__ import annotations

import json
import sys
from datetime import UTC
from pathlib import Path
from typing import Any

from deskbreak.catalog.load import load_catalog
from deskbreak.core.durations import format_duration
from deskbreak.paths import shipped
from deskbreak.settings.cached import SHIPPED_PLAN
from deskbreak.settings.layers import shipped_layer
from deskbreak.settings.light_pydantic import BaseModel, FieldInfo
from deskbreak.settings.load import load_layers
from deskbreak.settings.model import Settings
from deskbreak.settings.plan_json import plan_to_json
from deskbreak.settings.schema import schema_text

HEAD = """# Settings

One file: `deskbreak config path` says where. What a file leaves out is as shipped (`config/default.toml`); `[hours]`
is taken as a whole week. `deskbreak config check` finds mistakes, `config set KEY VALUE` changes one value and keeps
your comments, `config show --effective` tells what holds and where it comes from. A running deskbreak takes changes
over at once; a bad edit changes nothing.

`config set break.mobility.every 40m` finds a break by its name, and lists need no brackets: `config set quiet.apps
obs,zoom`. An editor with Taplo or Tombi completes and checks the file as you type: its first line names the schema
that `config init` puts beside it.

Who does not like editing files opens the settings as a page in the browser: "Settings" in the tray's menu, or
`deskbreak config page`. There the hours are drawn on a week, and a coming day is played while you change things. The
first screen asks for the hours, how often, where you can move, and the start at login, and plays a routine; the rest is
under "More", with the exercises that are left out ("Allow again") and your data: a copy as a file, and its end. Fields
take what `setup` takes: `9-17`, `9am to 5pm`, and bare numbers for minutes. The page writes the same file, keeps its
comments, and is served by this machine to your own browser, only while it is open.

![The settings page: a week of work hours, the breaks, and how Monday will go](gallery/settings-light.png)

Times are written with a unit: `90s`, `10m`, `1h30m`, at most `24h`. Hours are `"09:00-12:30"`; `"22:00-06:00"`
crosses midnight and belongs to the day it starts. Outside the hours nothing is offered, fixed times included.
`"9-17"`, `"9am-5pm"` and two ranges in one text are understood too, and so are `mon-fri` and `"mon, wed"`, as keys of
`[hours]` and in `days`; a line for a single day wins over one for several. What may mean two things (`"9-5"`), or is no
TOML (`every = 45m`, typographic quotes), is named with the line as it should be.

A shipped break whose time of day lies outside your hours is moved into them, or left out; `config check` says so, and
how to set it yourself.

Profiles lie beside the main file as `profiles/NAME.toml`; what they say replaces the same keys. `deskbreak profile
NAME` chooses one, `deskbreak profile auto` leaves it to `[profiles]`, by weekday; `config check` reads them all. A
system-wide file sets defaults for everybody, and its list `fixed` names keys that people cannot change.
"""


def reference() -> str:
    """The whole page."""
    parts = [HEAD]
    for name, field in Settings.model_fields.items():
        table = _table(field)
        key = field.alias or name
        if table is None:
            parts.append(f"## `{key}`\n\n{field.description}.\n")
        else:
            many = key in ("break", "days")
            title = f"[[{key}]]" if many else f"[{key}]"
            rows = "\n".join(_row(one, part) for one, part in table.model_fields.items())
            parts.append(
                f"## `{title}`\n\n{table.__doc__}\n\n| key | default | what it does |\n|---|---|---|\n{rows}\n"
            )
    return "\n".join(parts)


def _table(field: FieldInfo) -> type[BaseModel] | None:
    for part in (field.annotation, *getattr(field.annotation, "__args__", ())):
        if isinstance(part, type) and issubclass(part, BaseModel):
            return part
    return None


def _row(name: str, field: FieldInfo) -> str:
    default = (
        "needed"
        if field.is_required()
        else f"`{_shown(field.get_default(call_default_factory=True), field)}`"
    )
    return f"| `{name}` | {default} | {field.description or ''} |"


def _shown(value: Any, field: FieldInfo) -> str:
    """A default as people write it: core's seconds become durations."""
    if value is None:
        return "always" if "rows" in (field.description or "") else "–"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f'"{format_duration(value)}"'
    if isinstance(value, list):
        return "[" + ", ".join(_shown(one, field) for one in value) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def shipped_plan_text() -> str:
    """The plan without any file of the person's, for a daemon that cannot have its files checked."""
    catalog, _ = load_catalog([shipped("content")])
    plan = load_layers([shipped_layer()], catalog, UTC).plan
    return json.dumps(plan_to_json(plan), indent=1) + "\n"


def main() -> int:
    """Write the settings page, the schema and the shipped plan; return the exit code."""
    page, published = map(Path, sys.argv[1:])
    page.write_text(reference(), "utf-8")
    published.write_text(schema_text(), "utf-8")
    SHIPPED_PLAN.write_text(shipped_plan_text(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
