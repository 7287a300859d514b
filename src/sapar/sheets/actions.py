"""A spreadsheet in two steps: a preview that changes nothing, then all of it or nothing."""

from __future__ import annotations

from typing import Any

from django.core.files.base import File
from django.db import IntegrityError, transaction

from sapar.audit import actions as audit
from sapar.core import clock
from sapar.core.actor import Actor
from sapar.core.errors import Conflict, Refusal
from sapar.core.lifecycle import advance
from sapar.documents.actions import clean_name, read_upload, store_bytes
from sapar.documents.storage import open_file
from sapar.sheets.kinds import Plan, SheetKind, sheet_kind
from sapar.sheets.lifecycle import SHEET_RUN
from sapar.sheets.models import SheetRun
from sapar.sheets.problems import Problem
from sapar.sheets.reading import Table, read_table

MEDIA_TYPE = "text/csv"


def preview_sheet(kind: str, upload: File[bytes], *, by: Actor) -> SheetRun:
    """Keep the file and say what it would do, with every problem of every row.

    Raises `Refusal` when it is no CSV text: ``file-empty``, ``file-too-large``, ``sheet-not-csv``,
    ``sheet-not-utf8``, ``sheet-empty``.
    """
    name, content = clean_name(upload.name or ""), read_upload(upload)
    table, problems, plan = _examine(content, sheet_kind(kind), name)
    with transaction.atomic():
        run = SheetRun.objects.create(
            kind=kind,
            file=store_bytes(content, name=name, media_type=MEDIA_TYPE, by=by),
            rows=table.lines,
            problems=[problem.as_dict() for problem in problems],
            summary=_summary(plan),
            uploaded_at=clock.now(),
            uploaded_by=by.public_id,
            uploaded_by_label=by.label,
        )
        audit.record("preview-sheet", run, by=by, kind=kind, rows=run.rows, problems=len(problems))
    return run


def confirm_sheet(run: SheetRun, *, by: Actor) -> SheetRun:
    """Do what the file says, wholly or not at all. The rows are judged again: the records may have
    changed since the preview.

    Raises `Conflict` ``sheet-already-confirmed`` or ``sheet-records-changed``, and `Refusal`
    ``sheet-has-problems``, whose problems then stand in the run.
    """
    try:
        with transaction.atomic():
            run, problems = _confirm(run, by)
    except IntegrityError as error:
        raise Conflict("sheet-records-changed") from error
    if problems:
        raise Refusal("sheet-has-problems", count=len(problems))
    return run


def _confirm(run: SheetRun, by: Actor) -> tuple[SheetRun, list[Problem]]:
    run = _lock(run)
    if run.state == SheetRun.State.CONFIRMED:
        raise Conflict("sheet-already-confirmed", name=run.file.name)
    with open_file(run.file) as file:
        _, problems, plan = _examine(file.read(), sheet_kind(run.kind), run.file.name)
    run.problems = [problem.as_dict() for problem in problems]
    run.summary = _summary(plan)
    if problems:
        run.save(update_fields=["problems", "summary"])
        return run, problems
    plan.carry_out(run, by=by)
    advance(run, "confirm", lifecycle=SHEET_RUN)
    run.confirmed_at = clock.now()
    run.save()
    audit.record("confirm-sheet", run, by=by, kind=run.kind, **run.summary)
    return run, []


def _lock(run: SheetRun) -> SheetRun:
    """Every waiting run is locked, not this one alone: two files are never taken at once."""
    waiting = SheetRun.objects.select_for_update(of=("self",)).order_by("pk").select_related("file")
    list(waiting.filter(state=SheetRun.State.PREVIEWED).values_list("pk"))
    return waiting.get(pk=run.pk)


def _examine(content: bytes, kind: SheetKind, name: str) -> tuple[Table, list[Problem], Plan]:
    """The plan covers only rows whose cells could all be read."""
    table = read_table(content, kind, name=name)
    plan = kind.plan(table.rows)
    problems = sorted([*table.problems, *plan.problems], key=lambda problem: problem.line)
    return table, problems, plan


def _summary(plan: Plan) -> dict[str, Any]:
    return {"new": plan.new, "changed": plan.changed, "same": plan.same}
