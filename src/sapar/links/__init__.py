"""Signed, expiring links for people without an account."""
