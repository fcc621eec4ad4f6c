"""The workflows of GitHub call what is there: scripts, folders of tests, commands; and no action that could change."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from deskbreak.cli.commands import COMMANDS, command_parser

ROOT = Path(__file__).resolve().parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
OURS = re.compile(r"^(?:python -m deskbreak|deskbreak/deskbreak) (?P<arguments>.+)$")


def lines() -> Iterator[str]:
    """Every line of a workflow, without the dash and the key before a command."""
    for file in WORKFLOWS:
        for line in file.read_text("utf-8").splitlines():
            yield re.sub(r"^\s*(?:- )?(?:run: )?", "", line)


def test_there_are_workflows_that_run_the_tests_and_make_packages() -> None:
    assert [file.name for file in WORKFLOWS] == ["ci.yml", "packages.yml"]


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_every_action_is_pinned_by_its_commit_and_names_its_version(file: Path) -> None:
    used = re.findall(r"uses: (.+)$", file.read_text("utf-8"), re.MULTILINE)
    assert used
    for action in used:
        assert re.fullmatch(r"[\w.-]+/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action)


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_files_and_folders_that_a_workflow_names_are_there(file: Path) -> None:
    named = re.findall(r"(?<![\w/.$])(?:scripts|tests|packaging|\.ci)/[\w./-]*\w", file.read_text("utf-8"))
    named += re.findall(r"requirements-\w+\.lock", file.read_text("utf-8"))
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_commands_that_a_workflow_runs_are_commands_with_these_options() -> None:
    ran = [found["arguments"] for line in lines() if (found := OURS.match(line))]
    assert len(ran) > 10
    for arguments in ran:
        words = shlex.split(re.sub(r"--home \S+", "", arguments))
        if words == ["--version"]:
            continue
        assert words[0] in COMMANDS
        command_parser(words[0]).parse_args(words[1:])
