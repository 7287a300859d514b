"""Sapar runs a university's academic-mobility programme. docs/architecture.md is the map of these
rooms.
"""
