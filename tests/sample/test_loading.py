"""The sample university comes to life by real deeds, in sample mode only, and can be replayed."""

from pathlib import Path

import pytest
from pytest_django import Settings

from sapar.accounts.enums import Direction
from sapar.accounts.models import Engagement, Person, User
from sapar.applications.judging import replay_all
from sapar.applications.models import Application
from sapar.audit.actions import first_broken_seal, seal_events
from sapar.calls.enums import CallState
from sapar.calls.models import Call
from sapar.core.clock import start_sample_clock
from sapar.core.public_ids import is_public_id
from sapar.nominations.models import Nomination
from sapar.nominations.stays import verified_stays_of
from sapar.sample.cast import APPELLANT, RETURNED
from sapar.sample.loading import is_loaded, load_sample
from sapar.selection.enums import AppealState, RunState
from sapar.selection.freed import seats_waiting
from sapar.selection.models import Appeal, PlacementRun
from sapar.selection.verification import verify_run
from sapar.stories.queries import published_stories

pytestmark = pytest.mark.django_db


def test_a_real_university_gets_no_sample(settings: Settings) -> None:
    settings.SAMPLE_MODE = False
    with pytest.raises(RuntimeError):
        load_sample(lambda _text: None)
    assert not User.objects.exists()


def test_the_whole_sample(settings: Settings, tmp_path: Path) -> None:
    settings.SAMPLE_MODE = True
    settings.SAMPLE_CLOCK_FILE = tmp_path / "clock"
    start_sample_clock()
    load_sample(lambda _text: None)
    assert is_loaded()
    assert Engagement.objects.filter(kind__in=["student", "intern", "resident"]).count() == 400
    assert Engagement.objects.filter(kind="teacher").count() == 60
    assert not Person.objects.filter(is_sample=False).exists()
    assert not User.objects.filter(is_sample=False).exists()
    assert Call.objects.filter(state=CallState.OPENED).count() == 5
    decided = Call.objects.filter(state=CallState.DECIDED)
    assert decided.count() == 3
    states = set(Application.objects.exclude(call__in=decided).values_list("state", flat=True))
    assert states == {"submitted", "returned", "released", "verified", "refused"}
    recent = decided.get(direction=Direction.INTERNAL)
    run = recent.runs.get(state=RunState.PUBLISHED)
    assert seats_waiting(run.outcomes.all()).count() == 1
    appeal = Appeal.objects.get(state=AppealState.FILED)
    assert appeal.outcome.application.engagement.person.email == APPELLANT
    for past in decided.exclude(pk=recent.pk):
        assert Nomination.objects.filter(letter__call=past, state="accepted").exists()
        numbers = past.applications.values_list("public_id", flat=True)
        assert all(is_public_id(number) for number in numbers)
        checks = verify_run(PlacementRun.objects.get(call=past))
        assert [check.name for check in checks if check.problems] == []
    assert published_stories().count() == 5
    returned = Person.objects.get(email__in=RETURNED)
    assert verified_stays_of(returned).filter(story=None).exists()
    assert [replay.difference for replay in replay_all() if replay.difference] == []
    seal_events()
    assert first_broken_seal() is None
