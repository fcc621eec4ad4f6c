"""What the faces say when a routine ends: how it was, what was done, and what to do where it hurts or is too hard."""

from __future__ import annotations

from deskbreak.core.catalog import Catalog
from deskbreak.language import _, current, n_, sentences, translated
from deskbreak.local_forms import listed
from deskbreak.player.moment import Mode
from deskbreak.player.session import Session
from deskbreak.player.words import name
from deskbreak.sentences import N_

# Translated where they are shown.
HURT_TITLE = N_("It hurts? Stop here.")
HURT_TEXT = (N_("Stop the movement now; pain is a reason to end it."),)
ANSWERS = (("easy", N_("Easy")), ("right", N_("Just right")), ("hard", N_("Hard")))
ASK = N_("How was it?")
TOO_HARD_TITLE = N_("Too hard?")
TOO_HARD_TEXT = N_("Nobody has to do all of it. An easier form trains you, too.")
NOT_MEDICAL = N_("General advice, not medical advice.")


def choices(session: Session) -> list[tuple[str, str]]:
    """What can be chosen when it is too hard or hurts, the main thing first: (the session's method, label)."""
    if session.mode is Mode.TOO_HARD and session.easier_step is not None:
        easier = session.easier_step
        return [
            ("try_easier", _("Try {exercise}: {dose}", exercise=name(easier), dose=translated(easier.dose))),
            ("leave_out", _("Leave it out")),
            ("toggle", _("Go on as before")),
        ]
    if session.mode is not Mode.HURT:
        return []
    gentle = session.gentle_step
    gentler = [("go_gently", _("Something gentler: {exercise}", exercise=name(gentle)))] if gentle else []
    return [("close", _("End here")), *gentler, ("not_hurt", _("It was a slip, go on"))]


def when_it_hurts(catalog: Catalog) -> tuple[str, ...]:
    """What to do when it hurts: a title and its lines."""
    notice = catalog.notices.get("stop-when-it-hurts")
    said = (notice.title, *notice.text) if notice else (HURT_TITLE, *HURT_TEXT)
    return tuple(map(translated, said))


def warning_signs(catalog: Catalog) -> tuple[str, ...]:
    """Beside the words for what hurts: a title, then the signs that a doctor has to see."""
    notice = catalog.notices.get("see-a-doctor-now")
    return tuple(map(translated, (notice.title, *notice.text))) if notice else ()


def done_names(session: Session) -> list[str]:
    """The exercises that were really done, by name."""
    return list(dict.fromkeys(map(name, session.steps_done())))


def done_today(session: Session) -> str:
    """What was done, for the end."""
    names = done_names(session)
    if not names:
        return _("Nothing was done this time. That is fine; the next break comes.")
    return _("Done: {exercises}.", exercises=listed(names, current(), ""))


def time_away(session: Session) -> str:
    """How long it took, as text."""
    seconds = session.active_s
    if seconds < 45:
        return _("Less than a minute away from sitting.")
    minutes = max(round(seconds / 60), 1)
    return n_("About {n} minute away from sitting.", "About {n} minutes away from sitting.", minutes)


def farewell(session: Session) -> str:
    """The last title, in the language that is spoken, by how the routine ended."""
    if session.script.steps[-1].walk and session.outcome() == "taken":
        return _("Welcome back")
    return _("Well done") if session.outcome() == "taken" else _("Until the next break")


def soreness(catalog: Catalog) -> str:
    """What is normal afterwards, and what is not, beside the question how it was."""
    said = catalog.notices.get("soreness")
    return sentences(*map(translated, said.text[:2])) if said else ""


def left_out(session: Session) -> str:
    """What happens to an exercise that hurt."""
    if session.hurt is None:
        return ""
    hurt = session.hurt
    called = next((name(one) for one in session.script.steps if one.exercise == hurt), hurt)
    return _(
        "{exercise} is left out from now on. To allow it again: deskbreak unblock {id}",
        exercise=called,
        id=hurt,
    )


def stop_advice(catalog: Catalog) -> str:
    """What to do when it hurts, in a line."""
    return sentences(translated(NOT_MEDICAL), *when_it_hurts(catalog)[1:])
