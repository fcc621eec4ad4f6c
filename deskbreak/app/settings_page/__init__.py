"""The settings as a page in the person's own browser: hours as a week, breaks, and a preview of a coming day.

Its own process, only while the page is open. It changes the same file that people edit, through the same
comment-keeping path.
"""
