"""Every test begins with no requests counted."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def no_requests_counted():
    cache.clear()
