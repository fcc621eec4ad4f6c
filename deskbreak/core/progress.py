"""How far each exercise has been built up, from what was done and how it felt.

Everything starts at the low end of its doses. Sessions that go well lift the level one step, a hard
one lowers it, a stop for pain takes it back to the start, and so does time away, step by step.
`core.amounts` keeps every level within the range of its source.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from deskbreak.core.amounts import TOP
from deskbreak.values import dataclass

EASY_TO_RISE = 2  # sessions in a row that felt easy
RIGHT_TO_RISE = 4  # sessions in a row that felt right, or without an answer
EASY_WITHIN_DAYS, EASY_FOR_DAYS = 28, 14  # a harder level is suggested after so many days of easy answers
EASY_ANSWERS = 10  # and after so many of them
GAP_DAYS = 14  # nothing done for so long: one step back, and another for every further such time


@dataclass(frozen=True, slots=True)
class Practice:
    """One exercise done once. `felt` is easy, right, hard or "" (not said); `hurt` stopped it."""

    day: date
    exercise: str
    felt: str = ""
    hurt: bool = False


@dataclass(slots=True)
class _Course:
    """The way of one exercise so far."""

    level: int = 0
    credit: float = 0.0  # of one step

    def goes_on(self, session: Practice) -> None:
        if session.hurt:
            self.level, self.credit = 0, 0.0
        elif session.felt == "hard":
            self.level, self.credit = max(self.level - 1, 0), 0.0
        else:
            self.credit += 1 / (EASY_TO_RISE if session.felt == "easy" else RIGHT_TO_RISE)
            if self.credit >= 1:
                self.level, self.credit = min(self.level + 1, TOP), 0.0

    def steps_back(self, steps: int) -> None:
        self.level, self.credit = max(self.level - steps, 0), 0.0


class BuildUp:
    """How far everything is built up, session by session.

    Away is who did nothing at all: exercises take turns, and one that waits for its own is not forgotten.
    """

    def __init__(self) -> None:
        self._courses: dict[str, _Course] = {}
        self._last = date.max  # of the latest session; after nothing there is no gap

    def add(self, session: Practice) -> None:
        """The next session; none is older than the one before."""
        for course in self._courses.values() if (steps := self._steps_back(session.day)) else ():
            course.steps_back(steps)
        self._last = session.day
        self._courses.setdefault(session.exercise, _Course()).goes_on(session)

    def levels(self, today: date) -> dict[str, int]:
        """The level of every exercise that was ever done, as of `today`."""
        steps = self._steps_back(today)
        return {exercise: max(course.level - steps, 0) for exercise, course in self._courses.items()}

    def _steps_back(self, until: date) -> int:
        return max((until - self._last).days // GAP_DAYS, 0)


def levels(sessions: Iterable[Practice], today: date) -> dict[str, int]:
    """The level of every exercise that was ever done, as of `today`; `sessions` is oldest first."""
    progress = BuildUp()
    for session in sessions:
        progress.add(session)
    return progress.levels(today)


def feels_easy(answers: Sequence[tuple[date, str]], today: date) -> bool:
    """Return True if the answers of the last weeks, oldest first, say that it has become too easy.

    Nine of ten easy and none hard, over a fortnight at least.
    """
    recent = [(day, felt) for day, felt in answers if (today - day).days < EASY_WITHIN_DAYS]
    if len(recent) < EASY_ANSWERS or (recent[-1][0] - recent[0][0]).days < EASY_FOR_DAYS:
        return False
    felt = [one for _, one in recent]
    return "hard" not in felt and felt.count("easy") * 10 >= len(felt) * 9
