"""The operator's page about placing from files: its example is run, its messages are real."""

import re
import shlex
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from sapar.placement_files.tables.policy_problems import OTHERS, ROWS

PAGE = Path(__file__).parents[2] / "docs" / "operator" / "placement.md"
BLOCK = re.compile(r"^```(\w*) ?(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks() -> list[tuple[str, str, str]]:
    """Language, file and text of each fenced block."""
    return BLOCK.findall(PAGE.read_text("utf-8"))


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder with the tables of the page."""
    monkeypatch.chdir(tmp_path)
    for _, file, text in blocks():
        if file and not file.startswith("run/"):
            Path(file).write_text(text, "utf-8")
    return tmp_path


def typed(text: str) -> list[str]:
    """The commands of a block, each on one line."""
    return text.replace("\\\n", " ").splitlines()


def test_the_example_gives_what_the_page_says(example: Path) -> None:
    for language, _, text in blocks():
        if language == "sh":
            for line in typed(text):
                program, *arguments = shlex.split(line)
                assert program == "sapar"
                call_command(*arguments, stdout=StringIO(), stderr=StringIO())
    told = {file: text for _, file, text in blocks() if file.startswith("run/")}
    assert len(told) == 2
    for file, text in told.items():
        assert (example / file).read_text("utf-8") == text


def test_the_message_about_a_false_folder_is_real(example: Path) -> None:
    call_command(*placing(), stdout=StringIO())
    seats = example / "run" / "assignment.csv"
    seats.write_text(
        seats.read_text()
        .replace("ainur,,", "ainur,vilnius,1")
        .replace("bolat,vilnius,1", "bolat,,")
    )
    ended, said = ended_with("verify", "run")
    assert (ended, said.splitlines()[0]) == (1, of_language("text")[0].strip())


def of_language(language: str) -> list[str]:
    return [text for one, _, text in blocks() if one == language]


def placing() -> list[str]:
    """The example's first command."""
    return shlex.split(typed(of_language("sh")[0])[0])[1:]


def ended_with(*command: str) -> tuple[int | str | None, str]:
    """The code with which a command ends, and what it says on standard error."""
    said = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command(*command, stdout=StringIO(), stderr=said)
    return ended.value.code, said.getvalue()


def test_the_messages_about_bad_input_are_real(example: Path) -> None:
    wishes = (example / "wishes.csv").read_text().splitlines()
    wishes[3] = wishes[3].replace("91000", "84.5")
    wishes[5] = wishes[5].replace(",2,", ",0,")
    Path("wishes.csv").write_text("\n".join(wishes))
    assert ended_with(*placing()) == (2, of_language("text")[1])
    assert not (example / "run").exists()


def test_every_key_of_a_policy_stands_on_the_page() -> None:
    page = PAGE.read_text("utf-8")
    assert [key for key in (*ROWS, *OTHERS) if f"`{key}`" not in page] == []
