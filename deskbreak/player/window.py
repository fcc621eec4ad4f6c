"""The window: figure, countdown and words, in Tk. Everything can be done by keyboard and by mouse."""

from __future__ import annotations

import time
import tkinter as tk
from collections.abc import Callable
from pathlib import Path
from tkinter import font as tkfont
from typing import Any

from PIL import Image, ImageTk

from deskbreak.core.content import Catalog
from deskbreak.player import words
from deskbreak.player.pictures import Stage, ring
from deskbreak.player.session import Mode, Now, Session
from deskbreak.player.theme import Theme

FRAME_MS = 33
RING_STEPS = 240
ASK_FOR_S = 20.0  # an unanswered "How was it?" closes by itself
HURT_FOR_S = 60.0
FONT = "DejaVu Sans"

Clock = Callable[[], float]


class Window:
    """Plays `session` until it ends; then `run` returns."""

    def __init__(
        self,
        session: Session,
        catalog: Catalog,
        folders: list[Path],
        theme: Theme,
        clock: Clock,
        *,
        still: bool,
        notice: bool,
    ) -> None:
        self._session, self._catalog, self._theme, self._clock = session, catalog, theme, clock
        self._stage = Stage(folders, theme, still=still)
        self._still = still
        self.on_change: Callable[[Now], None] = lambda _now: None
        self._root = tk.Tk(className="Deskbreak")
        self._scale = max(self._root.winfo_fpixels("1i") / 96.0, 1.0)
        self._photos: dict[str, Any] = {}
        self._ring_step = -1
        self._ended_at: float | None = None
        self._shown_mode: Mode | None = None
        self._build(notice)
        self._bind()

    # -- building ---------------------------------------------------------------------------------------

    def _build(self, notice: bool) -> None:
        root, theme = self._root, self._theme
        root.title(f"deskbreak: {self._session.script.name}")
        root.configure(bg=theme.background)
        self._place()
        self._fonts = {
            "big": self._font(30, bold=True),
            "count": self._font(34, bold=True),
            "text": self._font(17),
            "small": self._font(13),
            "button": self._font(14),
        }
        self._progress = tk.Canvas(root, height=self._px(6), bg=theme.background, highlightthickness=0, bd=0)
        self._progress.pack(fill="x")
        self._buttons = tk.Frame(root, bg=theme.background)
        self._buttons.pack(side="bottom", fill="x", padx=self._px(20), pady=self._px(14))
        self._text = tk.Frame(root, bg=theme.background)
        self._text.pack(side="bottom", fill="x", padx=self._px(24))
        self._figure = tk.Label(root, bg=theme.background, bd=0)
        self._figure.pack(fill="both", expand=True)
        self._build_words(notice)
        self._show_buttons(self._playing_buttons())

    def _font(self, size: int, *, bold: bool = False) -> tkfont.Font:
        return tkfont.Font(self._root, family=FONT, size=-self._px(size), weight="bold" if bold else "normal")

    def _build_words(self, notice: bool) -> None:
        theme, frame = self._theme, self._text
        left = tk.Frame(frame, bg=theme.background)
        left.pack(side="left", fill="both", expand=True)
        self._ring = tk.Label(
            frame, bg=theme.background, fg=theme.ink, compound="center", font=self._fonts["count"], bd=0
        )
        self._ring.pack(side="right", padx=(self._px(16), 0))
        self._labels = {
            name: self._label(left, font, colour)
            for name, font, colour in (
                ("head", "big", theme.ink),
                ("say", "text", theme.ink),
                ("count", "text", theme.calm),
                ("detail", "small", theme.soft),
                ("why", "small", theme.soft),
                ("next", "small", theme.soft),
            )
        }
        if notice and (said := self._catalog.notices.get("see-a-professional")):
            self._labels["notice"] = self._label(left, "small", theme.warn)
            self._labels["notice"].configure(text=" ".join(said.text))
        left.bind("<Configure>", lambda event: self._wrap(event.width))

    def _label(self, parent: tk.Widget, font: str, colour: str) -> tk.Label:
        label = tk.Label(
            parent, bg=self._theme.background, fg=colour, font=self._fonts[font], anchor="w", justify="left"
        )
        label.pack(fill="x")
        return label

    def _wrap(self, width: int) -> None:
        for label in self._labels.values():
            label.configure(wraplength=max(width - 8, 100))

    def _px(self, size: float) -> int:
        return round(size * self._scale)

    def _place(self) -> None:
        """Open in the middle of the screen the pointer is on."""
        root, width, height = self._root, self._px(760), self._px(700)
        x, y, wide, high = self._monitor()
        width, height = min(width, wide - 40), min(height, high - 60)
        root.geometry(f"{width}x{height}+{x + (wide - width) // 2}+{y + (high - height) // 3}")
        root.minsize(self._px(420), self._px(420))

    def _monitor(self) -> tuple[int, int, int, int]:
        root = self._root
        return root.winfo_vrootx(), root.winfo_vrooty(), root.winfo_screenwidth(), root.winfo_screenheight()

    # -- buttons ----------------------------------------------------------------------------------------

    def _playing_buttons(self) -> list[tuple[str, Callable[[], None]]]:
        toggle = "Go on (space)" if self._session.mode is Mode.PAUSED else "Pause (space)"
        return [
            ("◀ Back", self._do(self._session.back)),
            (toggle, self._do(self._session.toggle)),
            ("Next ▶", self._do(self._session.next)),
            ("Too hard (t)", self._do(self._session.too_hard)),
            ("It hurts (h)", self._do(self._session.it_hurts)),
            ("Done (d)", self._do(self._session.done)),
        ]

    def _show_buttons(self, buttons: list[tuple[str, Callable[[], None]]]) -> None:
        for child in self._buttons.winfo_children():
            child.destroy()
        for column, (text, run) in enumerate(buttons):
            self._button(text, run).grid(row=0, column=column, sticky="ew", padx=self._px(4))
            self._buttons.columnconfigure(column, weight=1)

    def _button(self, text: str, run: Callable[[], None]) -> tk.Button:
        theme = self._theme
        warn = text.startswith("It hurts")
        return tk.Button(
            self._buttons,
            text=text,
            command=run,
            font=self._fonts["button"],
            bg=theme.button,
            fg=theme.warn if warn else theme.ink,
            activebackground=theme.calm,
            activeforeground=theme.on_calm,
            relief="flat",
            bd=0,
            padx=self._px(4),
            pady=self._px(9),
            highlightthickness=2,
            highlightbackground=theme.background,
            highlightcolor=theme.calm,
            cursor="hand2",
        )

    def _do(self, action: Callable[[float], None]) -> Callable[[], None]:
        def run() -> None:
            action(self._clock())
            self._refresh()

        return run

    def _bind(self) -> None:
        session, root = self._session, self._root
        keys: dict[str, Callable[[float], None]] = {
            "<space>": session.toggle,
            "<Right>": session.next,
            "<Left>": session.back,
            "t": session.too_hard,
            "h": session.it_hurts,
            "d": session.done,
        }
        for key, action in keys.items():
            self._bind_key(key, self._do(action))
        root.bind("<Escape>", lambda _event: self._close())
        for number, (answer, _) in enumerate(words.ANSWERS, start=1):
            self._bind_key(str(number), self._say_felt(answer))
        root.bind("<Return>", lambda event: self._return(event))
        root.protocol("WM_DELETE_WINDOW", self._close)

    def _bind_key(self, key: str, run: Callable[[], None]) -> None:
        def pressed(_event: Any) -> str:
            run()
            return "break"

        self._root.bind(key, pressed)

    def _return(self, event: Any) -> None:
        if isinstance(event.widget, tk.Button):
            event.widget.invoke()
        elif self._session.mode is Mode.ASKING:
            self._felt("right")
        elif self._session.mode is Mode.HURT:
            self._close()

    def _say_felt(self, answer: str) -> Callable[[], None]:
        return lambda: self._felt(answer)

    def _felt(self, answer: str | None) -> None:
        self._session.felt(answer)

    def _close(self) -> None:
        self._session.close(self._clock())

    # -- running ----------------------------------------------------------------------------------------

    def run(self, watch: Callable[[Any], None]) -> None:
        """Show the window until the session has ended; `watch` is given the root, to hear of other things."""
        watch(self._root)
        self._frame()
        self._root.mainloop()

    def close_from_outside(self) -> None:
        self._close()

    def _frame(self) -> None:
        begun = time.perf_counter()
        now = self._clock()
        self._session.tick(now)
        if self._session.mode is Mode.ENDED:
            self._root.destroy()
            return
        self._refresh()
        self._leave_late(now)
        spent = (time.perf_counter() - begun) * 1000
        idle = self._session.mode is not Mode.PLAYING or self._still
        self._root.after(max(int((200 if idle else FRAME_MS) - spent), 5), self._frame)

    def _leave_late(self, now: float) -> None:
        """A question that nobody answers does not keep the window open for ever."""
        mode = self._session.mode
        if mode not in (Mode.ASKING, Mode.HURT):
            return
        self._ended_at = self._ended_at or now
        patience = ASK_FOR_S if mode is Mode.ASKING else HURT_FOR_S
        if now - self._ended_at >= patience:
            if mode is Mode.ASKING:
                self._session.felt(None)
            else:
                self._session.close(now)

    def _refresh(self) -> None:
        now = self._session.now()
        if now.mode is not self._shown_mode:
            self._shown_mode = now.mode
            self._mode_changed(now)
        if now.mode in (Mode.PLAYING, Mode.PAUSED):
            self._show(now)
        self.on_change(now)

    def _mode_changed(self, now: Now) -> None:
        if now.mode in (Mode.PLAYING, Mode.PAUSED):
            self._show_buttons(self._playing_buttons())
        elif now.mode is Mode.ASKING:
            self._ask()
        elif now.mode is Mode.HURT:
            self._hurt(now)

    def _show(self, now: Now) -> None:
        side = words.side(now)
        texts = {
            "head": words.headline(now) + (f" · {side}" if side else ""),
            "say": words.instruction(now),
            "count": words.count(now) if now.mode is Mode.PLAYING else "Paused",
            "detail": words.detail(now)
            if now.cue.kind.value == "position" or now.mode is Mode.PAUSED
            else "",
            "why": words.why(now),
            "next": words.coming(now),
        }
        for name, text in texts.items():
            self._set(name, text)
        self._show_ring(now)
        self._show_progress(now)
        self._show_figure(now)

    def _set(self, name: str, text: str) -> None:
        if self._labels[name].cget("text") != text:
            self._labels[name].configure(text=text)

    def _show_ring(self, now: Now) -> None:
        left = words.shown_left(now)
        whole = left + (now.into_cue_s if left == now.left_in_cue_s else now.into_step_s)
        share = left / whole if whole else 0.0
        step = round(share * RING_STEPS)
        if step != self._ring_step:
            self._ring_step = step
            self._photo("ring", self._ring, ring(step / RING_STEPS, self._px(132), self._theme))
        text = words.clock(left)
        if self._ring.cget("text") != text:
            self._ring.configure(text=text)

    def _show_progress(self, now: Now) -> None:
        canvas, width = self._progress, max(self._progress.winfo_width(), 1)
        canvas.delete("all")
        height = self._px(6)
        canvas.create_rectangle(0, 0, width, height, fill=self._theme.line, width=0)
        canvas.create_rectangle(0, 0, width * now.progress, height, fill=self._theme.calm, width=0)

    def _show_figure(self, now: Now) -> None:
        width, height = self._figure.winfo_width(), self._figure.winfo_height()
        if width < 40 or height < 40:
            width, height = self._px(760), self._px(420)
        frame = self._stage.draw(now.step.figure, now.cue.side, now.into_step_s, (width, min(height, width)))
        if frame is not None:
            self._photo("figure", self._figure, frame)
        elif self._figure.cget("text") != now.step.name:
            self._figure.configure(image="", text=now.step.name, font=self._fonts["big"], fg=self._theme.line)

    def _photo(self, name: str, label: tk.Label, image: Image.Image) -> None:
        known = self._photos.get(name)
        if known is not None and (known.width(), known.height()) == image.size:
            known.paste(image)
            return
        self._photos[name] = ImageTk.PhotoImage(image, master=self._root)
        label.configure(image=self._photos[name])

    # -- the end ----------------------------------------------------------------------------------------

    def _ask(self) -> None:
        session = self._session
        self._figure.configure(
            image="", text=words.farewell(session), font=self._fonts["big"], fg=self._theme.calm
        )
        self._photos.pop("figure", None)
        self._ring.configure(image="", text="")
        self._photos.pop("ring", None)
        for name, text in (("head", words.ASK), ("say", words.done_today(session)), ("count", "")):
            self._set(name, text)
        for name in ("detail", "why", "next"):
            self._set(name, "")
        self._show_buttons(
            [(f"{label} ({n})", self._say_felt(answer)) for n, (answer, label) in enumerate(words.ANSWERS, 1)]
        )

    def _hurt(self, now: Now) -> None:
        notice = self._catalog.notices.get("stop-when-it-hurts")
        self._set("head", notice.title if notice else words.HURT_TITLE)
        self._set("say", " ".join(notice.text) if notice else "Stop the movement now.")
        self._set("count", "")
        self._set(
            "detail",
            f"Left out from now on: {now.step.name}. To allow it again: deskbreak unblock {now.step.exercise}",
        )
        self._set("why", "")
        self._set("next", "")
        self._show_buttons([("Close", self._close)])
