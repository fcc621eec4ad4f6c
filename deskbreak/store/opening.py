"""Opening a journal for a command or the daemon: which file, which machine, and what to do about damage."""

from __future__ import annotations

import errno
import os
import socket
import time

from deskbreak.paths import Profile
from deskbreak.store.health import is_sound, repair
from deskbreak.store.journal import Journal


def machine_name() -> str:
    """This computer's name, as the log shows it."""
    name = os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
    return name.split(".")[0] or "this-machine"


def open_to_write(profile: Profile) -> Journal:
    """The profile's journal for a command that records; repaired first if damaged and no daemon holds it."""
    repaired = _repair_if_alone(profile)
    journal = Journal.open(profile.journal, machine=machine_name(), clock=time.time)
    journal.add_notices(*repaired)
    return journal


def open_to_read(profile: Profile) -> Journal:
    """The profile's journal for a command that reads; repaired first if damaged and no daemon holds it."""
    repaired = _repair_if_alone(profile)
    journal = Journal.read(profile.journal, clock=time.time)
    journal.add_notices(*repaired)
    return journal


def _repair_if_alone(profile: Profile) -> list[str]:
    path = profile.journal
    if not path.exists() or is_sound(path, thorough=False) or _daemon_answers(profile):
        return []
    return repair(path, time.time)


# One with a full queue at its door is as much there as one that lets us in.
_SOMEBODY = (0, errno.EAGAIN, errno.EINPROGRESS, errno.ETIMEDOUT)


def _daemon_answers(profile: Profile) -> bool:
    if not hasattr(socket, "AF_UNIX"):
        return False
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(str(profile.socket)) in _SOMEBODY
