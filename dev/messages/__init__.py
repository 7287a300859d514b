"""Keeps the translation catalogues in step with the sources, without GNU gettext."""
