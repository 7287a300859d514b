"""How seats are given beside their number: decided in the draft, checked, frozen with the terms."""

import pytest
from django.utils import translation

from mobility_rules.canonical import sha256_of
from mobility_rules.placement.policy import (
    Cap,
    Conditional,
    Group,
    Minimum,
    MinimumMode,
    Reserve,
    SeatOrder,
)
from mobility_rules.seat_terms import CODES
from sapar.audit.models import Event
from sapar.calls.actions import (
    add_cap,
    add_conditional_seats,
    add_minimum,
    add_reserve,
    add_shared_quota,
    open_call,
    remove_place,
    remove_seat_rule,
    set_seating,
)
from sapar.calls.enums import TypesBy, Withdrawals
from sapar.calls.judging import findings_against
from sapar.calls.models import Call, CallPlace, CallTerms
from sapar.calls.seating import Seating
from sapar.calls.terms import (
    appeal_days_of,
    current_terms,
    policy_of,
    types_by_of,
    withdrawals_of,
)
from sapar.calls.wording import words_of
from sapar.core.errors import Conflict, Refusal
from sapar.core.translated import Translated
from sapar.core.wording import words
from tests.factories.calls import make_condition, make_draft_call
from tests.factories.people import TESTER, make_unit

pytestmark = pytest.mark.django_db

BALTIC = Translated("Балтық елдері", "Страны Балтии", "Baltic states")
VISA = Translated("виза берілсе", "если дадут визу", "if visas are given")


def draft(places: int = 3, seats: int = 2) -> tuple[Call, list[CallPlace]]:
    conditions = [make_condition(quota_per_year=4) for _ in range(places)]
    call = make_draft_call(*conditions, seats=seats)
    return call, list(call.places.all())


def policy(call: Call):
    call.refresh_from_db()
    return Seating.from_json(call.placement).policy


def ids(places: list[CallPlace]) -> list[str]:
    return [place.public_id for place in places]


def refused(code: str, deed, *args, **kwargs) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        deed(*args, by=TESTER, **kwargs)
    assert refusal.value.code == code
    return refusal.value


def test_what_was_decided_is_kept_counted_and_recorded():
    call, (first, second, _) = draft()
    school = make_unit().public_id
    at, other = first.public_id, second.public_id

    add_reserve(call, at=at, for_type=school, seats=1, order="last", by=TESTER)
    add_cap(call, at=other, for_type=school, seats=1, by=TESTER)
    add_minimum(call, at=other, seats=2, mode="exact", by=TESTER)
    add_conditional_seats(call, at=at, seats=1, condition=VISA, by=TESTER)
    set_seating(
        call,
        first_timers_first=True,
        types_by="school",
        withdrawals="re-run",
        appeal_days=3,
        by=TESTER,
    )

    kept = policy(call)
    assert kept.reserves == (Reserve(at, school, 1, SeatOrder.LAST),)
    assert kept.caps == (Cap(other, school, 1),)
    assert (kept.minimums, kept.minimum_mode) == ((Minimum(other, 2),), MinimumMode.EXACT)
    assert kept.conditional == (Conditional(at, 1, "condition-1"),)
    assert kept.precedence == ("first-time",)
    assert (call.withdrawals, call.appeal_days) == (Withdrawals.RERUN, 3)
    deeds = Event.objects.filter(subject_id=call.public_id).order_by("id")
    assert [event.deed for event in deeds][-5:] == [
        "add-reserve",
        "add-cap",
        "add-minimum",
        "add-conditional-seats",
        "set-seating",
    ]
    assert call.version == 1 + 3 + 5


def test_shared_quotas_lie_within_each_other_by_their_places():
    call, places = draft()
    one, two, three = ids(places)

    add_shared_quota(call, name=BALTIC, quota=2, places=[one, two], by=TESTER)
    add_shared_quota(call, name=VISA, quota=5, places=[one, two, three], by=TESTER)

    kept = policy(call)
    assert set(kept.groups) == {Group("shared-1", 2, "shared-2"), Group("shared-2", 5)}
    assert kept.member_of == {one: "shared-1", two: "shared-1", three: "shared-2"}
    assert findings_against(call) == ()


def test_overlapping_quotas_are_refused_and_both_are_named():
    call, places = draft()
    one, two, three = ids(places)
    add_shared_quota(call, name=BALTIC, quota=2, places=[one, two], by=TESTER)

    refusal = refused(
        "groups-overlap", add_shared_quota, call, name=VISA, quota=2, places=[two, three]
    )
    told = {refusal.values["first"], refusal.values["second"]}
    assert told == {"Baltic states", "if visas are given"}
    assert refusal.values["host"] == str(places[1].host)
    assert len(policy(call).groups) == 1


def test_the_same_reserve_twice_is_refused():
    call, (first, *_) = draft()
    school = make_unit().public_id
    given = {"at": first.public_id, "for_type": school, "seats": 1}
    add_reserve(call, **given, by=TESTER)

    refused("seat-rule-already-there", add_reserve, call, **given)
    add_reserve(call, **given, order="last", by=TESTER)
    assert len(policy(call).reserves) == 2


def test_more_reserved_than_there_are_seats_is_refused_in_words_with_the_host():
    call, (first, *_) = draft()
    school = make_unit().public_id

    refusal = refused(
        "reserves-exceed-quota", add_reserve, call, at=first.public_id, for_type=school, seats=3
    )
    assert (refusal.values["at"], refusal.values["given"], refusal.values["expected"]) == (
        str(first.host),
        "3",
        "2",
    )
    assert policy(call).is_empty


@pytest.mark.parametrize(
    ("deed", "given", "code"),
    [
        (add_cap, {"for_type": "law", "seats": 1}, "type-unknown"),
        (add_reserve, {"for_type": "first-time", "seats": 1}, "type-unknown"),
        (add_minimum, {"seats": 3}, "minimum-exceeds-seats"),
        (add_minimum, {"seats": 0}, "rule-without-seats"),
        (add_conditional_seats, {"seats": 3, "condition": VISA}, "conditional-exceeds-seats"),
        (add_conditional_seats, {"seats": 1, "condition": VISA, "at": "X"}, "place-unknown"),
    ],
)
def test_what_contradicts_is_refused_and_nothing_is_kept(deed, given, code):
    call, (first, *_) = draft()

    refused(code, deed, call, **({"at": first.public_id} | given))
    assert policy(call).is_empty
    assert call.version == 4


def test_a_reserve_for_a_pool_whose_places_are_smaller_is_refused():
    call, places = draft()
    add_shared_quota(call, name=BALTIC, quota=3, places=ids(places)[:2], by=TESTER)

    refusal = refused(
        "pool-crossed", add_reserve, call, at="shared-1", for_type=make_unit().public_id, seats=1
    )
    assert (refusal.values["pool"], refusal.values["member"]) == (
        "Baltic states",
        str(places[0].host),
    )


def test_reserves_go_by_experience_when_the_call_says_so_and_types_stay_while_used():
    call, (first, *_) = draft()
    decided = {"first_timers_first": False, "withdrawals": "reserve-list", "appeal_days": 5}
    set_seating(call, types_by="experience", **decided, by=TESTER)
    add_reserve(call, at=first.public_id, for_type="first-time", seats=1, by=TESTER)

    refused("types-in-use", set_seating, call, types_by="school", **decided)
    refused(
        "appeal-days-too-few",
        set_seating,
        call,
        types_by="experience",
        **decided | {"appeal_days": 0},
    )
    call.refresh_from_db()
    assert call.types_by == TypesBy.EXPERIENCE


def test_removing_a_place_removes_what_speaks_of_it_and_says_so():
    call, places = draft()
    one, two, three = ids(places)
    school = make_unit().public_id
    add_shared_quota(call, name=VISA, quota=1, places=[one], by=TESTER)
    add_shared_quota(call, name=BALTIC, quota=4, places=[one, two], by=TESTER)
    add_cap(call, at="shared-1", for_type=school, seats=1, by=TESTER)
    add_reserve(call, at=two, for_type=school, seats=1, by=TESTER)
    add_minimum(call, at=three, seats=1, by=TESTER)

    gone = remove_place(places[0], by=TESTER)
    assert set(gone) == {"shared:shared-1", f"cap:shared-1:{school}"}
    kept = policy(call)
    assert kept.groups == (Group("shared-2", 4),)
    assert kept.member_of == {two: "shared-2"}
    assert list(Seating.from_json(call.placement).texts) == ["shared-2"]

    gone = remove_place(places[1], by=TESTER)
    assert set(gone) == {"shared:shared-2", f"reserve:{two}:{school}:first"}
    assert policy(call).minimums == (Minimum(three, 1),)


def test_a_removed_quota_leaves_its_places_to_the_one_around_it():
    call, places = draft()
    one, two, three = ids(places)
    add_shared_quota(call, name=BALTIC, quota=2, places=[one, two], by=TESTER)
    add_shared_quota(call, name=VISA, quota=5, places=[one, two, three], by=TESTER)

    remove_seat_rule(call, "shared:shared-1", by=TESTER)
    kept = policy(call)
    assert kept.groups == (Group("shared-2", 5),)
    assert set(kept.member_of.values()) == {"shared-2"}
    refused("seat-rule-gone", remove_seat_rule, call, "shared:shared-1")


def test_an_older_version_and_an_opened_call_refuse():
    call, (first, *_) = draft()
    given = {"at": first.public_id, "seats": 1, "by": TESTER}
    with pytest.raises(Conflict) as conflict:
        add_minimum(call, expected_version=1, **given)
    assert conflict.value.code == "version-changed"

    open_call(call, by=TESTER)
    with pytest.raises(Conflict) as conflict:
        add_minimum(call, **given)
    assert conflict.value.code == "call-no-longer-draft"


def test_a_draft_that_contradicts_itself_does_not_open_and_says_why():
    call, (first, *_) = draft()
    school = make_unit()
    add_reserve(call, at=first.public_id, for_type=school.public_id, seats=2, by=TESTER)
    first.seats = 1
    first.save()
    call.refresh_from_db()

    (finding,) = findings_against(call)
    assert finding.code == "reserves-exceed-quota"
    assert words_of(finding) == (
        f"Reserved seats: 2 are reserved at {first.host}, which has 1. "
        "Reserve at most as many as there are."
    )
    refused("call-not-ready", open_call, call)


def test_a_name_missing_in_one_language_keeps_the_call_from_opening():
    call, places = draft()
    name = Translated("", "Страны Балтии", "Baltic states")
    add_shared_quota(call, name=name, quota=2, places=ids(places), by=TESTER)
    call.refresh_from_db()

    assert [finding.code for finding in findings_against(call)] == ["text-missing"]
    assert words_of(findings_against(call)[0])


def test_terms_freeze_how_places_are_given_with_the_names_of_schools():
    call, (first, *_) = draft()
    school = make_unit()
    add_reserve(call, at=first.public_id, for_type=school.public_id, seats=1, by=TESTER)
    add_conditional_seats(call, at=first.public_id, seats=1, condition=VISA, by=TESTER)
    decided = {"first_timers_first": True, "types_by": "school", "withdrawals": "re-run"}
    set_seating(call, **decided, appeal_days=4, by=TESTER)
    terms = current_terms(open_call(call, by=TESTER))

    assert terms.hash == sha256_of(terms.content)
    assert terms.content["placement"]["texts"] == {"condition-1": VISA.as_dict()}
    assert terms.content["type_names"] == {school.public_id: school.name.as_dict()}
    assert policy_of(terms) == policy(call)
    assert (types_by_of(terms), withdrawals_of(terms)) == ("school", "re-run")
    assert appeal_days_of(terms) == 4


def test_terms_from_before_say_what_they_meant():
    call, _ = draft()
    content = dict(current_terms(open_call(call, by=TESTER)).content)
    for key in ("placement", "types_by", "type_names", "withdrawals", "appeal_days"):
        del content[key]
    old = CallTerms(content=content)

    assert policy_of(old).is_empty
    assert (types_by_of(old), withdrawals_of(old)) == ("school", "reserve-list")
    assert appeal_days_of(old) == 5


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_contradiction_has_words(language):
    names = ("at", "given", "expected", "pool", "member", "group", "groups", "named_by")
    values = dict.fromkeys((*names, "first", "second", "host"), "X")
    with translation.override(language):
        assert all("%(" not in words(code, values) for code in CODES)
