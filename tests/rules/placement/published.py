"""Instances with a published result: two textbook ones, and the shape of files of others."""

from mobility_rules.canonical import JsonObject
from mobility_rules.placement.engines.plain import solve_plain
from mobility_rules.placement.instance import Instance, from_priorities
from mobility_rules.placement.numbering import numbered
from mobility_rules.placement.policy import Group, Policy

Result = dict[str, str | None]


def hospitals(data: JsonObject) -> tuple[Instance, Result]:
    """Residents and places; who is missing from the order of a place may not have it."""
    quotas = {name: place["capacity"] for name, place in data["places"].items()}
    orders = {name: place["priority"] for name, place in data["places"].items()}
    instance = from_priorities(quotas, data["residents"], orders)
    return instance, data["expected_resident_optimal"]


def projects(data: JsonObject) -> tuple[Instance, Result]:
    """Projects within supervisors, who have one order and one quota for all they offer."""
    supervisor_of = data["project_supervisor"]
    quota = data["supervisor_capacity"]
    supervisors = tuple(Group(name, quota) for name in data["supervisor_priority"])
    instance = from_priorities(
        dict.fromkeys(supervisor_of, int(data["project_capacity"])),
        data["students"],
        {name: data["supervisor_priority"][by] for name, by in supervisor_of.items()},
        Policy(groups=supervisors, member_of=supervisor_of),
    )
    return instance, data["expected_student_optimal"]


KINDS = {"HR": hospitals, "SPA-S": projects}


def placed(instance: Instance) -> Result:
    told = numbered(instance)
    columns = solve_plain(told.market).tolist()
    return {
        name: None if column < 0 else instance.applicants[name].wishes[column]
        for name, column in zip(told.applicants, columns, strict=True)
    }


ROTH_SOTOMAYOR_P16: JsonObject = {
    "residents": {
        "s1": ["c5", "c1"],
        "s2": ["c2", "c5", "c1"],
        "s3": ["c3", "c1"],
        "s4": ["c4", "c1"],
        "s5": ["c1", "c2"],
        "s6": ["c1", "c3"],
        "s7": ["c1", "c3", "c4"],
    },
    "places": {
        "c1": {"capacity": 3, "priority": ["s1", "s2", "s3", "s4", "s5", "s6", "s7"]},
        "c2": {"capacity": 1, "priority": ["s5", "s2"]},
        "c3": {"capacity": 1, "priority": ["s6", "s7", "s3"]},
        "c4": {"capacity": 1, "priority": ["s7", "s4"]},
        "c5": {"capacity": 1, "priority": ["s2", "s1"]},
    },
    "expected_resident_optimal": {
        "s1": "c5", "s2": "c2", "s3": "c3", "s4": "c4", "s5": "c1", "s6": "c1", "s7": "c1",
    },
}  # fmt: skip

GUSFIELD_IRVING_1_6_5: JsonObject = {
    "residents": {
        "s1": ["c3", "c1", "c5", "c4"],
        "s2": ["c1", "c3", "c4", "c2", "c5"],
        "s3": ["c4", "c5", "c3", "c1", "c2"],
        "s4": ["c3", "c4", "c1", "c5"],
        "s5": ["c1", "c4", "c2"],
        "s6": ["c4", "c3", "c2", "c1", "c5"],
        "s7": ["c2", "c5", "c1", "c3"],
        "s8": ["c1", "c3", "c2", "c5", "c4"],
        "s9": ["c4", "c1", "c5"],
        "s10": ["c3", "c1", "c5", "c2", "c4"],
        "s11": ["c5", "c4", "c1", "c3", "c2"],
    },
    "places": {
        "c1": {
            "capacity": 4,
            "priority": ["s3", "s7", "s9", "s11", "s5", "s4", "s10", "s8", "s6", "s1", "s2"],
        },
        "c2": {"capacity": 1, "priority": ["s5", "s7", "s10", "s6", "s8", "s2", "s3", "s11"]},
        "c3": {
            "capacity": 3,
            "priority": ["s11", "s6", "s8", "s3", "s2", "s4", "s7", "s1", "s10"],
        },
        "c4": {
            "capacity": 2,
            "priority": ["s10", "s1", "s2", "s11", "s4", "s9", "s5", "s3", "s6", "s8"],
        },
        "c5": {
            "capacity": 1,
            "priority": ["s2", "s4", "s10", "s7", "s6", "s1", "s8", "s3", "s11", "s9"],
        },
    },
    "expected_resident_optimal": {
        "s1": "c3", "s2": "c1", "s3": "c4", "s4": "c3", "s5": "c1", "s6": "c3",
        "s7": "c2", "s8": "c1", "s9": "c4", "s10": "c1", "s11": "c5",
    },
}  # fmt: skip
