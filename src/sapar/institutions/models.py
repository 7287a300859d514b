"""The own university (the row marked home) with its units and programmes, and every partner."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

from sapar.core.folding import fold
from sapar.core.formatting import country_name
from sapar.core.models import PublicIdModel
from sapar.core.translated import LANGUAGES, TranslatedField
from sapar.institutions.enums import Evidence, InstitutionKind, Level, PeriodKind, UnitKind


class Institution(PublicIdModel):
    """A university, research institution, research centre or clinic. One row is the home."""

    name = TranslatedField()
    kind = models.CharField(max_length=20, choices=InstitutionKind.choices)
    country = models.CharField(max_length=2, help_text="ISO 3166-1 alpha-2")
    city = TranslatedField()
    address = TranslatedField(blank=True)
    latitude = models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True)
    longitude = models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True)
    website = models.CharField(max_length=200, blank=True)
    is_home = models.BooleanField(default=False)
    evidence = models.CharField(max_length=20, choices=Evidence.choices)
    evidence_source = models.URLField(max_length=300, blank=True)
    evidence_note = models.TextField(blank=True)
    names_to_confirm = models.JSONField(
        default=list, blank=True, help_text="languages in which the name is our own translation"
    )
    is_sample = models.BooleanField(default=False)
    search_text = models.TextField(blank=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["is_home"], condition=Q(is_home=True), name="one_home"),
            models.CheckConstraint(
                condition=Q(country__regex=r"^[A-Z]{2}$"), name="country_is_iso"
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        countries = [country_name(self.country, language) for language in LANGUAGES]
        texts = [*self.name.as_dict().values(), *self.city.as_dict().values(), *countries]
        self.search_text = fold(" ".join(texts))
        super().save(*args, **kwargs)


class Unit(PublicIdModel):
    """A part of the home university: a school, the department, the registrar's office."""

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="units")
    kind = models.CharField(max_length=12, choices=UnitKind.choices)
    code = models.SlugField(unique=True, help_text="how the registrar's files name it")
    name = TranslatedField()
    about = TranslatedField(blank=True, help_text="Markdown, for the unit's page")
    room = TranslatedField(blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["institution"], condition=Q(kind="department"), name="one_department"
            )
        ]

    def __str__(self) -> str:
        return str(self.name)


class Programme(PublicIdModel):
    """An educational programme of a school at one level."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="programmes")
    code = models.SlugField(unique=True, help_text="how the registrar's files name it")
    official_code = models.CharField(
        max_length=20, blank=True, help_text="e.g. 6B10102; empty if unknown"
    )
    name = TranslatedField()
    level = models.CharField(max_length=12, choices=Level.choices)
    is_sample = models.BooleanField(default=False)

    def __str__(self) -> str:
        return str(self.name)


class Course(PublicIdModel):
    """A course of the university that guests may take."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="courses")
    code = models.CharField(max_length=20, blank=True)
    title = TranslatedField()
    about = TranslatedField(blank=True)
    level = models.CharField(max_length=12, choices=Level.choices)
    credits = models.DecimalField(max_digits=4, decimal_places=1, help_text="academic (ECTS)")
    languages = models.JSONField(default=list, help_text="codes of languages it is taught in")
    period_kind = models.CharField(max_length=14, choices=PeriodKind.choices)
    is_offered = models.BooleanField(default=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["unit", "level", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(credits__gt=0), name="course_has_credits")
        ]

    def __str__(self) -> str:
        return str(self.title)


class AcademicYear(PublicIdModel):
    """A year of an institution; its dates are data, never computed from its name."""

    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, related_name="academic_years"
    )
    name = models.CharField(max_length=20, help_text="e.g. 2026/2027")
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["institution", "name"], name="academic_year_once"),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="academic_year_order"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Period(PublicIdModel):
    """A semester, a cycle block or the whole year, inside an academic year."""

    academic_year = models.ForeignKey(
        AcademicYear, on_delete=models.PROTECT, related_name="periods"
    )
    kind = models.CharField(max_length=14, choices=PeriodKind.choices)
    name = TranslatedField()
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering = ["starts_on", "ends_on"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="period_order")
        ]

    def __str__(self) -> str:
        return str(self.name)
