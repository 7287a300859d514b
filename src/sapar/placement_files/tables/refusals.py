"""Why seats contradict each other, in a sentence."""

from __future__ import annotations

from mobility_rules.placement.hierarchy import QuotasRefused

_WORDS = {
    "groups-overlap": "groups '{first}' and '{second}' overlap: place '{place}' lies in both, and "
    "neither lies within the other; shared quotas must nest",
    "groups-in-a-cycle": "groups lie in a circle: {circle}",
    "group-unknown": "'{named_by}' names the group '{group}', and there is no such group",
    "group-doubled": "'{group}' is the name of two groups, or of a place and a group",
    "place-unknown": "member_of names the place '{place}', and there is no such place",
    "quota-negative": "'{group}' has a quota of {quota}; 0 or more is expected",
    "seats-unknown": "a reserve or cap names '{at}', which is neither a place nor a group",
    "seats-negative": "a reserve or cap at '{at}' has {seats} seats; 0 or more is expected",
    "reserves-exceed-quota": "{reserved} seats are reserved at '{at}', whose quota is {quota}",
    "pool-crossed": "reserves or caps stand on the group '{pool}' (quota {quota}), and '{member}' "
    "within it has rules or a smaller quota ({member_quota}) of its own: put them on the places",
    "type-unknown": "a reserve or cap at '{at}' is for the type '{type}', and nobody is of it",
    "reserve-last-below-group": "seats are reserved last at '{at}', and the group '{group}' above "
    "it has {quota} seats for {below} below it: reserve them first, or give the group as many",
    "fixed-exceed-quota": "overrides give '{at}' more seats than its quota of {quota}: {names}",
    "fixed-exceed-cap": "overrides give '{at}' more of the type '{type}' than the cap of {cap}: "
    "{names}",
}


def in_words(refused: QuotasRefused) -> str:
    """The sentence for a code, or code and values as they are."""
    values = dict(refused.values)
    for name, words in (("groups", "circle"), ("applicants", "names")):
        listed = values.get(name)
        if isinstance(listed, tuple):
            values[words] = (" in " if name == "groups" else ", ").join(map(str, listed))
    words_for = _WORDS.get(refused.code)
    return words_for.format(**values) if words_for else str(refused)
