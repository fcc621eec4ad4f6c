"""A moment of the routine as it is sent to the page: plain values, ready to show."""

from __future__ import annotations

from typing import Any

from deskbreak.core.catalog import Catalog
from deskbreak.core.cues import CueKind
from deskbreak.language import _, ended, sentences, translated
from deskbreak.player import end_words, words
from deskbreak.player.moment import Mode, Now
from deskbreak.player.page_figures import Figures
from deskbreak.player.protocol import PlayRequest
from deskbreak.player.session import Session

LONG_S = 8.0  # in a hold this long there is time to hear one more thing


def page_state(
    now: Now,
    session: Session,
    catalog: Catalog,
    figures: Figures,
    request: PlayRequest,
    news: News,
    *,
    sounds: bool = False,
) -> dict[str, Any]:
    """Everything the page shows at this moment."""
    match now.mode:
        case Mode.ENDED:
            saved = _("It is saved; you can close this page.")
            text = f"{end_words.done_today(session)} {saved}"
            return {"mode": "ended", "title": end_words.farewell(session), "text": text}
        case Mode.ASKING:
            return _asking(session, catalog)
        case Mode.TOO_HARD:
            title, text = translated(end_words.TOO_HARD_TITLE), translated(end_words.TOO_HARD_TEXT)
            return {"mode": "too-hard", "title": title, "text": text, "choices": end_words.choices(session)}
        case Mode.HURT:
            return _hurt(session, catalog)
    return _playing(now, session, catalog, request) | {
        "sound": words.sound_label(sounds),
        "news": news.of(now),
        **figures.at(now, session.script),
    }


def _playing(now: Now, session: Session, catalog: Catalog, request: PlayRequest) -> dict[str, Any]:
    dial = words.dial(now)
    line = words.line(now)
    newcomer = request.first_run and (now.ready or now.mode is Mode.PAUSED)
    return {
        "mode": now.mode.value,
        "ready": now.ready,
        "state": _title(now),
        "place": words.place(now, session),
        "name": words.name(now.step),
        "shown": _("{exercise}, shown by a figure", exercise=words.name(now.step)),
        "side": words.side(now),
        "say": "" if words.is_whole(now) else words.instruction(now),
        "hold": words.hold_left(now),
        "whole": [(kind, words.kind_label(kind), said) for kind, said in _whole(now)],
        "line": line,
        "care": words.is_caution(now),
        "take": words.take_along(now),
        "breathing": words.breathing(now, catalog),
        "why": words.why(now, catalog, request.why),
        "notice": words.first_words(catalog, now.cue.step) if newcomer else "",
        "next": words.coming(now),
        "dose": words.amount(now),
        "counts": not (now.ready and now.waits),
        "large": dial.large,
        "small": dial.small,
        "share": round(dial.share, 3),
        "progress": round(now.progress, 4),
        "main": words.main_label(now),
    }


def _title(now: Now) -> str:
    """What is going on, where it is not the movement itself."""
    if now.mode is Mode.PAUSED:
        return translated(words.PAUSED)
    return translated(words.GET_READY) if now.ready else ""


def _whole(now: Now) -> list[tuple[str, str]]:
    return words.whole(now) if words.is_whole(now) else []


class News:
    """What a screen reader says: each new cue once; the count and the side only where they are others."""

    def __init__(self) -> None:
        self._key = self._text = self._count = self._side = ""

    def of(self, now: Now) -> tuple[str, str]:
        """A key that stays the same until there is something new to say, and the words."""
        key = f"{now.mode} {now.cue.start_s} {_in_time(now)}"
        if key != self._key:
            self._key, self._text = key, _sentences(self._said(now))
            self._count, self._side = words.count(now), now.cue.side
        return self._key, self._text

    def _said(self, now: Now) -> list[str]:
        whole = [f"{words.kind_label(kind)} {one}".strip() for kind, one in _whole(now)]
        if now.mode is Mode.PAUSED:
            return [translated(words.PAUSED), *whole]
        if now.ready:
            sentences = whole or [words.instruction(now)]
            named = [translated(words.GET_READY), words.name(now.step), words.side(now)]
            return [*named, *sentences, words.take_along(now), words.amount(now)]
        count = words.count(now)
        is_other = now.cue.side != self._side and not words.names_side(now)
        return [
            count if count != self._count else "",
            words.side(now) if is_other else "",
            words.instruction(now),
            _in_time(now),
        ]


def _sentences(parts: list[str]) -> str:
    return sentences(*(ended(one) for one in parts if one))


def _in_time(now: Now) -> str:
    """The small line, where the cue is long enough to hear it as well."""
    if now.cue.kind is not CueKind.HOLD or now.cue.seconds < LONG_S:
        return ""
    line = words.line(now)
    return f"{words.kind_label('caution')} {line}" if words.is_caution(now) else line


def _asking(session: Session, catalog: Catalog) -> dict[str, Any]:
    return {
        "mode": "asking",
        "title": end_words.farewell(session),
        "done": end_words.done_names(session),
        "text": end_words.time_away(session),
        "ask": translated(end_words.ASK),
        "sore": end_words.soreness(catalog),
    }


def _hurt(session: Session, catalog: Catalog) -> dict[str, Any]:
    title, *lines = end_words.when_it_hurts(catalog)
    return {
        "mode": "hurt",
        "title": title,
        "lines": lines,
        "signs": list(end_words.warning_signs(catalog)),
        "text": end_words.left_out(session),
        "choices": end_words.choices(session),
    }
