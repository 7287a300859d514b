"""Which Sapar this is: what a stored decision says about the code that made it."""

from __future__ import annotations

from importlib import metadata

from django.conf import settings


def code_version() -> str:
    """The installed version, with the commit where whoever built it named one."""
    version, commit = metadata.version("sapar"), settings.COMMIT[:12]
    return f"{version}+{commit}" if commit else version
