"""Deeds on comments, on stories, and of those who moderate them."""
