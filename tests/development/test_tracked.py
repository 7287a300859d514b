"""The program that reads all files finds addresses and paths that must not be in any."""

import pytest

from dev.tracked import fault_of_line

# Put together here, so that this file holds none itself.
REGISTRY = "https://" + "pypi.org/simple/"
HOME = "/" + "home/aliya/sapar"


@pytest.mark.parametrize(
    ("line", "name", "fault"),
    [
        (f"--index-url {REGISTRY}", "Makefile", "an address that dependencies are installed from"),
        (
            "x @ https://example.org/x.whl",
            "requirements/runtime.txt",
            "an address in a requirements file",
        ),
        (f"open('{HOME}')", "src/sapar/core/keys.py", "a path of one machine"),
        ("raise NotImplemented" + "Error", "src/sapar/core/keys.py", "unfinished"),
    ],
)
def test_a_fault_is_named(line, name, fault):
    assert fault_of_line(line, name) == fault


@pytest.mark.parametrize("line", ["See https://enic-kazakhstan.edu.kz/", "/ru/office/work/list"])
def test_an_ordinary_address_is_none(line):
    assert fault_of_line(line, "README.md") is None
