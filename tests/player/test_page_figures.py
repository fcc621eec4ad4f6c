"""What the page may ask of the figures, and that it shows the pose that the cue names."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from deskbreak.core.catalog import Catalog
from deskbreak.core.cues import Cue, CueKind, Script
from deskbreak.core.script import script as script_of
from deskbreak.figures.api import open_figure
from deskbreak.paths import shipped
from deskbreak.player.guide import guide
from deskbreak.player.moment import Now
from deskbreak.player.motion import picture_of
from deskbreak.player.page_figures import Figures
from deskbreak.player.page_state import News
from deskbreak.player.session import Session

FOLDERS = [shipped("content")]
FILMED = ("cat-cow", "bird-dog", "knee-rolls", "standing-hip-cars", "shin-box", "prone-press-up")


def moments(script: Script, shares: tuple[float, ...]) -> Iterator[tuple[Cue, float, Now]]:
    """Moments of every cue, as a share of it."""
    session = Session(script)
    for cue in script.cues:
        for share in shares:
            session.tick(cue.start_s + cue.seconds * share)
            yield cue, share, session.now()


@pytest.mark.parametrize("routine", FILMED)
def test_every_cue_ends_in_exactly_the_pose_it_names_and_a_hold_stays_there(shipped_catalog, routine):
    script, figures = script_of(shipped_catalog.routine(routine), shipped_catalog), Figures(FOLDERS)
    figure = open_figure(script.steps[0].figure, FOLDERS)
    for cue, share, now in moments(script, (0.01, 0.5, 0.99)):
        way, at = figures.way(now.step.figure, cue), figures.at(now, script)
        assert way is not None
        first, mirror = picture_of(cue, 0.0, figure)
        last, _ = picture_of(cue, 0.0, figure, still=True)
        assert way.mirror == mirror
        assert way.moments[-1] == last  # the pose that is shown where nothing may move
        if cue.kind in (CueKind.HOLD, CueKind.POSITION):
            assert way.moments == (last,)
        wanted = {0.01: first, 0.5: picture_of(cue, cue.seconds / 2, figure)[0], 0.99: last}[share]
        assert way.moments[at["frame"]] == pytest.approx(wanted, abs=0.12)


def test_the_next_way_is_named_so_that_it_can_be_drawn_in_time(shipped_catalog):
    script, figures = script_of(shipped_catalog.routine("cat-cow"), shipped_catalog), Figures(FOLDERS)
    reported = [figures.at(now, script) for _, _, now in moments(script, (0.5,))]
    assert [one["then"] for one in reported] == [one["way"] for one in reported[1:]] + [-1]
    assert len({one["way"] for one in reported}) == 5  # ready, sink, round, sink from there, back to level


def test_a_way_is_a_row_of_pictures_and_standing_still_only_its_last(shipped_catalog):
    script, figures = script_of(shipped_catalog.routine("cat-cow"), shipped_catalog), Figures(FOLDERS)
    number = [figures.at(now, script)["way"] for _, _, now in moments(script, (0.5,))][1]
    row = figures.ask(["way", str(number)], {"theme": "dark"})
    assert row is not None and len(row) == 33 and all(one.startswith("<svg aria-hidden") for one in row)
    assert figures.ask(["way", str(number)], {"theme": "dark", "still": "1"}) == [
        figures.drawn(list(figures._ways)[number], list(figures._ways)[number].moments[-1:], "dark")[0]
    ]
    assert "opacity=" in row[0]  # where it leads, faintly


def test_a_step_without_a_figure_has_no_pictures(script):
    figures = Figures([])
    assert figures.at(Session(script).now(), script) == {"way": -1, "frame": 0, "then": -1}
    assert figures.ask(["way", "0"], {}) == figures.ask(["way", "99"], {}) == []


@pytest.mark.parametrize("path", [["way", "x"], ["way", "-1"], ["way", "٣"], ["way", "0", "more"], []])
def test_other_questions_have_no_answer(path):
    assert Figures([]).ask(path, {}) is None


def test_a_screen_reader_says_each_cue_once(shipped_catalog):
    script, news = script_of(shipped_catalog.routine("bird-dog"), shipped_catalog), News()
    reported: list[tuple[str, str]] = []
    for _, _, now in moments(script, (0.0, 0.3, 0.6, 0.99)):
        if news.of(now) not in reported[-1:]:
            reported.append(news.of(now))
    assert len(reported) == len(script.cues)
    assert reported[0][1].startswith("Get ready. Bird Dog.")
    assert [text for _, text in reported[1:5]] == [
        "1 of 6. Slide the left leg back.",
        "Hold, back level.",
        "Come back.",
        "2 of 6. Slide the right leg back.",
    ]


def test_all_that_is_said_of_something_new_is_read_aloud_and_again_in_a_pause(shipped_catalog):
    script = script_of(shipped_catalog.routine("cat-cow"), shipped_catalog)
    session, news = Session(script, unmet=frozenset({"cat-cow"})), News()
    caution = "Take care: Move only as far as feels easy."
    assert caution in news.of(session.now())[1]
    session.start(1)
    assert caution not in news.of(session.now())[1]
    session.pause(2)
    assert news.of(session.now())[1].startswith("Paused.") and caution in news.of(session.now())[1]


def test_in_a_long_hold_the_cautions_are_read_aloud_too(shipped_catalog):
    script, news = script_of(shipped_catalog.routine("shin-box"), shipped_catalog), News()
    said = {news.of(now)[1] for cue, _, now in moments(script, (0.1, 0.5)) if cue.kind is CueKind.HOLD}
    assert any("Sit on a folded towel" in text for text in said)


def test_the_guide_shows_every_pose_and_marks_the_cautions(shipped_catalog: Catalog):
    page = guide(script_of(shipped_catalog.routine("cat-cow"), shipped_catalog), shipped_catalog, FOLDERS)  # type: ignore[arg-type]
    assert page.count("<svg") == 3
    assert '<li class="caution"><b>Take care:</b> Move only as far as feels easy.</li>' in page
    page = guide(script_of(shipped_catalog.routine("bird-dog"), shipped_catalog), shipped_catalog, FOLDERS)  # type: ignore[arg-type]
    assert "3 times a side, holding 5 s" in page
