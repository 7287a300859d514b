"""Calls, frozen terms, places, criteria, required documents."""
