"""The project's own settings with one address more: a view that does nothing, to compare with."""

from sapar.config.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.urls"
