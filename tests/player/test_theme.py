"""Colours that can be read, chosen as the desktop says."""

from __future__ import annotations

from pathlib import Path

import pytest

from deskbreak.player.theme import DARK, LIGHT, choose_theme, desktop_reduces_motion


def _light_of(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((_light_of(one), _light_of(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_every_word_stands_out(theme):
    pairs = [
        (theme.ink, theme.background),
        (theme.soft, theme.background),
        (theme.calm, theme.background),
        (theme.warn, theme.background),
        (theme.ink, theme.stage),
        (theme.ink, theme.button),
        (theme.warn, theme.button),
        (theme.soft, theme.button),
        (theme.on_calm, theme.calm),
        (theme.on_calm, theme.calm_lively),
        (theme.ink, theme.line),
    ]
    weak = [(pair, round(contrast(*pair), 2)) for pair in pairs if contrast(*pair) < 4.5]
    assert not weak


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_every_shape_that_matters_stands_out(theme):
    pairs = [
        (theme.edge, theme.background),  # around a button
        (theme.edge, theme.button),
        (theme.calm, theme.background),  # the main button, and the band while one gets ready
        (theme.calm, theme.line),  # what of the dial and the bar is done
        (theme.on_calm, theme.calm_lively),
        (theme.ink, theme.background),  # the ring of the focus
        (theme.warn, theme.background),  # the sign before a caution
    ]
    weak = [(pair, round(contrast(*pair), 2)) for pair in pairs if contrast(*pair) < 3.0]
    assert not weak


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv("GTK_THEME", raising=False)
    return tmp_path


def test_what_is_asked_for_holds(config):
    assert (choose_theme("dark"), choose_theme("light"), choose_theme("auto")) == (DARK, LIGHT, LIGHT)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("gtk-3.0/settings.ini", "[Settings]\ngtk-application-prefer-dark-theme=1\n"),
        ("gtk-4.0/settings.ini", "[Settings]\ngtk-theme-name = Adwaita-dark\n"),
        ("kdeglobals", "[General]\nColorScheme=BreezeDark\n"),
        ("dconf/user", "GVariant color-scheme\0'prefer-dark'\0"),
        (
            "xfce4/xfconf/xfce-perchannel-xml/xsettings.xml",
            '<property name="ThemeName" type="string" value="Greybird-dark"/>',
        ),
    ],
)
def test_auto_follows_the_desktop(config, name, text):
    (config / name).parent.mkdir(parents=True, exist_ok=True)
    (config / name).write_text(text)
    assert choose_theme("auto") is DARK


def test_the_environment_may_say_dark(config, monkeypatch):
    monkeypatch.setenv("GTK_THEME", "Adwaita:dark")
    assert choose_theme("auto") is DARK


def test_less_motion_is_read_too(config):
    assert not desktop_reduces_motion()
    (config / "kdeglobals").write_text("[KDE]\nAnimationDurationFactor=0\n")
    assert desktop_reduces_motion()
    (config / "kdeglobals").write_text("[KDE]\nAnimationDurationFactor=0.5\n")
    assert not desktop_reduces_motion()
