"""What the journal says about a stretch of days: figures, a page, and a few lines for the terminal."""
