"""Screens of the public and of applicants."""
