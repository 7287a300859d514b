"""Finds the Chromium that browser tests drive; Playwright's own download is never used."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome")

# The browser may run as root in a container, and must ask nothing of the network by itself.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find_chromium() -> str | None:
    """The path in CHROMIUM, or the first known name in PATH."""
    candidates = [os.environ.get("CHROMIUM", ""), *NAMES]
    return next(filter(None, (shutil.which(name) for name in candidates if name)), None)
