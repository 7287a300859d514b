"""Append-only record of every deed."""
