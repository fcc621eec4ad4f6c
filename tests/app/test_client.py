"""How commands talk to the daemon: what they send, what they make of its answer, and when they give up."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from deskbreak.app import client
from deskbreak.app.client import DaemonBusy, RequestRefused
from deskbreak.errors import DeskbreakError, NoDaemon
from deskbreak.paths import Profile

PROFILE = Profile(Path("/home"), Path("/home"), Path("/home"), Path("/home"))


class Peer:
    """A conversation with a daemon that answers as the test wants."""

    def __init__(self, *replies: dict[str, Any] | Exception) -> None:
        self.answers = list(replies)
        self.sent: list[dict[str, Any]] = []
        self.closed = self.patient = False

    def send(self, request: dict[str, Any]) -> None:
        self.sent.append(request)

    def wait_for_ever(self) -> None:
        self.patient = True

    def replies(self) -> Iterator[dict[str, Any]]:
        for one in self.answers:
            if isinstance(one, Exception):
                raise one
            yield one

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Any:
    """`answers(...)` makes the next conversation."""

    def make(*replies: dict[str, Any] | Exception) -> Peer:
        peer = Peer(*replies)
        monkeypatch.setattr(client, "_connect", lambda _profile: peer)
        return peer

    return make


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_profile: Profile) -> None:
        raise NoDaemon

    monkeypatch.setattr(client, "_connect", refuse)


def test_a_request_has_the_details_that_were_given(answers: Any) -> None:
    peer = answers({"ok": True, "said": "yes"}, {"ok": False})
    assert client.ask(PROFILE, "snooze", for_s=0, until=None, until_pause=False) == {
        "ok": True,
        "said": "yes",
    }
    assert peer.sent == [{"do": "snooze", "for_s": 0, "until_pause": False}]
    assert peer.closed and not peer.patient


@pytest.mark.parametrize(
    ("reply", "said", "code"),
    [
        ({"ok": False, "error": "nothing to end", "code": 3}, "nothing to end", 3),
        ({"ok": False, "error": "nothing to end"}, "nothing to end", 1),
        ({}, "the daemon could not do that", 1),
    ],
)
def test_a_refusal_has_the_daemons_sentence_and_its_code(
    answers: Any, reply: Any, said: str, code: int
) -> None:
    peer = answers(reply)
    with pytest.raises(RequestRefused) as error:
        client.ask(PROFILE, "skip")
    assert (str(error.value), error.value.exit_code, peer.closed) == (said, code, True)


@pytest.mark.parametrize(
    ("replies", "said"),
    [
        ([], "the daemon went away while it was asked; see: deskbreak status"),
        ([TimeoutError("timed out")], "the daemon did not answer (timed out); see: deskbreak doctor"),
        ([ValueError("no JSON")], "the daemon did not answer (no JSON); see: deskbreak doctor"),
    ],
)
def test_one_that_does_not_answer_is_said_to(answers: Any, replies: list[Exception], said: str) -> None:
    peer = answers(*replies)
    with pytest.raises(DeskbreakError) as error:
        client.ask(PROFILE, "status")
    assert str(error.value) == said and peer.closed
    assert client.notify_if_running(PROFILE, "reload")  # it runs, and will notice by itself
    assert client.daemons_time(PROFILE) is None


def test_news_reach_a_daemon_that_is_there(answers: Any) -> None:
    peer = answers({"ok": True})
    assert client.notify_reload(PROFILE)
    assert client.notify_if_running(PROFILE, "journal-changed", why="x")
    assert peer.sent == [{"do": "reload"}, {"do": "journal-changed", "why": "x"}]


def test_without_a_daemon_there_is_nobody_to_tell(nobody: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not client.notify_if_running(PROFILE, "reload") and not client.notify_reload(PROFILE)
    assert client.daemons_time(PROFILE) is None
    monkeypatch.setattr(client.time, "time", lambda: 123.0)  # type: ignore[attr-defined]
    assert client.now_for(PROFILE) == 123.0


@pytest.mark.parametrize(
    ("reply", "now"),
    [
        ({"ok": True, "now": 17.5}, 17.5),
        ({"ok": True}, None),
        ({"ok": True, "now": None}, None),
        ({"ok": True, "now": "noon"}, None),
    ],
)
def test_the_daemons_time_goes_before_the_machines(
    answers: Any, monkeypatch: pytest.MonkeyPatch, reply: dict[str, Any], now: float | None
) -> None:
    peer = answers(reply)
    assert client.daemons_time(PROFILE) == now and peer.sent == [{"do": "clock"}]
    monkeypatch.setattr(client.time, "time", lambda: 123.0)  # type: ignore[attr-defined]
    assert client.now_for(PROFILE) == (now or 123.0)


@pytest.mark.parametrize("end", [OSError("gone"), ValueError("half a line")])
def test_the_status_is_followed_until_the_daemon_ends(answers: Any, end: Exception) -> None:
    peer = answers({"status": 1}, {"status": 2}, end)
    assert list(client.follow(PROFILE)) == [{"status": 1}, {"status": 2}]
    assert peer.sent == [{"do": "follow"}] and peer.patient and peer.closed


# -- over the socket --------------------------------------------------------------------------------------------


class Socket:
    """A socket that is refused as often as the test wants."""

    def __init__(self, *refusals: Exception) -> None:
        self.refusals = list(refusals)
        self.timeouts: list[float | None] = []
        self.sent = b""
        self.tried = 0
        self.closed = False

    def settimeout(self, seconds: float | None) -> None:
        self.timeouts.append(seconds)

    def connect(self, path: str) -> None:
        assert path == str(PROFILE.socket)
        self.tried += 1
        if self.refusals:
            raise self.refusals.pop(0) if len(self.refusals) > 1 else self.refusals[0]

    def sendall(self, data: bytes) -> None:
        self.sent += data

    def makefile(self, _mode: str, **_more: str) -> Any:
        import io

        return io.StringIO('{"ok": true, "n": 1}\n{"ok": true, "n": 2}\n')

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def socket(monkeypatch: pytest.MonkeyPatch) -> Any:
    """`socket(...)` makes the next one; time goes by only while somebody sleeps."""
    real = SimpleNamespace(now=0.0)

    def sleep(seconds: float) -> None:
        real.now += seconds

    monkeypatch.setattr(client, "time", SimpleNamespace(monotonic=lambda: real.now, sleep=sleep))

    def make(*refusals: Exception) -> Socket:
        made = Socket(*refusals)
        monkeypatch.setattr(client, "unix_socket", lambda: made)
        return made

    return make


def test_a_request_is_one_line(socket: Any) -> None:
    one = socket()
    assert client.ask(PROFILE, "status") == {"ok": True, "n": 1}
    assert json.loads(one.sent) == {"do": "status"} and one.sent.endswith(b"\n")
    assert one.timeouts == [5.0] and one.closed
    follows = socket()
    assert [reply["n"] for reply in client.follow(PROFILE)] == [1, 2]
    assert follows.timeouts == [5.0, None] and follows.closed


def test_a_full_queue_is_tried_for_five_seconds(socket: Any) -> None:
    one = socket(BlockingIOError())
    with pytest.raises(
        DaemonBusy, match=r"^deskbreak runs, but too many programs ask it at once; try again$"
    ):
        client.ask(PROFILE, "status")
    assert one.tried == pytest.approx(5.0 / 0.02, abs=3) and one.closed


@pytest.mark.parametrize(
    ("fault", "error"),
    [(TimeoutError(), DaemonBusy), (ConnectionRefusedError(), NoDaemon), (FileNotFoundError(), NoDaemon)],
)
def test_a_door_that_does_not_open(socket: Any, fault: Exception, error: type[Exception]) -> None:
    one = socket(fault)
    with pytest.raises(error):
        client.ask(PROFILE, "status")
    assert one.tried == 1 and one.closed
