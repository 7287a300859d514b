"""What a new call starts from: a scorecard, its tie-break and the documents to ask for.

These are proposals; the owner of the call changes them while it is a draft.
"""

from __future__ import annotations

from typing import Any

from sapar.accounts.enums import Audience, Direction
from sapar.calls.enums import TypesBy
from sapar.core.translated import Translated

Rows = list[dict[str, Any]]

_LANGUAGE = Translated(
    "Ағылшын тілінің деңгейі", "Уровень владения английским языком", "Level of English"
)
_ITEMS = {
    "gpa": Translated(
        "Үлгерімнің орташа балы (GPA)",
        "Средний балл успеваемости (GPA)",
        "Grade point average (GPA)",
    ),
    "language": _LANGUAGE,
    "motivation": Translated("Мотивация", "Мотивация", "Motivation"),
    "interview": Translated("Әңгімелесу", "Собеседование", "Interview"),
    "professional-record": Translated(
        "Кәсіби жетістіктер", "Профессиональные достижения", "Professional record"
    ),
    "visit-plan": Translated("Сапар жоспары", "План поездки", "Plan of the visit"),
}
_WEIGHTS = {
    Audience.LEARNERS: {"gpa": 40, "language": 20, "motivation": 25, "interview": 15},
    Audience.STAFF: {"professional-record": 40, "visit-plan": 35, "language": 25},
}
TIE_BREAKS = {
    Audience.LEARNERS: ["gpa", "language", "motivation", "lottery"],
    Audience.STAFF: ["professional-record", "visit-plan", "language", "lottery"],
}

_DOCUMENTS = {
    "passport": Translated("Төлқұжаттың көшірмесі", "Копия паспорта", "Copy of the passport"),
    "identity-card": Translated(
        "Жеке куәліктің көшірмесі", "Копия удостоверения личности", "Copy of the identity card"
    ),
    "transcript": Translated("Транскрипт", "Транскрипт", "Transcript of records"),
    "curriculum-vitae": Translated("Түйіндеме", "Резюме", "Curriculum vitae"),
    "language-certificate": Translated(
        "Тіл сертификаты", "Языковой сертификат", "Language certificate"
    ),
    "invitation": Translated(
        "Қабылдаушы тараптың шақыру хаты",
        "Приглашение принимающей стороны",
        "Invitation from the host",
    ),
}
IDENTITY_PAPERS = ("passport", "identity-card")
_ASKED = {
    (Direction.EXTERNAL, Audience.LEARNERS): ("passport", "transcript", "language-certificate"),
    (Direction.INTERNAL, Audience.LEARNERS): ("identity-card", "transcript"),
    (Direction.EXTERNAL, Audience.STAFF): ("passport", "curriculum-vitae", "invitation"),
    (Direction.INTERNAL, Audience.STAFF): ("identity-card", "curriculum-vitae", "invitation"),
}


def scorecard_for(audience: str) -> Rows:
    """Items whose weights add up to a hundred, with where the points of each come from."""
    return [
        {
            "code": code,
            "name": _ITEMS[code].as_dict(),
            "weight": str(weight),
            "maximum": "4" if code == "gpa" else "100",
            "source": code if code in ("gpa", "language") else "commission",
        }
        for code, weight in _WEIGHTS[Audience(audience)].items()
    ]


def tie_break_for(audience: str) -> list[str]:
    return list(TIE_BREAKS[Audience(audience)])


def types_by_for(direction: str) -> str:
    """An internal call is for the people of one school, so schools tell nobody apart there."""
    return TypesBy.SCHOOL if direction == Direction.EXTERNAL else TypesBy.EXPERIENCE


def documents_for(audience: str, direction: str) -> Rows:
    """The documents of such a call, in the order they are asked for; all of them required."""
    codes = _ASKED[Direction(direction), Audience(audience)]
    return [
        {
            "code": code,
            "name": _DOCUMENTS[code],
            "is_required": True,
            "is_identity_paper": code in IDENTITY_PAPERS,
        }
        for code in codes
    ]
