"""What the literature and other programs say comes out of an instance."""

import json
import os
from pathlib import Path

import pytest

from mobility_rules.placement.instance import from_priorities
from tests.rules.placement.published import (
    GUSFIELD_IRVING_1_6_5,
    KINDS,
    ROTH_SOTOMAYOR_P16,
    hospitals,
    placed,
)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(ROTH_SOTOMAYOR_P16, id="Roth and Sotomayor 1990, p. 16"),
        pytest.param(GUSFIELD_IRVING_1_6_5, id="Gusfield and Irving 1989, 1.6.5"),
    ],
)
def test_a_textbook_instance_gives_its_printed_result(data):
    instance, expected = hospitals(data)
    assert placed(instance) == expected


def test_every_instance_of_the_folder_gives_its_published_result():
    folder = os.environ.get("SAPAR_INSTANCES")
    if not folder:
        pytest.skip("SAPAR_INSTANCES is not set: no folder with published instances was tried")
    files = sorted(Path(folder).glob("*.json"))
    assert files, f"no *.json in {folder}"
    for file in files:
        data = json.loads(file.read_text(encoding="utf-8"))
        instance, expected = KINDS[data["kind"]](data)
        assert placed(instance) == expected, file.name


def test_who_is_not_in_the_order_of_a_place_does_not_get_it_even_if_it_stays_empty():
    wishes = {"A1": ["P1", "P2"], "A2": ["P1"]}
    instance = from_priorities({"P1": 2, "P2": 2}, wishes, {"P1": ["A2"], "P2": ["A2", "A1"]})
    assert placed(instance) == {"A1": "P2", "A2": "P1"}


@pytest.mark.parametrize(
    ("order", "problem"),
    [(["A1", "A1"], "P1: A1 stands in the order twice"), (["A2"], "P1: A2 is no applicant")],
)
def test_an_order_that_contradicts_itself_is_refused(order, problem):
    with pytest.raises(ValueError, match=problem):
        from_priorities({"P1": 1}, {"A1": ["P1"]}, {"P1": order})
