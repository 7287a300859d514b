"""What every test may ask for, and where each kind of test runs."""

import os
from typing import Any

import hypothesis
import pytest
from django.db import connection
from django.utils import translation

from dev.chromium import ARGUMENTS, find_chromium
from dev.messages.catalogues import compile_all

# A busy machine is no fault, and the same commit gives the same answer.
hypothesis.settings.register_profile("steady", deadline=None, derandomize=True)
hypothesis.settings.load_profile("steady")


def pytest_configure() -> None:
    """Tests see the translations as they stand in the sources now."""
    compile_all()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that drives a page is a browser test; PostgreSQL's own tests stay off SQLite."""
    for item in items:
        if "page" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
        if item.get_closest_marker("postgresql") and connection.vendor != "postgresql":
            item.add_marker(pytest.mark.skip(reason="only PostgreSQL does this"))


@pytest.fixture(autouse=True)
def nothing_left() -> None:
    """No page that another test rolled back stands in memory, and no language it asked for."""
    from sapar.ui.kept import KEPT  # Django is not set up when this file is read

    KEPT.clear()
    translation.deactivate()


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Drive the Chromium of the system; its loop may share a thread with Django's queries."""
    chromium = find_chromium()
    if chromium is None:
        pytest.skip("no Chromium found")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    return {"executable_path": chromium, "args": ARGUMENTS}
