"""Deeds of editors and of those who ask, one file a subject."""
