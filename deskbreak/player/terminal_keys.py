"""What the keys do in the terminal."""

from __future__ import annotations

from collections.abc import Callable

from deskbreak.language import p_, translated
from deskbreak.player import end_words, words
from deskbreak.player.moment import Mode, Now
from deskbreak.player.session import Session


def keys_of(now: Now, *, sounds: bool) -> list[tuple[str, str]]:
    """The keys at this moment and what each of them does."""
    is_paused = now.mode is Mode.PAUSED
    main = (p_("key", "Enter") if now.ready else p_("key", "space"), words.main_label(now))
    keys = [
        main,
        ("n", p_("button", "Next")),
        ("b", p_("button", "Back")),
        ("t", p_("button", "Too hard")),
        ("h", p_("button", "It hurts")),
        ("d", p_("button", "Done")),
        ("m", words.sound_label(sounds)),
        ("?", p_("button", "Go on") if is_paused else translated(words.EVERYTHING)),
        ("q", p_("button", "Close")),
    ]
    return [(key, words.within(does)) for key, does in keys]


def press(key: str, session: Session, at: float) -> bool:
    """Do what the key does, at `at` seconds; "" is Enter. False for a key that does nothing here."""
    action = _answer(key, session) or _action(key, session)
    if action is None:
        return False
    action(at)
    return True


def _answer(key: str, session: Session) -> Callable[[float], None] | None:
    """An answer to what is asked: a number, or Enter for the first choice."""
    if session.mode is Mode.ASKING:
        felt = {"1": "easy", "2": "right", "3": "hard", "": None, "q": None}
        return (lambda _at: session.felt(felt[key])) if key in felt else None
    chosen = {"": 0, "1": 0, "2": 1, "3": 2}.get(key, 9)
    choices = end_words.choices(session)
    return getattr(session, choices[chosen][0]) if chosen < len(choices) else None


def _action(key: str, session: Session) -> Callable[[float], None] | None:
    is_playing = session.mode is Mode.PLAYING
    is_ready = session.mode in (Mode.PLAYING, Mode.PAUSED) and session.now().ready
    main = session.start if is_ready else session.toggle
    actions = {
        " ": main,
        "p": main,
        "": session.next if is_playing and not is_ready else main,
        "?": session.pause if is_playing else session.resume,
        "n": session.next,
        "b": session.back,
        "t": session.too_hard,
        "h": session.it_hurts,
        "d": session.done,
        "q": session.close,
    }
    return actions.get(key)
