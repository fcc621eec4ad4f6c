"""The journal of what was done, the saved state, and what is made of them: log, report, export, sharing."""
