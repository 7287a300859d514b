"""Scores, placement runs, offers and the reserve list."""
