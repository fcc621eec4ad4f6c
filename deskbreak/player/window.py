"""The window: one canvas with figure, countdown, words and buttons. All of it works by keyboard and by mouse."""

from __future__ import annotations

import time
import tkinter as tk
from collections.abc import Callable
from typing import Any

from deskbreak.core.content import Catalog
from deskbreak.player import words
from deskbreak.player.buttons import ButtonRow, Choice
from deskbreak.player.layout import Layout, arrange, margin
from deskbreak.player.patience import Patience
from deskbreak.player.pictures import Stage
from deskbreak.player.scene_end import EndScene
from deskbreak.player.scene_play import PlayScene
from deskbreak.player.session import Mode, Now, Session
from deskbreak.player.theme import Theme

FRAME_S, CALM_S = 1 / 30, 0.2
SHARE = 1 / 3  # of one core, at most


class Window:
    """Plays `session` until it ends; then `run` returns."""

    def __init__(
        self,
        root: tk.Tk,
        scale: float,
        fonts: dict[str, Any],
        stage: Stage,
        session: Session,
        catalog: Catalog,
        theme: Theme,
        clock: Callable[[], float],
        *,
        still: bool,
        notice: bool,
        speed: float,
    ) -> None:
        self._session, self._clock, self._still = session, clock, still
        self._patience = Patience(session, speed)
        self.on_change: Callable[[Now], None] = lambda _now: None
        self._root, self._scale = root, scale
        self._canvas = tk.Canvas(root, bg=theme.background, highlightthickness=0, bd=0)
        self._canvas.pack(fill="both", expand=True)
        self._buttons = ButtonRow(self._canvas, theme, fonts, self._scale)
        self._play = PlayScene(
            self._canvas, theme, fonts, self._scale, session, catalog, stage, notice=notice
        )
        self._end = EndScene(self._canvas, theme, fonts, self._scale, session, catalog)
        self._layout: Layout | None = None
        self._shown: Mode | None = None
        self._due = 0.0
        self._bind()

    # -- keys -------------------------------------------------------------------------------------------

    def _bind(self) -> None:
        session, root = self._session, self._root
        keys: dict[str, Callable[[float], None]] = {
            "space": session.toggle,
            "Right": session.next,
            "Left": session.back,
            "t": session.too_hard,
            "h": session.it_hurts,
            "d": session.done,
            "Escape": session.close,
        }
        for key, action in keys.items():
            root.bind(f"<{key}>", self._key(self._do(action)))
            if len(key) == 1:
                root.bind(f"<{key.upper()}>", self._key(self._do(action)))
        for number, (answer, _label) in enumerate(words.ANSWERS, start=1):
            root.bind(f"<Key-{number}>", self._key(self._felt(answer)))
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
            self._patience.renew()
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

    def _return(self) -> None:
        if self._buttons.press_focused():
            return
        if self._session.mode is Mode.ASKING:
            self._session.felt("right")
        elif self._session.mode is Mode.HURT:
            self._session.close(self._clock())

    # -- running ----------------------------------------------------------------------------------------

    def run(self, watch: Callable[[Any], None]) -> None:
        """Show the window until the session has ended; `watch` is given Tk's root, to hear of other things."""
        root = self._root
        root.update()
        root.lift()
        root.focus_force()
        watch(root)
        self._frame()
        root.mainloop()

    def _frame(self) -> None:
        begun = time.perf_counter()
        now = self._clock()
        self._session.tick(now)
        self._patience.look()
        if self._session.mode is Mode.ENDED:
            self._root.destroy()
            return
        self._refresh()
        self._root.update_idletasks()
        ended = time.perf_counter()
        pace = FRAME_S if self._session.mode is Mode.PLAYING and not self._still else CALM_S
        self._due = max(self._due + pace, begun)  # one that came late does not make the next ones late
        rest = max(self._due - ended, (ended - begun) * (1 / SHARE - 1), 0.004)
        self._root.after(int(rest * 1000), self._frame)

    def _arranged(self, width: int, height: int) -> None:
        """The window has another size; a figure is drawn for it with the next frame."""
        if width > 1 and height > 1:
            note = self._play.note_height(width - 2 * margin(width, self._scale))
            self._layout = arrange(width, height, self._scale, note)
            self._shown = None
            self._refresh()

    def _refresh(self) -> None:
        if self._layout is None:
            return
        now = self._session.now()
        if now.mode is not self._shown:
            self._enter(now, self._layout)
            self._shown = now.mode
        if now.mode in (Mode.PLAYING, Mode.PAUSED):
            self._play.show(now)
        self.on_change(now)

    def _enter(self, now: Now, layout: Layout) -> None:
        if now.mode in (Mode.PLAYING, Mode.PAUSED):
            if self._shown not in (Mode.PLAYING, Mode.PAUSED):
                self._canvas.delete("all")
                self._play.enter(layout)
            self._buttons.show(self._playing())
            self._buttons.place(layout.controls, gap_after=3)
        elif now.mode is not Mode.ENDED:
            self._canvas.delete("all")
            self._buttons.show(self._answers() if now.mode is Mode.ASKING else self._after_pain())
            self._buttons.place(self._end.enter(layout, now.mode))

    def _playing(self) -> list[Choice]:
        session, paused = self._session, self._session.mode is Mode.PAUSED
        return [
            Choice("Back", "←", self._do(session.back)),
            Choice("Go on" if paused else "Pause", "space", self._do(session.toggle), "main"),
            Choice("Next", "→", self._do(session.next)),
            Choice("Too hard", "t", self._do(session.too_hard)),
            Choice("It hurts", "h", self._do(session.it_hurts), "warn"),
            Choice("Done", "d", self._do(session.done)),
        ]

    def _answers(self) -> list[Choice]:
        tones = {"right": "main"}
        return [
            Choice(label, str(number), self._felt(answer), tones.get(answer, "plain"))
            for number, (answer, label) in enumerate(words.ANSWERS, start=1)
        ]

    def _after_pain(self) -> list[Choice]:
        return [Choice("Close", "Esc", self._do(self._session.close), "main")]
