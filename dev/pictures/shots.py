"""Which pictures the documentation has, and the way to each through the sample university."""

from __future__ import annotations

from dataclasses import dataclass

PHONE, DESK = 360, 1280


@dataclass(frozen=True, slots=True)
class Follow:
    """Follow the first link in the page's matter whose address ends in a match of ``pattern`` and
    whose words contain ``words``.
    """

    pattern: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Press:
    """Press the button of that name, which leads to another page."""

    name: str


@dataclass(frozen=True, slots=True)
class Fill:
    """Write into the field of that label; nothing is left."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Check:
    """Choose the answer of that label."""

    label: str


class HostPage:
    """Be the host's coordinator, from the office's page of nominations on."""


Step = Follow | Press | Fill | Check | HostPage


@dataclass(frozen=True, slots=True)
class Shot:
    """A page reached from ``start`` by ``way``, as ``who`` (the address of a sample sign-in, or
    nobody) sees it on a screen of that size in pixels.
    """

    name: str
    start: str
    way: tuple[Step, ...] = ()
    who: str = ""
    width: int = DESK
    height: int = 860
    is_dark: bool = False


STUDENT, OFFICER = "student@example.org", "officer@example.org"
EDITOR, CHAIR = "editor@example.org", "chair.department@example.org"
INTERN, COORDINATOR = "intern@example.org", "coordinator.medicine@example.org"
DECIDED = "/en/office/calls/?phase=decided"
ID = r"[0-9A-Z]{4}-[0-9A-Z]{4}"

SHOTS = (
    Shot("home", "/en/"),
    Shot("home-phone", "/kk/", width=PHONE, height=760),
    Shot("home-dark", "/ru/", is_dark=True),
    Shot("guide", "/en/guide/"),
    Shot("partners", "/ru/partners/"),
    Shot("partner", "/en/partners/?q=vilnius", (Follow(rf"/partners/{ID}/"),)),
    Shot("regulations", "/kk/regulations/"),
    Shot("article", "/en/articles/choosing-a-host/"),
    Shot("search", "/ru/search/?q=%D0%BC%D0%BE%D0%B1%D0%B8%D0%BB%D1%8C%D0%BD%D0%BE%D1%81%D1%82"),
    Shot("story", "/en/stories/", (Follow(rf"/stories/{ID}/"),)),
    Shot(
        "application",
        "/en/calls/",
        (
            Follow(rf"/calls/{ID}/", "A semester abroad: autumn"),
            Follow("/apply/"),
            Press("Begin the application"),
        ),
        STUDENT,
    ),
    Shot(
        "not-yet-phone",
        "/ru/calls/",
        (Follow(rf"/calls/{ID}/", "Семестр за рубежом: осень"),),
        "threshold@example.org",
        PHONE,
        760,
    ),
    Shot("result", "/en/calls/", (Follow(r"/result/"),)),
    Shot("desk", "/en/office/", who=COORDINATOR),
    Shot("applications", "/en/office/applications/", who=COORDINATOR),
    Shot(
        "placement",
        DECIDED,
        (
            Follow(rf"/office/calls/{ID}/"),
            Follow("/placement/"),
        ),
        OFFICER,
    ),
    Shot("how-places", "/en/about/places/"),
    Shot(
        "own-result-phone",
        "/kk/today/",
        (Follow(rf"/applications/{ID}/"), Follow("/result/")),
        INTERN,
        PHONE,
        1180,
    ),
    Shot(
        "what-if",
        DECIDED,
        (
            Follow(rf"/office/calls/{ID}/"),
            Follow("/placement/"),
            Follow("/what-if/"),
            Fill("Semey", "3"),
            Press("Compare"),
        ),
        COORDINATOR,
    ),
    Shot(
        "freed-seats",
        DECIDED,
        (Follow(rf"/office/calls/{ID}/"), Follow("/offers/"), Follow("/free/")),
        COORDINATOR,
        height=1100,
    ),
    Shot(
        "appeal",
        DECIDED,
        (
            Follow(rf"/office/calls/{ID}/"),
            Follow("/offers/"),
            Follow(rf"/office/appeals/{ID}/"),
            Check("Another total score"),
            Fill("Total score", "78.393"),
            Press("Show the difference"),
        ),
        COORDINATOR,
        height=1100,
    ),
    Shot(
        "scores",
        DECIDED,
        (
            Follow(rf"/office/calls/{ID}/scores/"),
            Follow("/ranking/"),
        ),
        CHAIR,
    ),
    Shot(
        "host",
        DECIDED,
        (
            Follow(rf"/office/calls/{ID}/"),
            Follow("/nominations/"),
            HostPage(),
        ),
        OFFICER,
    ),
    Shot("records", "/en/office/records/", who="registrar@example.org"),
    Shot("roles", "/en/office/roles/", who="administrator@example.org"),
    Shot("editor", "/en/office/articles/", (Follow(rf"/office/articles/{ID}/"),), EDITOR, 1440),
    Shot("moderation", "/en/office/moderation/", who=EDITOR),
    Shot("questions", "/en/office/questions/", who=OFFICER),
)
