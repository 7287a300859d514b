"""The rules are pure: their properties are tried on generated facts, without a time limit each."""

from hypothesis import settings

settings.register_profile("rules", deadline=None, max_examples=80)
settings.load_profile("rules")
