"""`advice`, and what the pages of exercises and routines say of the facts behind them."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

from deskbreak.catalog.load import load_catalog
from deskbreak.paths import find_profile, shipped
from deskbreak.store.opening import open_to_write

Run = Callable[..., tuple[int, str, str]]
CATALOG = load_catalog([shipped("content")])[0]


def flat(page: str) -> str:
    """The page as one line, as it was before it was wrapped."""
    return " ".join(page.split())


def test_every_topic_is_told(run: Run) -> None:
    code, out, _ = run("advice")
    assert code == 0
    for one in CATALOG.notices.values():
        assert one.title in out and one.id in out
        assert all(flat(line) in flat(out) for line in one.text)


def test_one_topic_with_every_fact_behind_it(run: Run) -> None:
    _, out, _ = run("advice", "why-sitting")
    notice = CATALOG.notices["why-sitting"]
    for fact in CATALOG.behind(notice):
        assert f"{fact.text} [{fact.sources[0]}]" in flat(out)
    assert "S3  7 Lower Back Pain Exercises" in out
    assert "Before you start" not in out


def test_advice_for_programs(run: Run) -> None:
    reported = json.loads(run("advice", "--json")[1])
    assert [one["id"] for one in reported] == list(CATALOG.notices)
    assert all(set(fact) >= {"id", "kind", "text", "sources"} for one in reported for fact in one["facts"])
    assert len(json.loads(run("advice", "medicine", "--json")[1])) == 1


def test_advice_ends_with_the_studies_that_the_articles_name(run: Run) -> None:
    _, out, _ = run("advice")
    assert "Studies that the articles name" in out and "10.1016/j.apergo.2019.102894" in " ".join(out.split())
    for number in ("PMC6454257", "PMC4934575"):
        assert number in out


def test_a_topic_that_does_not_exist(run: Run) -> None:
    code, out, err = run("advice", "sorenes")
    assert (code, out) == (2, "")
    assert err == 'no topic "sorenes"; did you mean "soreness"?\n'


def test_a_page_tells_every_fact_once(run: Run) -> None:
    for one in CATALOG.exercises.values():
        page = flat(run("exercises", one.id, "--sources")[1])
        cited = {one.why.fact, *(caution.fact for caution in one.cautions)}
        for kind, ids in (("rationale", one.reasons), ("safety", one.safety), ("frequency", one.frequency)):
            for fact in CATALOG.said(kind, ids):
                assert page.count(fact.text) == 1 or fact.id in cited, fact
                assert page.count(fact.text) < 2, fact
        assert all(caution.text in page for caution in one.cautions)


def test_a_routine_tells_why_and_with_what_care(run: Run) -> None:
    page = flat(run("routines", "bustle-standing-strength")[1])
    routine = CATALOG.routines["bustle-standing-strength"]
    for kind, ids in (("rationale", routine.reasons), ("frequency", routine.frequency)):
        assert all(fact.text in page for fact in CATALOG.said(kind, ids))
    assert "1, 2 or 3 rounds" in page
    assert "1 or 3 rounds" in run("routines", "bustle-prone-strength")[1]
    for step in routine.steps:
        assert CATALOG.exercises[step.exercise].cautions[0].text[1:] in page


def test_a_routine_says_whose_numbers_it_has(run: Run) -> None:
    assert "5 times; the number is ours" in flat(run("routines", "mobility-set")[1])
    wall = flat(run("exercises", "wall-sit", "--sources")[1])
    assert "after S4; the hold is ours" in wall


def test_pages_show_how_far_the_person_has_built_up(run: Run, home: Path) -> None:
    assert "you now" not in run("exercises", "superman", "--sources")[1]
    with open_to_write(find_profile(home)) as journal:
        for number in range(8):
            at = time.time() - (9 - number) * 86400
            journal.add(
                at=at,
                outcome="taken",
                break_name="mobility",
                routine="superman",
                seconds=60.0,
                exercises=["superman"],
                zone="UTC",
                uid=f"u{number}",
            )
            journal.add_answer(at, "superman", "easy", f"u{number}")
    page = flat(run("exercises", "superman", "--sources")[1])
    assert "you now 3 sets of 15" in page
    assert "How much for you now 3 sets of 15" in flat(run("exercises", "superman")[1])
    assert "3 sets of 15" in flat(run("routines", "superman")[1])
