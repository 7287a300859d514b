"""Texts that were written elsewhere become Markdown: pasted, from a page, from a Word file."""
