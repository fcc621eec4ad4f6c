"""deskbreak: a break reminder for people who sit all day."""

from deskbreak.stand_ins import stand_ins

__version__ = "0.1.0"

with stand_ins("ipaddress"):  # 6 ms of every command otherwise; pathlib is the first to bring it
    import pathlib as _pathlib  # noqa: F401
