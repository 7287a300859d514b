"""Foreign keys point only downwards. Those written as strings escape the import linter, so here
the models themselves are asked, against the same list of layers."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps

PROJECT = Path(__file__).resolve().parents[2]
PACKAGE = "sapar."

Relation = tuple[str, str, str]  # what points, from which app, to which app


def layer_of_each_app() -> dict[str, int]:
    """App -> its line in the contract, the uppermost first."""
    linter = tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layers = next(c["layers"] for c in linter["contracts"] if c["id"] == "layers")
    return {
        name.strip(" ()"): line
        for line, names in enumerate(layers)
        for name in names.replace("|", ":").split(":")
    }


def relations_of_models() -> Iterator[Relation]:
    """Every foreign key, one-to-one and many-to-many that a model of ours declares."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields(include_hidden=True):
            target = field.related_model
            if field.auto_created or target is None or isinstance(target, str):
                continue
            if _is_ours(model) and _is_ours(target):
                name = f"{model.__name__}.{field.name}"
                yield name, _app_of(model), _app_of(target)


def upward(relations: Iterator[Relation] | list[Relation], layers: dict[str, int]) -> list[str]:
    """The relations that point to a higher layer, or beside them to a sibling."""
    return [
        f"{name}: {source} -> {target}"
        for name, source, target in relations
        if source != target and layers[source] >= layers[target]
    ]


def _is_ours(model: type) -> bool:
    return model.__module__.startswith(PACKAGE)


def _app_of(model: type) -> str:
    return model.__module__.removeprefix(PACKAGE).split(".")[0]


def test_every_relation_points_to_its_own_app_or_a_lower_one():
    assert upward(relations_of_models(), layer_of_each_app()) == []


def test_models_have_relations_to_judge():
    assert ("Engagement.unit", "accounts", "institutions") in set(relations_of_models())


def test_a_relation_that_points_upwards_or_sideways_is_found():
    planted = [
        ("Institution.coordinator", "institutions", "accounts"),
        ("Document.letter", "documents", "messaging"),
        ("Engagement.unit", "accounts", "institutions"),
        ("Unit.parent", "institutions", "institutions"),
    ]

    assert upward(planted, layer_of_each_app()) == [
        "Institution.coordinator: institutions -> accounts",
        "Document.letter: documents -> messaging",
    ]
