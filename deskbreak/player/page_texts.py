"""The fixed words of the page, in the language that is spoken, and which way it is written."""

from __future__ import annotations

from deskbreak.language import _, current, is_right_to_left, p_, translated
from deskbreak.player import end_words, words

BACK, NEXT = ("ArrowLeft", "←"), ("ArrowRight", "→")


def page_texts() -> dict[str, str]:
    """What stands in `page.html`, by the names of its places."""
    back, forth = arrows()
    return {
        "lang": current(),
        "dir": "rtl" if is_right_to_left() else "ltr",
        "how-far": _("How far the routine is"),
        "figure": _("Figure"),
        "begins": _("Here we go"),
        "counted": _("Counted"),
        "routine": _("Routine"),
        "more": _("More"),
        "back": p_("button", "Back"),
        "back-key": back[0],
        "back-sign": back[1],
        "pause": p_("button", "Pause"),
        "space": p_("key", "space"),
        "next": p_("button", "Next"),
        "next-key": forth[0],
        "next-sign": forth[1],
        "too-hard": p_("button", "Too hard"),
        "hurts": p_("button", "It hurts"),
        "done": p_("button", "Done"),
        "sound": words.sound_label(False),
        "everything": translated(words.EVERYTHING),
        "doctor": _("See a doctor"),
        "ask": translated(end_words.ASK),
        **{answer: translated(label) for answer, label in end_words.ANSWERS},
    }


def script_texts() -> dict[str, str]:
    """What the page's script says by itself."""
    return {
        "over": _("The routine is over"),
        "closed": _("deskbreak has closed this routine. You can close this page."),
    }


def arrows() -> tuple[tuple[str, str], tuple[str, str]]:
    """The keys, with their signs, that go back and forth: the way that people read here."""
    return (NEXT, BACK) if is_right_to_left() else (BACK, NEXT)
