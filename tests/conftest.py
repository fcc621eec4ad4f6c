"""Fixtures for every room's tests."""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Callable, Iterator

import pytest
from hypothesis import settings

from deskbreak import language
from deskbreak.catalog import load
from deskbreak.core.catalog import Catalog
from deskbreak.runtime.loop import Loop
from tests import shipped
from tests.connections import watched
from tests.desktop.browser import browser as browser
from tests.logfail import LogFail

Until = Callable[..., None]

# How long an example takes is no property of the code where other programs run beside it.
settings.register_profile("no deadline", settings.default, deadline=None)
settings.load_profile("no deadline")


@pytest.fixture(scope="session", autouse=True)
def surroundings() -> Iterator[None]:
    """No width and no language of a terminal, and one reading of the shipped content: it takes a quarter of a second,
    and each of a thousand tests has an empty home."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("COLUMNS", "LANGUAGE", "LC_MESSAGES", language.ENV):  # of where pytest was started
            patch.delenv(name, raising=False)
        patch.setenv("LC_ALL", "C.UTF-8")
        patch.setattr(load, "load_catalog", shipped.load_catalog)
        patch.setattr(sqlite3, "connect", watched(sqlite3.connect))
        yield


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """What a test has chosen as its language is forgotten after it."""
    yield
    language.use(language.ENGLISH, {})


@pytest.fixture(scope="session")
def shipped_catalog() -> Catalog:
    return shipped.shipped_catalog()


@pytest.fixture(autouse=True)
def logfail(request: pytest.FixtureRequest) -> Iterator[LogFail]:
    """The log of this test: `logfail.expect(...)` what it should hold. Anything else in it fails the test."""
    watch = LogFail()
    logging.getLogger().addHandler(watch)
    yield watch
    logging.getLogger().removeHandler(watch)
    if folder := request.node.funcargs.get("tmp_path"):
        watch.read_files(folder)
    if complaint := watch.complaint():
        pytest.fail(complaint, pytrace=False)


@pytest.fixture
def loop() -> Iterator[Loop]:
    made = Loop()
    yield made
    made.close()


@pytest.fixture
def until(loop: Loop) -> Until:
    """Run the loop until `look` is true; `until(look, seconds)` fails when that takes longer."""

    def wait(look: Callable[[], object], seconds: float = 5.0) -> None:
        end = time.monotonic() + seconds
        while not look():
            assert time.monotonic() < end, "it did not happen in time"
            loop.turn(0.05)

    return wait
