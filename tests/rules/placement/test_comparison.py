from mobility_rules.placement.comparison import (
    Comparison,
    Figures,
    GroupFigures,
    Moved,
    compare,
    figures,
)
from mobility_rules.placement.deferred_acceptance import Allocation, solve
from mobility_rules.placement.instance import Applicant, Instance, Place, build

SCHOOL = {"Anna": "Law", "Berik": "Law", "Camila": "Arts", "Dana": "Arts"}


def market(vilnius: int, names: str = "Anna Berik Camila Dana") -> tuple[Instance, Allocation]:
    scores = {"Anna": 90, "Berik": 80, "Camila": 70, "Dana": 60, "Erlan": 95}
    places = [Place("Vilnius", vilnius), Place("Riga", 1), Place("Ghent", 1)]
    wishes = ("Vilnius", "Riga", "Ghent")
    instance = build(places, [Applicant(name, wishes, scores[name]) for name in names.split()])
    return instance, solve(instance)


def test_both_sides_are_told_with_who_gains_and_by_school():
    assert compare(market(1), market(2), SCHOOL) == Comparison(
        before=Figures(
            applicants=4,
            placed=3,
            first_choice=1,
            mean_rank=2000,
            by_group={"Arts": GroupFigures(2, 1, 0), "Law": GroupFigures(2, 2, 1)},
        ),
        after=Figures(
            applicants=4,
            placed=4,
            first_choice=2,
            mean_rank=1750,
            by_group={"Arts": GroupFigures(2, 2, 0), "Law": GroupFigures(2, 2, 2)},
        ),
        gains=(
            Moved("Berik", "Riga", "Vilnius"),
            Moved("Camila", "Ghent", "Riga"),
            Moved("Dana", None, "Ghent"),
        ),
        losses=(),
        only_before=(),
        only_after=(),
    )


def test_the_other_way_round_gains_are_losses():
    there, back = compare(market(1), market(2), {}), compare(market(2), market(1), {})
    turned = tuple(Moved(one.applicant, one.after, one.before) for one in there.gains)
    assert (back.gains, back.losses) == ((), turned)


def test_who_is_on_one_side_only_neither_gains_nor_loses():
    told = compare(market(1), market(1, "Berik Camila Dana Erlan"), {})
    assert (told.only_before, told.only_after) == (("Anna",), ("Erlan",))
    assert (told.gains, told.losses) == ((), ())


def test_a_mean_rank_is_rounded_half_up_to_thousandths_and_needs_somebody_placed():
    instance, _ = market(1)
    three = Allocation({"Anna": "Vilnius", "Berik": "Vilnius", "Camila": "Riga", "Dana": None})
    assert figures(instance, three, {}).mean_rank == 1333
    nobody = Allocation(dict.fromkeys(SCHOOL))
    assert figures(instance, nobody, {}) == Figures(4, 0, 0, None, {"": GroupFigures(4, 0, 0)})


def test_a_place_that_was_not_wished_is_better_than_nothing_only():
    instance = build([Place("Vilnius", 1), Place("Riga", 1)], [Applicant("Anna", ("Vilnius",), 90)])

    def told(before: str | None, after: str | None) -> Comparison:
        sides = [(instance, Allocation({"Anna": place})) for place in (before, after)]
        return compare(sides[0], sides[1], {})

    assert told(None, "Riga").gains == (Moved("Anna", None, "Riga"),)
    assert told("Vilnius", "Riga").losses == (Moved("Anna", "Vilnius", "Riga"),)
    assert told(None, "Riga").after.mean_rank is None
