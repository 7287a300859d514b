"""The rules are pure: their properties are tried on generated facts, without a time limit each.

Always on the same ones, so that a test which turns red was turned by the change at hand; to look
further, run `pytest tests/rules --hypothesis-profile=search`.
"""

from hypothesis import settings

settings.register_profile("rules", deadline=None, max_examples=100, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=3000)
settings.load_profile("rules")
