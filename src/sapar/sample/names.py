"""Names as they are met in Karaganda, and the same names as a passport would spell them.

The lists are invented combinations of common names (data/names.json), so a likeness to a living
person is chance. A patronymic of a Kazakh name is formed in either of the two ways in use.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Literal

Sex = Literal["female", "male"]

DATA = Path(__file__).parent / "data"
INFLECTED = ("ов", "ев", "ёв", "ин", "ын")
ABROAD = {"indian": "IN"}

# ICAO Doc 9303, part 3, section 6; it has no line for eight of the Kazakh letters, so they take the
# nearest plain Latin letter.
# fmt: off
LATIN = {
    "А": "A", "Б": "B", "В": "V", "Г": "G", "Д": "D", "Е": "E", "Ё": "E", "Ж": "ZH", "З": "Z",
    "И": "I", "І": "I", "Й": "I", "К": "K", "Л": "L", "М": "M", "Н": "N", "О": "O", "П": "P",
    "Р": "R", "С": "S", "Т": "T", "У": "U", "Ф": "F", "Х": "KH", "Ц": "TS", "Ч": "CH", "Ш": "SH",
    "Щ": "SHCH", "Ъ": "IE", "Ы": "Y", "Ь": "", "Э": "E", "Ю": "IU", "Я": "IA",
    "Ә": "A", "Ғ": "G", "Қ": "K", "Ң": "N", "Ө": "O", "Ұ": "U", "Ү": "U", "Һ": "H",
}
# fmt: on


@dataclass(frozen=True, slots=True)
class Name:
    """``origin`` is the list the name was drawn from; ``language`` the one its bearer reads."""

    family: str
    given: str
    patronymic: str
    sex: Sex
    language: str
    origin: str


@dataclass(frozen=True, slots=True)
class Origin:
    """``families`` and ``patronymics`` are masculine; ``fathers`` take -ұлы or -қызы."""

    weight: int
    languages: list[str]
    families: list[str]
    male: list[str]
    female: list[str]
    fathers: list[str]
    patronymics: list[str]


@cache
def origins() -> dict[str, Origin]:
    groups = json.loads((DATA / "names.json").read_text("utf-8"))
    return {origin: Origin(**lists) for origin, lists in groups.items()}


def draw_name(rng: Random, sex: Sex, *, from_abroad: bool) -> Name:
    """``from_abroad`` allows the names of learners who came to study from another country."""
    chosen = {key: one for key, one in origins().items() if from_abroad or key not in ABROAD}
    origin = rng.choices(list(chosen), [one.weight for one in chosen.values()])[0]
    lists = chosen[origin]
    return Name(
        family=family_name(rng.choice(lists.families), sex, origin),
        given=rng.choice(lists.female if sex == "female" else lists.male),
        patronymic=draw_patronymic(rng, lists, sex),
        sex=sex,
        language=rng.choice(lists.languages),
        origin=origin,
    )


def family_name(masculine: str, sex: Sex, origin: str) -> str:
    """Only names of Slavic form have a feminine; Вагнер, Бондаренко or Әлімхан do not change."""
    inflected = masculine.endswith(INFLECTED) and origin not in ABROAD
    return masculine + "а" if sex == "female" and inflected else masculine


def draw_patronymic(rng: Random, lists: Origin, sex: Sex) -> str:
    """Empty where the origin knows none."""
    if lists.fathers and rng.random() < 0.65:
        return rng.choice(lists.fathers) + ("қызы" if sex == "female" else "ұлы")
    if not lists.patronymics:
        return ""
    masculine = rng.choice(lists.patronymics)
    return masculine.removesuffix("ич") + "на" if sex == "female" else masculine


def passport_spelling(cyrillic: str) -> str:
    """Latin capitals by the table, written with a capital first letter: Жұмабаева is Zhumabaeva."""
    latin = "".join(LATIN.get(letter, letter) for letter in cyrillic.upper())
    return "-".join(part.capitalize() for part in latin.split("-"))
