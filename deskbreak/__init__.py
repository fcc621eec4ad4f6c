"""deskbreak: a break reminder for people who sit all day."""

__version__ = "0.1.0"
