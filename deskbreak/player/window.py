"""The window: one canvas with figure, countdown, words and buttons. All of it works by keyboard and by mouse."""

from __future__ import annotations

import time
import tkinter as tk
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from deskbreak.core.catalog import Catalog
from deskbreak.language import is_right_to_left, p_, translated
from deskbreak.player import end_words, words
from deskbreak.player.answer_timeout import AnswerTimeout
from deskbreak.player.buttons import ButtonLook, Buttons
from deskbreak.player.fonts import Fonts
from deskbreak.player.layout import Box, Layout, arrange, in_a_row, margin, type_scale
from deskbreak.player.moment import Mode, Now
from deskbreak.player.page_texts import arrows
from deskbreak.player.pen import Pen
from deskbreak.player.pictures import PictureStage
from deskbreak.player.protocol import PlayRequest
from deskbreak.player.scene_end import EndScene
from deskbreak.player.scene_play import PlayScene
from deskbreak.player.session import Session
from deskbreak.player.theme import Theme
from deskbreak.values import replace

FRAME_S, CALM_S = 1 / 30, 0.2
SHARE = 1 / 3  # of one core, at most
PLAYED = (Mode.PLAYING, Mode.PAUSED)
MAIN_ROW = 3  # back, the large one, next; the others are quiet
CHOICES = 3  # number keys


class Listener(Protocol):
    """Gets every moment, and turns sound off and on."""

    @property
    def sounds(self) -> bool: ...

    def follow(self, now: Now) -> None: ...
    def toggle_sound(self) -> None: ...


class Window:
    """Plays `session` until it ends; then `run` returns."""

    def __init__(
        self,
        root: tk.Tk,
        scale: float,
        fonts: Fonts,
        *,
        session: Session,
        catalog: Catalog,
        theme: Theme,
        clock: Callable[[], float],
        request: PlayRequest,
        still: bool,
    ) -> None:
        self._session, self._clock, self._still = session, clock, still
        self._timeout = AnswerTimeout(session, request.speed)
        self._progress: Listener | None = None
        self._root, self._scale, self._fonts = root, scale, fonts
        self._canvas = tk.Canvas(root, bg=theme.background, highlightthickness=0, bd=0)
        self._canvas.pack(fill="both", expand=True)
        self._pen = Pen(self._canvas, theme, fonts)
        self._buttons = Buttons(self._canvas, theme, fonts)
        self._play = PlayScene(self._pen, session, catalog, why=request.why, notice=request.first_run)
        self._end = EndScene(self._pen, session, catalog)
        self._layout: Layout | None = None
        self._shown: tuple[object, ...] | None = None
        self._due = 0.0
        self._bind()

    def take_stage(self, stage: PictureStage) -> None:
        """From now on there are figures, too."""
        self._play.stage = stage

    # -- keys -------------------------------------------------------------------------------------------

    def _bind(self) -> None:
        session, root = self._session, self._root
        (back, _sign), (forth, _sign) = arrows()
        keys: dict[str, Callable[[float], None]] = {
            "space": session.toggle,
            "question": self._everything,
            back.removeprefix("Arrow"): session.back,
            forth.removeprefix("Arrow"): session.next,
            "t": session.too_hard,
            "h": session.it_hurts,
            "d": session.done,
            "Escape": session.close,
        }
        for key, action in keys.items():
            root.bind(f"<{key}>", self._key(self._do(action)))
            if len(key) == 1:
                root.bind(f"<{key.upper()}>", self._key(self._do(action)))
        for name in ("m", "M"):
            root.bind(f"<{name}>", self._key(self._sound))
        for number in range(CHOICES):
            root.bind(f"<Key-{number + 1}>", self._key(self._chooses(number)))
        root.bind("<Tab>", self._key(lambda: self._buttons.step_focus(1)))
        for back in ("<Shift-Tab>", "<ISO_Left_Tab>"):
            try:
                root.bind(back, self._key(lambda: self._buttons.step_focus(-1)))
            except tk.TclError:
                continue  # a name that only X11 knows
        root.bind("<Return>", self._key(self._return))
        root.bind("<KP_Enter>", self._key(self._return))
        root.protocol("WM_DELETE_WINDOW", self._do(session.close))
        self._canvas.bind("<Configure>", lambda event: self._arranged(event.width, event.height))

    def _key(self, run: Callable[[], None]) -> Callable[[Any], str]:
        def pressed(_event: Any) -> str:
            self._timeout.renew()
            run()
            return "break"

        return pressed

    def _do(self, action: Callable[[float], None]) -> Callable[[], None]:
        def run() -> None:
            action(self._clock())
            self._refresh()

        return run

    def _felt(self, answer: str | None) -> Callable[[], None]:
        return lambda: self._session.felt(answer)

    def _everything(self, now: float) -> None:
        """Pause and show all that is said of the exercise; the second time go on."""
        if self._session.mode is Mode.PAUSED:
            self._session.resume(now)
        else:
            self._session.pause(now)

    def _sound(self) -> None:
        if self._progress is not None:
            self._progress.toggle_sound()
            self._refresh()

    def _chooses(self, number: int) -> Callable[[], None]:
        """The n-th answer to a question."""

        def choose() -> None:
            if self._session.mode not in PLAYED:
                self._buttons.press(number)

        return choose

    def _return(self) -> None:
        if self._buttons.press_focused():
            return
        if self._session.mode is Mode.ASKING:
            self._session.felt("right")
        elif self._session.mode not in PLAYED:
            self._buttons.press(0)

    # -- running ----------------------------------------------------------------------------------------

    def run(self, progress: Listener, watch: Callable[[Any], None]) -> None:
        """Show the window until the session has ended; `watch` is given Tk's root, to hear of other things."""
        self._progress = progress
        root = self._root
        root.update()
        root.lift()
        root.focus_force()
        watch(root)
        self._frame()
        root.mainloop()

    def _frame(self) -> None:
        started = time.perf_counter()
        now = self._clock()
        self._session.tick(now)
        self._timeout.look()
        if self._session.mode is Mode.ENDED:
            self._root.destroy()
            return
        self._refresh()
        self._root.update_idletasks()
        ended = time.perf_counter()
        pace = FRAME_S if self._session.mode is Mode.PLAYING and not self._still else CALM_S
        self._due = max(self._due + pace, started)  # one that came late does not make the next ones late
        rest = max(self._due - ended, (ended - started) * (1 / SHARE - 1), 0.004)
        self._root.after(int(rest * 1000), self._frame)

    def _arranged(self, width: int, height: int) -> None:
        """The window has another size; a figure is drawn for it with the next frame."""
        if width <= 1 or height <= 1:
            return
        unit = self._pen.unit = type_scale(width, height, self._scale)
        self._pen.mirror = width if is_right_to_left() else 0
        bare = arrange(width, height, self._scale)
        self._fonts.fit(unit, height, bare.ring.width)
        note = self._play.note_height(width - 2 * margin(width, unit))
        self._layout = arrange(width, height, self._scale, note) if note else bare
        self._shown = None
        self._refresh()

    def _refresh(self) -> None:
        if self._layout is None:
            return
        now = self._session.now()
        shown = now.mode, words.main_label(now), self._sounds()
        if shown != self._shown:
            self._enter(now, self._layout)
            self._shown = shown
        if now.mode in PLAYED:
            self._play.show(now)
        if self._progress is not None:
            self._progress.follow(now)

    def _sounds(self) -> bool:
        return self._progress is not None and self._progress.sounds

    def _enter(self, now: Now, layout: Layout) -> None:
        if now.mode in PLAYED:
            if self._shown is None or self._shown[0] not in PLAYED:
                self._canvas.delete("all")
                self._play.enter(layout)
            choices = self._playing(now)
            self._buttons.show(choices, self._mirrored(button_boxes(layout, choices)), layout.scale)
        elif now.mode is not Mode.ENDED:
            self._canvas.delete("all")
            choices = self._answers() if now.mode is Mode.ASKING else self._asked()
            boxes = self._end.enter(layout, now.mode, len(choices))
            self._buttons.show(choices, self._mirrored(boxes), layout.scale)

    def _mirrored(self, boxes: list[Box]) -> list[Box]:
        """The buttons' places, where people read from right to left in the other order."""
        return [replace(one, x=self._pen.left(one.x, one.width)) for one in boxes]

    def _playing(self, now: Now) -> list[ButtonLook]:
        session = self._session
        (_key, back), (_key, forth) = arrows()
        return [
            ButtonLook(p_("button", "Back"), back, self._do(session.back)),
            ButtonLook(words.main_label(now), p_("key", "space"), self._do(session.toggle), "main"),
            ButtonLook(p_("button", "Next"), forth, self._do(session.next)),
            ButtonLook(p_("button", "Too hard"), "t", self._do(session.too_hard), "quiet"),
            ButtonLook(p_("button", "It hurts"), "h", self._do(session.it_hurts), "warn"),
            ButtonLook(p_("button", "Done"), "d", self._do(session.done), "quiet"),
            ButtonLook(words.sound_label(self._sounds()), "m", self._sound, "quiet"),
            ButtonLook(translated(words.EVERYTHING), "?", self._do(self._everything), "quiet"),
        ]

    def _answers(self) -> list[ButtonLook]:
        tones = {"right": "main"}
        return [
            ButtonLook(translated(label), str(number), self._felt(answer), tones.get(answer, "plain"))
            for number, (answer, label) in enumerate(end_words.ANSWERS, start=1)
        ]

    def _asked(self) -> list[ButtonLook]:
        """What can be chosen where it was too hard, or hurts; each is a method of the session."""
        return [
            ButtonLook(
                label,
                str(number),
                self._do(getattr(self._session, action)),
                "main" if number == 1 else "plain",
            )
            for number, (action, label) in enumerate(end_words.choices(self._session), start=1)
        ]


def button_boxes(layout: Layout, choices: Sequence[ButtonLook]) -> list[Box]:
    """The large row, and beside it or below it the quiet one."""
    weights = [one.weight for one in choices]
    if not layout.quiet.height:
        return in_a_row(layout.controls, weights, layout.scale, MAIN_ROW)
    main = in_a_row(layout.controls, weights[:MAIN_ROW], layout.scale)
    return main + in_a_row(layout.quiet, weights[MAIN_ROW:], layout.scale)
