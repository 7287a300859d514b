"""What a call decided about its seats is what its placement goes by, after an amendment, too."""

import pytest

from sapar.calls.actions import add_conditional_seats, add_shared_quota, amend_seats
from sapar.calls.models import Call
from sapar.core.translated import Translated
from sapar.selection import actions as selection
from sapar.selection.explaining import Explainer
from sapar.selection.models import PlacementRun
from tests.factories.people import TESTER
from tests.factories.selection import make_closed_call, make_published

pytestmark = pytest.mark.django_db

ANNEX = Translated("Қосымшаға қол қойылса", "Если подпишут приложение", "If the annex is signed")


def placed(run: PlacementRun) -> set[int]:
    return set(run.outcomes.filter(place__isnull=False).values_list("application", flat=True))


def places(call: Call) -> list[str]:
    return list(call.places.values_list("public_id", flat=True))


def test_a_shared_quota_leaves_the_lowest_score_out():
    def share(call: Call) -> None:
        name = Translated("Ортақ", "Общая", "Shared")
        add_shared_quota(call, name=name, quota=1, places=places(call), by=TESTER)

    run, (best, _other) = make_published(seats=(1, 1), rules=share)
    assert placed(run) == {best.pk}


def test_a_condition_is_told_in_the_words_of_the_call():
    def promise(call: Call) -> None:
        (place,) = places(call)
        add_conditional_seats(call, at=place, seats=1, condition=ANNEX, by=TESTER)

    run, (_best, last) = make_published(seats=(2,), rules=promise)
    (wish,) = Explainer(run.call).wishes(run.outcomes.get(application=last))
    assert "The seat depends on a condition: If the annex is signed" in wish.sentences


def test_applications_sent_under_earlier_terms_are_placed_by_the_amended_ones():
    call, (best, other) = make_closed_call(seats=(1,))
    amend_seats(call, call.places.get(), 2, "One more room.", by=TESTER)

    run = selection.publish_run(selection.preview_placement(call, by=TESTER), by=TESTER)
    assert [number.terms.number for number in (best, other)] == [1, 1]
    assert placed(run) == {best.pk, other.pk}
