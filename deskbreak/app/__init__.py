"""The one place where core meets the desktop: wiring, loop, effects, control socket."""
