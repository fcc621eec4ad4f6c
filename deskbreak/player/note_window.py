"""A small window that asks for a note; for the tray, where nothing can be typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from deskbreak.errors import DeskbreakError
from deskbreak.language import _, is_right_to_left, p_, translated
from deskbreak.player.sharp import be_sharp
from deskbreak.player.theme import Theme, choose_theme
from deskbreak.sentences import english

if TYPE_CHECKING:
    from deskbreak.player.fonts import Fonts

SIZE = (460, 168)


def ask_for_note(about: str, before: str = "", theme: str = "auto") -> str | None:
    """The person's words, or None when they thought better of it; DeskbreakError where no window can open."""
    try:
        import tkinter

        be_sharp()
        return _Asking(tkinter.Tk(className="Deskbreak"), about, before, choose_theme(theme)).ask()
    except (ImportError, OSError) as error:
        raise _no_window(error) from error
    except tkinter.TclError as error:
        raise _no_window(error) from error


def _no_window(error: Exception) -> DeskbreakError:
    return DeskbreakError(
        english('no window to ask in ({why}); write it: deskbreak log note "…"', why=str(error))
    )


def _start() -> Any:
    """Where lines begin."""
    return "e" if is_right_to_left() else "w"


def _at_the_end() -> Any:
    """Where a row of buttons stands, with the gap between them."""
    if is_right_to_left():
        return {"side": "left", "padx": (0, 8)}
    return {"side": "right", "padx": (8, 0)}


class _Asking:
    def __init__(self, root: Any, about: str, before: str, theme: Theme) -> None:
        import tkinter as tk

        from deskbreak.player.fonts import open_fonts
        from deskbreak.player.place import DisplaySize
        from deskbreak.player.window_icon import set_icon

        self._root, self._answer = root, None
        root.withdraw()
        set_icon(root)
        screen = DisplaySize(root)
        fonts, pad = open_fonts(root, screen.scale), round(20 * screen.scale)
        root.title(f"deskbreak: {_('a note')}")
        root.configure(bg=theme.background, padx=pad, pady=pad)
        root.geometry(screen.middle(*(round(size * screen.scale) for size in SIZE)))
        root.resizable(True, False)
        plain: dict[str, Any] = {"bg": theme.background, "fg": theme.soft, "font": fonts["small"]}
        tk.Label(root, text=translated(about), anchor=_start(), **plain).pack(fill="x")
        self._field = self._entry(tk, theme, fonts, before)
        self._field.pack(fill="x", pady=(pad // 3, pad * 2 // 3), ipady=pad // 4)
        row = tk.Frame(root, bg=theme.background)
        row.pack(fill="x")
        self._button(
            tk,
            row,
            p_("button", "Save"),
            run=self._save,
            ground=theme.calm,
            ink=theme.on_calm,
            theme=theme,
            fonts=fonts,
        )
        cancel = p_("button", "Cancel")
        self._button(
            tk, row, cancel, run=root.destroy, ground=theme.button, ink=theme.ink, theme=theme, fonts=fonts
        )
        root.bind("<Return>", lambda _event: self._save())
        root.bind("<Escape>", lambda _event: root.destroy())

    def _entry(self, tk: Any, theme: Theme, fonts: Fonts, before: str) -> Any:
        field = tk.Entry(
            self._root,
            font=fonts["text"],
            bg=theme.stage,
            fg=theme.ink,
            insertbackground=theme.ink,
            relief="flat",
            highlightthickness=2,
            highlightbackground=theme.line,
            highlightcolor=theme.calm,
            justify="right" if is_right_to_left() else "left",
        )
        field.insert(0, before)
        field.selection_range(0, "end")
        return field

    def _button(
        self,
        tk: Any,
        row: Any,
        text: str,
        *,
        run: Any,
        ground: str,
        ink: str,
        theme: Theme,
        fonts: Fonts,
    ) -> None:
        tk.Button(
            row,
            text=text,
            command=run,
            font=fonts["button"],
            bg=ground,
            fg=ink,
            activebackground=theme.line,
            activeforeground=theme.ink,
            relief="flat",
            borderwidth=0,
            padx=18,
            pady=8,
            highlightthickness=2,
            highlightbackground=theme.background,
            highlightcolor=theme.ink,
        ).pack(**_at_the_end())

    def ask(self) -> str | None:
        self._root.deiconify()
        self._root.lift()
        self._field.focus_force()
        self._root.mainloop()
        return self._answer

    def _save(self) -> None:
        self._answer = self._field.get().strip()
        self._root.destroy()
