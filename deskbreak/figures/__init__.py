"""Animated figures from a few lines of pose data. Light to import; `api` brings the rest along."""
