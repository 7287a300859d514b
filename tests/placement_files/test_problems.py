"""Bad input: each mistake is told with file, line, column, what was given and what is expected."""

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sapar.placement_files.pipeline import run
from sapar.placement_files.tables.inputs import Sources
from sapar.placement_files.tables.problems import BadInput

WISHES = "applicant_id,place_id,rank,score\nann,vilnius,1,84\nann,graz,2,84\nbob,vilnius,1,90\n"
PLACES = "place_id,quota,group_id\nvilnius,1,baltic\ngraz,1,\n"
GROUPS = "group_id,parent_id,quota\nbaltic,europe,1\neurope,,2\n"
APPLICANTS = "applicant_id,type,tie\nann,law,1\nbob,,2\n"
SOUND = {"wishes": WISHES, "places": PLACES, "groups": GROUPS, "applicants": APPLICANTS}


def refused(folder: Path, **texts: str | bytes) -> list[str]:
    """What is said about the sound tables with some of them replaced."""
    sources: dict[str, Any] = {}
    for name, text in {**SOUND, **texts}.items():
        suffix = {"policy": ".json", "thresholds": ".txt"}.get(name, ".csv")
        sources[name] = folder / f"{name}{suffix}"
        sources[name].write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(BadInput) as caught:
        run(Sources(**sources), folder / "run")
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        path.name for path in sources.values()
    )
    return str(caught.value).splitlines()


def test_the_tables_are_sound(tmp_path: Path) -> None:
    for name, text in SOUND.items():
        (tmp_path / f"{name}.csv").write_text(text)
    files: dict[str, Any] = {name: tmp_path / f"{name}.csv" for name in SOUND}
    assert run(Sources(**files), tmp_path / "run").holds


CELLS = [
    ("wishes", "bob,vilnius,1,90", "bob,vilnius,1,84.5", "wishes.csv, line 4, column score: '84.5' "
     "given, a whole number is expected; multiply all of them by 10, 100 or 1000"),
    ("wishes", "bob,vilnius,1,90", "bob,vilnius,1,many",
     "wishes.csv, line 4, column score: 'many' given, a whole number is expected"),
    ("wishes", "bob,vilnius,1,90", "bob,vilnius,1,",
     "wishes.csv, line 4, column score: empty; a whole number is expected"),
    ("wishes", "bob,vilnius,1,90", "bob,vilnius,1," + "9" * 60,
     "wishes.csv, line 4, column score: " + "9" * 37 + "… given, a whole number from "
     "-1000000000000000 to 1000000000000000 is expected"),
    ("wishes", "bob,vilnius,1,90", "bob,vilnius,0,90",
     "wishes.csv, line 4, column rank: 0 given, a whole number from 1 to 1000 is expected"),
    ("wishes", "bob,vilnius,1,90", "bob,vilnius,1",
     "wishes.csv, line 4: 3 cells given, 4 are expected as in the header"),
    ("wishes", "bob,vilnius,1,90", ",vilnius,1,90",
     "wishes.csv, line 4, column applicant_id: empty; a name is expected"),
    ("wishes", "bob,vilnius,1,90", "bob, vilnius,1,90", "wishes.csv, line 4, column place_id: "
     "' vilnius' given, a name without spaces around it is expected"),
    ("wishes", "bob,vilnius,1,90", "bo\0b,vilnius,1,90", "wishes.csv, line 4, column "
     "applicant_id: 'bo\\x00b' given, a name without control characters is expected"),
    ("wishes", "bob,vilnius,1,90", "bob,wilna,1,90",
     "wishes.csv, line 4, column place_id: 'wilna' given; there is no such place"),
    ("wishes", "ann,graz,2,84", "ann,graz,1,84",
     "wishes.csv, line 3, column rank: 'ann' has rank 1 in an earlier row, too"),
    ("wishes", "bob,vilnius,1,90", "eve,vilnius,1,90", "wishes.csv, line 4, column applicant_id: "
     "'eve' given; --applicants has no such applicant"),
    ("places", "graz,1,", "graz,-1,", "places.csv, line 3, column quota: -1 given, a whole number "
     "from 0 to 2147483646 is expected"),
    ("places", "graz,1,", "vilnius,1,baltic", "places.csv, line 3, column place_id: place "
     "'vilnius' stands in an earlier row, too"),
    ("places", "graz,1,", "graz,1,asia", "places.csv, line 3, column group_id: 'graz' names the "
     "group 'asia', and there is no such group"),
    ("groups", "europe,,2", "europe,baltic,2",
     "groups.csv, line 2, column parent_id: groups lie in a circle: baltic in europe in baltic"),
    ("groups", "baltic,europe,1", "baltic,asia,1",
     "groups.csv, line 2, column parent_id: 'baltic' names the group 'asia', and there is no such "
     "group"),
    ("groups", "europe,,2", "baltic,,2", "groups.csv, line 3, column group_id: group 'baltic' "
     "stands in an earlier row, too"),
    ("applicants", "bob,,2", "ann,,2",
     "applicants.csv, line 3, column applicant_id: 'ann' stands in an earlier row, too"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "sound", "bad", "said"), CELLS)
def test_a_mistake_is_named(tmp_path: Path, table: str, sound: str, bad: str, said: str) -> None:
    assert sound in SOUND[table]
    assert refused(tmp_path, **{table: SOUND[table].replace(sound, bad)})[0] == said


def test_groups_that_overlap_are_both_named(tmp_path: Path) -> None:
    groups = "group_id,parent_id,quota\nbaltic,,1\nmedical,,1\n"
    places = (
        "place_id,quota,group_id\n"
        "vilnius,1,baltic\nvilnius,1,medical\ngraz,1,medical\nriga,1,baltic\n"
    )
    assert refused(tmp_path, places=places, groups=groups) == [
        "groups.csv, line 2, column group_id: groups 'baltic' and 'medical' overlap: place "
        "'vilnius' lies in both, and neither lies within the other; shared quotas must nest"
    ]


def test_a_place_in_two_groups_of_which_one_holds_the_other_is_sound(tmp_path: Path) -> None:
    (tmp_path / "wishes.csv").write_text(WISHES)
    (tmp_path / "groups.csv").write_text("group_id,quota\nbaltic,1\nmedical,2\n")
    (tmp_path / "places.csv").write_text(
        "place_id,quota,group_id\nvilnius,1,baltic\nvilnius,1,medical\ngraz,1,medical\n"
    )
    files: dict[str, Any] = {
        name: tmp_path / f"{name}.csv" for name in ("wishes", "places", "groups")
    }
    outcome = run(Sources(**files), tmp_path / "run")
    assert outcome.placement.policy.member_of == {"vilnius": "baltic", "graz": "medical"}
    assert [(one.id, one.parent) for one in outcome.placement.policy.groups] == [
        ("baltic", "medical"),
        ("medical", ""),
    ]


FILES = [
    (b"", ["wishes.csv, line 1: the file is empty"]),
    (
        WISHES.splitlines()[0].encode(),
        ["wishes.csv, line 1: there is a header and no row after it"],
    ),
    (
        b"applicant_id,rank,score,score\nann,1,84,84\n",
        [
            "wishes.csv, line 1, column place_id: this column is missing; given: applicant_id, "
            "rank, score, score",
            "wishes.csv, line 1, column score: 2 columns have this name",
        ],
    ),
    (
        WISHES.encode("utf-16"),
        ["wishes.csv, line 1: this is no text in UTF-8; save it as 'CSV UTF-8'"],
    ),
    (
        WISHES.replace("bob", "b\xf6b").encode("latin-1"),
        [
            "wishes.csv, line 4, column applicant_id: 'b\\udcf6b' given, text in UTF-8 is expected",
        ],
    ),
    (
        WISHES.encode() + b"ann,graz,3.5,1.5\n,oslo,1,2\n",
        [
            "wishes.csv, line 5, column rank: '3.5' given, a whole number is expected",
            "wishes.csv, line 5, column score: '1.5' given, a whole number is expected; multiply "
            "all of them by 10, 100 or 1000",
            "wishes.csv, line 6, column applicant_id: empty; a name is expected",
        ],
    ),
    (b"PAR1 but nothing else", None),
]  # fmt: skip


@pytest.mark.parametrize(("content", "said"), FILES)
def test_a_file_is_refused_as_a_whole(
    tmp_path: Path, content: bytes, said: list[str] | None
) -> None:
    told = refused(tmp_path, wishes=content)
    if said is None:
        assert told[0].startswith("wishes.csv: this Parquet file cannot be read: ")
    else:
        assert told == said


def test_twenty_mistakes_are_listed_and_that_there_are_more(tmp_path: Path) -> None:
    told = refused(tmp_path, wishes=WISHES + "ann,graz,x,1\n" * 30)
    assert len(told) == 21
    assert told[-1] == "… and more; the first 20 are listed"


def test_what_excel_writes_is_read(tmp_path: Path) -> None:
    files: dict[str, Any] = {}
    for name, text in SOUND.items():
        files[name] = tmp_path / f"{name}.csv"
        lines = text.replace(",", ";").replace("ann", '"Анна; Ә."').splitlines()
        files[name].write_bytes(b"\xef\xbb\xbf" + "\r\n".join(lines).encode() + b"\r\n\r\n")
    outcome = run(Sources(**files), tmp_path / "run")
    assert outcome.placement.applicants.to_pylist() == ["bob", "Анна; Ә."]


POLICIES = [
    ("{", "policy.json, line 1: no JSON: Expecting property name enclosed in double quotes "
     "(sign 2 of the line)"),
    ("[]", "policy.json: a JSON object is expected: { … }"),
    ('{"caps": [], "caps": []}', "policy.json: 'caps' stands twice in one object"),
    ('{"reserve": []}', "policy.json: 'reserve' given; a policy knows groups, reserves, caps, "
     "minimums, conditional, overrides, member_of, precedence, minimum_mode, commitment, places, "
     "closed, context, ties_are_relative"),
    ('{"reserves": [{"at": "graz", "type": "law"}]}',
     "policy.json: reserves, entry 1, seats: it is missing"),
    ('{"caps": [{"at": "graz", "type": "law", "seats": 0.5}]}',
     "policy.json: caps, entry 1, seats: 0.5 given, a whole number, 0 or more, is expected"),
    ('{"caps": [{"at": "oslo", "type": "law", "seats": 1}]}',
     "policy.json: a reserve or cap names 'oslo', which is neither a place nor a group"),
    ('{"reserves": [{"at": "graz", "type": "law", "seats": 2}]}',
     "policy.json: 2 seats are reserved at 'graz', whose quota is 1"),
    ('{"groups": [{"id": "baltic", "quota": 1}]}',
     "policy.json: group 'baltic' stands in the groups, too"),
    ('{"member_of": {"vilnius": "europe"}}',
     "policy.json: member_of: 'vilnius' has a group in the places"),
    ('{"minimums": [{"at": "graz", "seats": 2}]}',
     "policy.json: minimums: 2 at 'graz', whose quota is 1"),
    ('{"overrides": [{"applicant": "eve", "place": "oslo", "reason": "r"}]}',
     "policy.json: overrides: 'eve' given; there is no such applicant"),
    ('{"overrides": [{"applicant": "ann", "place": "graz", "reason": "r"}, '
     '{"applicant": "bob", "place": "graz", "reason": "r"}]}',
     "policy.json: overrides give 'graz' more seats than its quota of 1: ann, bob"),
    ('{"places": {"oslo": {"levels": ["master"]}}}',
     "policy.json: places: 'oslo' given; there is no such place"),
    ('{"conditional": [{"at": "oslo", "seats": 1, "condition": "c"}]}',
     "policy.json: conditional: 'oslo' given; there is no such place"),
    ('{"conditional": [{"at": "graz", "seats": 2, "condition": "c"}]}',
     "policy.json: conditional: 2 seats at 'graz', whose quota is 1"),
    ('{"closed": ["oslo"]}', "policy.json: closed: 'oslo' given; there is no such place"),
    ('{"commitment": "abc"}',
     "policy.json: commitment: 64 hexadecimal digits are expected, the SHA-256 of the seed"),
]  # fmt: skip


@pytest.mark.parametrize(("policy", "said"), POLICIES)
def test_a_policy_that_cannot_be_kept_is_refused(tmp_path: Path, policy: str, said: str) -> None:
    assert refused(tmp_path, policy=policy)[0] == said


def test_types_are_asked_for_where_the_policy_speaks_of_them(tmp_path: Path) -> None:
    policy = json.dumps({"precedence": ["law"]})
    told = refused(tmp_path, policy=policy, applicants="applicant_id,tie\nann,1\nbob,2\n")
    assert told == [
        "policy.json: type law given; the applicants have no types: a column 'type' in "
        "--applicants is expected"
    ]


def test_parquet_is_told_by_row(tmp_path: Path) -> None:
    rows = {"applicant_id": ["ann", None], "place_id": ["graz", "graz"], "rank": [1, 1]}
    file = tmp_path / "wishes.parquet"
    pq.write_table(pa.table(rows | {"score": [1.0, 2.0]}), file)
    (tmp_path / "places.csv").write_text("place_id,quota\ngraz,1\n")
    with pytest.raises(BadInput) as caught:
        run(Sources(file, tmp_path / "places.csv"), tmp_path / "run")
    assert str(caught.value) == (
        "wishes.parquet, column score: values of type double given, whole numbers (an integer "
        "type) are expected"
    )
    pq.write_table(pa.table(rows | {"score": [1, 2]}), file)
    with pytest.raises(BadInput) as caught:
        run(Sources(file, tmp_path / "places.csv"), tmp_path / "run")
    assert str(caught.value) == (
        "wishes.parquet, row 2, column applicant_id: empty; a name is expected"
    )


def test_a_missing_file_and_a_full_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "wishes.csv").write_text(WISHES)
    sources = Sources(tmp_path / "wishes.csv", tmp_path / "places.csv")
    with pytest.raises(BadInput, match=r"^places.csv: there is no such file \(--places\)$"):
        run(sources, tmp_path / "run")
    (tmp_path / "places.csv").write_text(PLACES.replace("baltic", ""))
    with pytest.raises(BadInput, match="there already and not empty"):
        run(sources, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["places.csv", "wishes.csv"]
