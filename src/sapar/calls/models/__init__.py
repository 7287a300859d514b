"""Calls with their places and documents, and the terms frozen when a call opens."""

from sapar.calls.models.call import Call, CallPlace, RequiredDocument
from sapar.calls.models.terms import CallTerms

__all__ = ["Call", "CallPlace", "CallTerms", "RequiredDocument"]
