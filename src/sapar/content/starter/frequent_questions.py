"""The questions that come again and again, answered before they are asked."""

from __future__ import annotations

from pathlib import Path

import yaml

from sapar.content.actions.frequent_questions import (
    add_frequent_question,
    publish_frequent_question,
)
from sapar.content.models import FrequentQuestion
from sapar.core.actor import Actor
from sapar.core.translated import Translated

SOURCE = Path(__file__).with_name("frequent_questions.yaml")


def load_frequent_questions(*, by: Actor) -> None:
    """Publish those that are not there; what the office has entered is left alone."""
    there = {row.question for row in FrequentQuestion.objects.all()}
    for position, entry in enumerate(yaml.safe_load(SOURCE.read_text("utf-8"))):
        if Translated.from_dict(entry["question"]) in there:
            continue
        row = add_frequent_question(
            topic=entry["topic"],
            question=Translated.from_dict(entry["question"]),
            answer=Translated.from_dict(entry["answer"]),
            position=position,
            by=by,
        )
        publish_frequent_question(row, by=by)
