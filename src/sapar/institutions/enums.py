"""Kinds of institutions, units, programmes and academic periods."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class InstitutionKind(models.TextChoices):
    UNIVERSITY = "university", _("University")
    RESEARCH_INSTITUTION = "research-institution", _("Research institution")
    RESEARCH_CENTRE = "research-centre", _("Research centre")
    CLINIC = "clinic", _("Clinic")


class Evidence(models.TextChoices):
    """How well it is known that the institution works with ours; weakest last."""

    CONFIRMED = "confirmed", _("Confirmed by the office")
    BILATERAL = "bilateral", _("Bilateral cooperation seen in public sources")
    INFERRED = "inferred", _("Inferred from public sources")
    PROJECT_CONSORTIUM = "project-consortium", _("Partner in a common project")
    WEAK_CONTACT = "weak-contact", _("Only a contact seen")
    CANDIDATE = "candidate", _("Candidate: no agreement seen")


class UnitKind(models.TextChoices):
    SCHOOL = "school", _("School")
    DEPARTMENT = "department", _("Department of International Cooperation")
    REGISTRAR = "registrar", _("Registrar's office")


class Level(models.TextChoices):
    BACHELOR = "bachelor", _("Bachelor")
    INTEGRATED = "integrated", _("Integrated medicine")
    MASTER = "master", _("Master")
    DOCTORAL = "doctoral", _("Doctoral")
    INTERNSHIP = "internship", _("Internship")
    RESIDENCY = "residency", _("Residency")


class PeriodKind(models.TextChoices):
    CYCLE_BLOCK = "cycle-block", _("Cycle block")
    SEMESTER = "semester", _("Semester")
    ACADEMIC_YEAR = "academic-year", _("Academic year")
