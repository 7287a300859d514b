"""Private files by their hash, and PDF made from data."""
