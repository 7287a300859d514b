"""A run as a folder for whoever doubts it: under the pseudonyms of that run alone.

Names, application numbers and positions in the draw stay out of it, so that no published number is
tied to wishes and scores. The hashes of the stored documents stay out, too: those hold the numbers,
and whoever tries all ways to tie a few published numbers to places would know the right one by its
hash.

The archive is made once, when the result is published, and kept as it is: its SHA-256, the
fingerprint, stands on the public page, so that everybody who is given the folder knows that it is
the one of the published result. The fingerprint must not tell what the folder holds: the wishes and
scores of a small call are few enough to try them all, and one hash would say which guess is right.
So every archive carries a random salt that nobody can guess along with them.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace

from mobility_rules.placement.deferred_acceptance import Allocation
from mobility_rules.placement.fixing import Fixed
from mobility_rules.placement.instance import Instance, build
from sapar.calls.enums import Experience
from sapar.calls.terms import current_terms, seating_in
from sapar.core.actor import Actor
from sapar.core.translated import Translated
from sapar.documents.actions import store_bytes
from sapar.documents.models import StoredFile
from sapar.placement_files.folder.of_instance import as_zip
from sapar.placement_files.proof.given_result import NotTheResult
from sapar.selection.models import Outcome, PlacementRun
from sapar.selection.pseudonyms import new_pseudonyms
from sapar.selection.reserve import fixed_of, market_of
from sapar.selection.verification import RunCheck, altered, check_unaltered

ARCHIVE = "application/zip"
SALT_BYTES = 16
FIRST_TIME = "who goes for the first time and therefore comes before all others"
SALT = "{salt}: random, so that the fingerprint of this archive confirms no guess of what is in it"


def folder_name(run: PlacementRun) -> str:
    return f"placement-{run.call.public_id}-{run.number}"


def archive_name(run: PlacementRun) -> str:
    return f"{folder_name(run)}.zip"


def checking_commands(run: PlacementRun) -> tuple[str, str]:
    """What a doubter types in a copy of Sapar, and where there is none."""
    name = archive_name(run)
    return f"sapar verify {name}", f"sha256sum {name}"


def store_folder(run: PlacementRun, *, archive: bytes | None = None, by: Actor) -> StoredFile:
    """The archive of a run, kept the first time; made now unless it was made before (`archive_of`).
    The caller holds the run, whose people may get pseudonyms now."""
    if run.folder is None:
        run.folder = store_bytes(
            archive or archive_of(run), name=archive_name(run), media_type=ARCHIVE, by=by
        )
        run.save(update_fields=["folder"])
    return run.folder


def archive_of(run: PlacementRun) -> bytes:
    """Made from what is stored, which proves it once more; raises `Refusal` ``run-altered``."""
    check_unaltered(run)
    names = pseudonyms_of(run)
    instance, allocation = market_of(run)
    try:
        return as_zip(
            _renamed(instance, names),
            Allocation({names[number]: place for number, place in allocation.assigned.items()}),
            name=folder_name(run),
            fixed=[Fixed(names[one.applicant], one.place, one.reason) for one in fixed_of(run)],
            closed=run.closed,
            context=_context(run),
        )
    except NotTheResult as another:
        raise altered(run, RunCheck("second-opinion", (str(another),))) from another


def pseudonyms_of(run: PlacementRun) -> dict[str, str]:
    """By application number; a run from before there were any gets them now."""
    outcomes = list(run.outcomes.select_related("application"))
    if any(not outcome.pseudonym for outcome in outcomes):
        fresh = new_pseudonyms(outcome.application.public_id for outcome in outcomes)
        for outcome in outcomes:
            outcome.pseudonym = fresh[outcome.application.public_id]
        Outcome.objects.bulk_update(outcomes, ["pseudonym"])
    return {outcome.application.public_id: outcome.pseudonym for outcome in outcomes}


def _renamed(instance: Instance, names: Mapping[str, str]) -> Instance:
    people = [replace(one, id=names[one.id]) for one in instance.applicants.values()]
    return build(instance.places.values(), people, instance.tie_break, instance.policy)


def _context(run: PlacementRun) -> dict[str, str]:
    """What the ids in the files mean, in English as the files are."""
    content = current_terms(run.call).content
    told = {
        "call": _english(content["title"]),
        "run": str(run.number),
        "made at": run.made_at.isoformat(timespec="seconds"),
        "made by": f"Sapar {run.code_version}".strip(),
        "scores": "1000 make one point",
        "salt": SALT.format(salt=secrets.token_hex(SALT_BYTES)),
    }
    for place in content["places"]:
        told[f"place {place['id']}"] = _english(place["host"]["name"])
    for school, name in content.get("type_names", {}).items():
        told[f"type {school}"] = _english(name)
    seating = seating_in(content)
    for name in sorted(group.id for group in seating.policy.groups if group.id in seating.texts):
        told[f"group {name}"] = seating.texts[name].get("en")
    if seating.first_timers_first:
        told[f"type {Experience.FIRST_TIME}"] = FIRST_TIME
    return told


def _english(text: dict[str, str]) -> str:
    return Translated.from_dict(text).get("en")
