"""Calls with their places and documents, the terms frozen when it opens, and who is told."""

from sapar.calls.models.call import Call, CallPlace, RequiredDocument
from sapar.calls.models.subscription import CallNotice, CallSubscription
from sapar.calls.models.terms import CallTerms

__all__ = ["Call", "CallNotice", "CallPlace", "CallSubscription", "CallTerms", "RequiredDocument"]
