"""What the page may ask of the figures."""

from __future__ import annotations

from deskbreak.player.page_figures import Figures


def test_a_step_without_a_figure_has_no_pictures(script):
    figures = Figures([], script)
    assert figures.ask(["figure", "0"], {"mirror": "1"}) == []
    assert figures.ask(["figure", "99"], {}) == []


def test_other_questions_have_no_answer(script):
    figures = Figures([], script)
    assert figures.ask(["figure", "x"], {}) is None
    assert figures.ask(["figure", "0", "more"], {}) is None
    assert figures.ask([], {}) is None
