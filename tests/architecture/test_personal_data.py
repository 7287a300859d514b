"""Personal data are fenced from the first row: policy/data_retention.yaml classes every column, and
what the policy names exists."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from django.apps import apps

POLICY = Path(__file__).resolve().parents[2] / "policy" / "data_retention.yaml"
Columns = dict[str, set[str]]  # model -> its columns


@pytest.fixture(scope="module")
def policy() -> dict[str, Any]:
    return yaml.safe_load(POLICY.read_text())


def columns_of_models() -> Columns:
    """What the database holds: the columns of each model of ours, integer keys left out."""
    return {
        model._meta.label: {
            field.name for field in model._meta.concrete_fields if not field.primary_key
        }
        | {field.name for field in model._meta.many_to_many}
        for model in apps.get_models()
        if model.__module__.startswith("sapar.")
    }


def classed_columns(policy: dict[str, Any]) -> Columns:
    return {
        model: {*entry["personal"], *entry["not_personal"]}
        for model, entry in policy["models"].items()
    }


def missing(wanted: Columns, given: Columns) -> list[str]:
    """The columns of ``wanted`` that ``given`` lacks."""
    return sorted(
        f"{model}.{column}"
        for model, columns in wanted.items()
        for column in columns - given.get(model, set())
    )


def test_every_column_is_classed(policy):
    assert missing(columns_of_models(), classed_columns(policy)) == []


def test_the_policy_names_only_columns_that_exist(policy):
    assert missing(classed_columns(policy), columns_of_models()) == []


def test_a_column_is_personal_or_not_and_never_both(policy):
    doubled = {
        model: sorted({*entry["personal"]} & {*entry["not_personal"]})
        for model, entry in policy["models"].items()
    }
    assert {model: columns for model, columns in doubled.items() if columns} == {}


def test_every_class_purpose_and_term_is_explained(policy):
    unexplained = [
        f"{model}.{column}: {word}"
        for model, entry in policy["models"].items()
        for column, words in entry["personal"].items()
        for word, known in zip(words, ("classes", "purposes", "terms"), strict=True)
        if word not in policy[known]
    ]
    assert unexplained == []


def test_a_new_column_and_a_forgotten_one_are_found():
    here, there = {"accounts.Person": {"email", "shoe_size"}}, {"accounts.Person": {"email", "fax"}}

    assert missing(here, there) == ["accounts.Person.shoe_size"]
    assert missing(there, here) == ["accounts.Person.fax"]
    assert missing(here, {}) == ["accounts.Person.email", "accounts.Person.shoe_size"]
