"""The draft an applicant writes, the versions submitted, and the verdicts given."""

from sapar.applications.models.application import Application, ApplicationDocument, Wish
from sapar.applications.models.submission import Submission
from sapar.applications.models.verdict import Verdict

__all__ = ["Application", "ApplicationDocument", "Submission", "Verdict", "Wish"]
