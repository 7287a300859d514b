"""What kinds of facts the registrar gives."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FactKind(models.TextChoices):
    GPA = "gpa", _("Average score (GPA)")
    ACADEMIC_DEBTS = "academic-debts", _("Academic debts")
    SANCTIONS = "disciplinary-sanctions", _("Disciplinary penalties")
    ETHICS_VIOLATIONS = "ethics-violations", _("Violations of the code of ethics")
    LANGUAGE = "language-certificate", _("Language certificate")
