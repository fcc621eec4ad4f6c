"""`days`: random days through the core, each held to what must always be so; see tests/properties/desk.py."""

from __future__ import annotations

from tests.properties.desk import random_day
from tests.torture.trial import Trial


def run(trial: Trial) -> str:
    days = events = 0
    for chance in trial.each_round():
        seed = chance.getrandbits(32)
        days += 1
        try:
            events += random_day(seed).events
        except Exception as error:  # whatever goes wrong is a finding
            said = str(error).splitlines()[0] if str(error) else ""
            trial.fault(f"scripts/soak --seed {seed}: {type(error).__name__}: {said}")
    return f"{days:,} days, {events:,} events"
