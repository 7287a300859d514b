"""Scores, ranking, placement and offers: a file for each page."""
