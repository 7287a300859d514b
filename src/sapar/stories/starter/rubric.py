"""The rubric by which stays are rated. A line that the office has changed since stays as it is."""

from __future__ import annotations

from pathlib import Path

import yaml
from django.db import transaction

from sapar.audit import actions as audit
from sapar.core.actor import Actor
from sapar.core.translated import Translated
from sapar.stories.models import RatingCriterion

TEXTS = ("name", "low", "high")


@transaction.atomic
def load_rubric(*, by: Actor) -> None:
    """Every line of rubric.yaml that is not there yet."""
    lines = yaml.safe_load(Path(__file__).with_name("rubric.yaml").read_text("utf-8"))
    known = set(RatingCriterion.objects.values_list("code", flat=True))
    for position, line in enumerate(lines):
        if line["code"] in known:
            continue
        texts = {name: Translated.from_dict(line[name]) for name in TEXTS}
        row = RatingCriterion.objects.create(code=line["code"], position=position, **texts)
        audit.record("add-rating-criterion", row, by=by, code=row.code)
