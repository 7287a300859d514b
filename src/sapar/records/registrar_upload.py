"""What the registrar's file would do: people and engagements made or brought up to date, facts
superseded where the registrar says something new. What a row leaves empty about a person, stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sapar.accounts.models import Engagement, Person
from sapar.core import clock
from sapar.core.actor import Actor
from sapar.core.signals import public_change
from sapar.records.actions import FactGiven, differs, new_fact, supersede
from sapar.records.enums import FactKind
from sapar.records.identity import PERSON_COLUMNS, find_owners
from sapar.records.known import Known, load_known
from sapar.records.models import Fact
from sapar.records.row_rules import row_problems
from sapar.records.sources import upload_source
from sapar.sheets.kinds import Row
from sapar.sheets.models import SheetRun
from sapar.sheets.problems import Problem

ENGAGEMENT_FIELDS = (
    "person", "kind", "unit", "programme", "level", "year", "position", "starts_on", "ends_on",
)  # fmt: skip
DERIVED_FIELDS = ("search_text", "sort_key", "iin_hash")


@dataclass
class RowPlan:
    """One row: its engagement, and the facts in it that differ from what is known."""

    row: Row
    engagement: Engagement
    facts: list[FactGiven]


@dataclass
class RegistrarPlan:
    """Fulfils `sapar.sheets.kinds.Plan`."""

    known: Known
    problems: list[Problem] = field(default_factory=list)
    new: int = 0
    changed: int = 0
    same: int = 0
    people: dict[int, Person] = field(default_factory=dict)
    engagements: list[Engagement] = field(default_factory=list)
    rows: list[RowPlan] = field(default_factory=list)

    def carry_out(self, run: SheetRun, *, by: Actor) -> None:
        self._save_people()
        _save(self.engagements, Engagement, ENGAGEMENT_FIELDS)
        facts = [
            new_fact(
                plan.engagement,
                given,
                source=upload_source(run),
                as_of=plan.row["as_of"],
                by=by,
                sheet_run=run,
            )
            for plan in self.rows
            for given in plan.facts
        ]
        known = (self.known.facts.get(fact.engagement.pk, {}) for fact in facts)
        replaced = [
            old[fact.kind, fact.key]
            for fact, old in zip(facts, known, strict=True)
            if (fact.kind, fact.key) in old
        ]
        supersede(replaced, clock.now())
        Fact.objects.bulk_create(facts)

    def _save_people(self) -> None:
        people = list(self.people.values())
        known = sorted(person.pk for person in people if person.pk)
        for start in range(0, len(known), 500):
            batch = known[start : start + 500]
            list(
                Person.objects.select_for_update().filter(pk__in=batch).order_by("pk").values("pk")
            )
        for person in people:
            person.derive()
        _save(people, Person, (*PERSON_COLUMNS, *DERIVED_FIELDS))
        public_change.send(Person)  # a story shows its author's name


def plan_upload(rows: Sequence[Row]) -> RegistrarPlan:
    """Judge and compare all rows, writing nothing; rows with problems are not counted."""
    known, today = load_known(rows), clock.today()
    plan = RegistrarPlan(known)
    for row in rows:
        plan.problems += row_problems(row, known, today)
    owners = find_owners(rows, known)
    plan.problems += owners.problems
    wrong = {problem.line for problem in plan.problems}
    for row in sorted(rows, key=lambda row: str(row["registrar_number"])):
        if row.line not in wrong:
            _plan_row(row, owners.people[row.line], plan)
    return plan


def _plan_row(row: Row, person: Person, plan: RegistrarPlan) -> None:
    known = plan.known.engagements.get(row["registrar_number"])
    recorded = plan.known.facts.get(known.pk, {}) if known else {}
    newest = max((fact.as_of for fact in recorded.values()), default=row["as_of"])
    if row["as_of"] < newest:
        plan.problems.append(row.problem("row-older-than-known", "as_of", known=newest.isoformat()))
        return
    if _bring_up_to_date(person, _person_values(row)) or person.pk is None:
        plan.people[id(person)] = person
    engagement = known or Engagement(registrar_number=row["registrar_number"])
    engagement_differs = _bring_up_to_date(
        engagement, {"person": person, **_engagement_values(row, plan.known)}
    )
    if engagement_differs:
        plan.engagements.append(engagement)
    given = [
        fact
        for fact in facts_of(row)
        if differs(fact, row["as_of"], recorded.get((fact.kind, fact.key)))
    ]
    plan.rows.append(RowPlan(row, engagement, given))
    if known is None:
        plan.new += 1
    elif engagement_differs or given or id(person) in plan.people:
        plan.changed += 1
    else:
        plan.same += 1


def _person_values(row: Row) -> dict[str, Any]:
    return {column: row[column] for column in PERSON_COLUMNS if row[column]}


def _engagement_values(row: Row, known: Known) -> dict[str, Any]:
    return {
        "kind": row["kind"],
        "unit": known.units[row["school"]],
        "programme": known.programmes.get(row.values.get("programme", "")),
        "level": row.values.get("level", ""),
        "year": row.values.get("year"),
        "position": row.values.get("position", ""),
        "starts_on": row["starts_on"],
        "ends_on": row["ends_on"],
    }


def _bring_up_to_date(record: Any, values: dict[str, Any]) -> bool:
    """Set what differs; say whether anything did. Relations are compared without fetching them."""
    differing = False
    for name, value in values.items():
        attribute = f"{name}_id" if hasattr(type(record), f"{name}_id") else name
        given = value.pk if attribute != name and value is not None else value
        if getattr(record, attribute) != given or (attribute != name and record.pk is None):
            setattr(record, name, value)
            differing = True
    return differing


def facts_of(row: Row) -> Iterator[FactGiven]:
    """The facts a row states. A GPA without credits and a certificate not given state nothing."""
    if row.values.get("gpa") is not None:
        value = format(row["gpa"].normalize(), "f")
        yield FactGiven(FactKind.GPA, {"value": value, "credits": row["gpa_credits"]})
    if "academic_debts" in row.values:
        yield FactGiven(FactKind.ACADEMIC_DEBTS, {"count": row["academic_debts"]})
    until = row["sanctions_until"].isoformat() if row["sanctions_until"] else ""
    yield FactGiven(FactKind.SANCTIONS, {"count": row["disciplinary_sanctions"], "until": until})
    yield FactGiven(FactKind.ETHICS_VIOLATIONS, {"count": row["ethics_violations"]})
    if row["english_level"]:
        expires = row["english_expires"]
        certificate = {
            "language": "en",
            "level": row["english_level"],
            "test": row["english_test"],
            "issued": row["english_issued"].isoformat(),
            "expires": expires.isoformat() if expires else "",
        }
        yield FactGiven(FactKind.LANGUAGE, certificate, key="en")


def _save(records: list[Any], model: type[Any], fields: Sequence[str]) -> None:
    """Insert the new ones and update the known ones, each in a few statements."""
    model.objects.bulk_create([record for record in records if record.pk is None])
    model.objects.bulk_create(
        [record for record in records if record.pk],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=fields,
    )
