"""A moment of the routine as the page is told it: plain values, ready to show."""

from __future__ import annotations

from typing import Any

from deskbreak.core.content import Catalog
from deskbreak.player import words
from deskbreak.player.page_figures import Figures
from deskbreak.player.session import Mode, Now, Session


def page_state(
    now: Now, session: Session, catalog: Catalog, figures: Figures, *, notice: bool
) -> dict[str, Any]:
    """Everything the page shows at this moment."""
    if now.mode is Mode.ENDED:
        return {"mode": "ended", "title": words.farewell(session), "text": words.done_today(session)}
    if now.mode is Mode.ASKING:
        return _asking(session, catalog)
    if now.mode is Mode.HURT:
        return _hurt(session, catalog)
    return _playing(now, session, catalog, figures, notice)


def _playing(now: Now, session: Session, catalog: Catalog, figures: Figures, notice: bool) -> dict[str, Any]:
    exercise = catalog.exercises.get(now.step.exercise)
    dial = words.dial(now)
    return {
        "mode": now.mode.value,
        "place": words.place(now, session),
        "step": now.cue.step,
        "name": now.step.name,
        "side": words.side(now).capitalize(),
        "say": words.instruction(now),
        "how": list(words.how(now)),
        "breathing": exercise.breathing if exercise and not now.step.walk else "",
        "why": words.why(now, catalog),
        "notice": words.first_words(catalog, now.cue.step) if notice else "",
        "next": words.coming(now),
        "dose": words.amount(now),
        "left": dial.large,
        "count": dial.small,
        "share": round(dial.share, 3),
        "progress": round(now.progress, 4),
        **figures.at(now),
    }


def _asking(session: Session, catalog: Catalog) -> dict[str, Any]:
    return {
        "mode": "asking",
        "title": words.farewell(session),
        "done": words.done_names(session),
        "text": words.time_away(session),
        "ask": words.ASK,
        "sore": words.soreness(catalog),
    }


def _hurt(session: Session, catalog: Catalog) -> dict[str, Any]:
    notice = catalog.notices.get("stop-when-it-hurts")
    return {
        "mode": "hurt",
        "title": notice.title if notice else words.HURT_TITLE,
        "lines": list(notice.text if notice else words.HURT_TEXT),
        "text": words.left_out(session),
    }
