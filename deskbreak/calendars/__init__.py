"""Local calendars: when the person is in meetings, and which days are holidays.

`read` and what it uses understand `.ics` files and run in a short child process (`python -m
deskbreak.calendars`), because the calendar libraries are heavy and the files come from anywhere.
`found`, `places`, `child` and `watch` are light: the daemon and the command line use only these.
"""
