import pytest

from mobility_rules.transitions import BrokenLifecycle, Lifecycle, NotAllowed, Transition

OFFER = Lifecycle(
    "offer",
    "offered",
    (
        Transition("offered", "accept", "accepted", "applicant"),
        Transition("offered", "decline", "declined", "applicant"),
        Transition("offered", "expire", "expired-late", "schedule"),
        Transition("accepted", "decline", "declined", "applicant"),
    ),
)


def test_every_state_and_deed_is_in_the_table_or_refused():
    allowed = {(row.source, row.deed): row.target for row in OFFER.transitions}
    for state in OFFER.states:
        for deed in OFFER.deeds:
            assert OFFER.allows(state, deed) is ((state, deed) in allowed)
            if (state, deed) in allowed:
                assert OFFER.target(state, deed) == allowed[state, deed]
            else:
                with pytest.raises(NotAllowed) as raised:
                    OFFER.target(state, deed)
                assert (raised.value.state, raised.value.deed) == (state, deed)


def test_states_and_deeds_come_in_the_order_of_the_table():
    assert OFFER.states == ("offered", "accepted", "declined", "expired-late")
    assert OFFER.deeds_from("offered") == ("accept", "decline", "expire")
    assert OFFER.deeds_from("declined") == ()


def test_a_deed_that_leads_to_two_states_is_refused():
    doubled = (Transition("a", "go", "b", "x"), Transition("a", "go", "c", "x"))
    with pytest.raises(BrokenLifecycle, match="doubled"):
        Lifecycle("broken", "a", doubled)


def test_a_state_nothing_leads_to_is_refused():
    island = (Transition("a", "go", "b", "x"), Transition("c", "go", "b", "x"))
    with pytest.raises(BrokenLifecycle, match="no deed leads to 'c'"):
        Lifecycle("broken", "a", island)


def test_the_diagram_shows_start_deeds_and_ends():
    assert OFFER.diagram().splitlines() == [
        "stateDiagram-v2",
        "    [*] --> offered",
        "    offered --> accepted: accept (applicant)",
        "    offered --> declined: decline (applicant)",
        "    offered --> expired_late: expire (schedule)",
        "    accepted --> declined: decline (applicant)",
        "    declined --> [*]",
        "    expired_late --> [*]",
    ]
