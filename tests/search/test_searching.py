"""Searching: endings, alphabets, slips, order, excerpts, and whatever people type."""

import pytest

from sapar.search.actions import forget, index, learn_words
from sapar.search.queries import search

pytestmark = pytest.mark.django_db

MOBILITY = {
    "kk": ("Академиялық ұтқырлық", "Студенттердің құқықтары және конкурстың шарттары."),
    "ru": ("Академическая мобильность", "Права студентов, условия конкурса и ёлка."),
    "en": ("Academic mobility", "Rights of students and the conditions of a call."),
}
HOUSING = {
    "kk": ("Тұрғын үй", "Жатақхана университеттің қасында, мобильность деген сөз жоқ."),
    "ru": ("Жильё", "Общежитие рядом; мобильность начинается с него."),
    "en": ("Housing", "The dormitory is near. Mobility begins there."),
}


@pytest.fixture(autouse=True)
def _texts():
    index("page", "MOBI-0001", MOBILITY, path="pages/mobility/")
    index("page", "HOUS-0001", HOUSING, path="pages/housing/")
    learn_words()


def found(text, language="ru", **options):
    return [hit.record_id for hit in search(text, language, **options).hits]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("условиями конкурсов", "ru"),
        ("студенттер", "kk"),
        ("шарттарын", "kk"),
        ("құқық", "kk"),
        ("кукык", "kk"),
        ("УСЛОВИЯ", "ru"),
        ("елка", "ru"),
        ("condition", "en"),
        ("academic students", "en"),
        ("услов", "ru"),
        ("академичес", "ru"),
        ("құқ", "kk"),
        ("мoбильнocть прав", "ru"),  # with Latin o and c
        ("какие у меня права", "ru"),
        ("what are the conditions", "en"),
        ("конкурс шарттары қандай", "kk"),
    ],
)
def test_a_record_is_found_in_any_ending_case_alphabet_and_half_typed(text, language):
    assert found(text, language) == ["MOBI-0001"]


@pytest.mark.parametrize(
    ("typed", "meant", "language"),
    [
        ("общежиите", "общежитие", "ru"),
        ("обшежитие", "общежитие", "ru"),
        ("Рядом общжеите", "Рядом общежитие", "ru"),
        ("жатакана", "жатақхана", "kk"),
        ("dormitry", "dormitory", "en"),
        ("j,ot;bnbt", "общежитие", "ru"),
        (";fnf0[fyf", "жатақхана", "kk"),
        ("вщкьшещкн", "dormitory", "en"),
    ],
)
def test_a_slip_or_a_wrong_keyboard_finds_what_was_meant_and_says_so(typed, meant, language):
    results = search(typed, language)
    assert [hit.record_id for hit in results.hits] == ["HOUS-0001"]
    assert results.corrected == meant
    exact = search(typed, language, exactly=True)
    assert exact.corrected == ""
    assert exact.total == 0 or exact.is_partial


def test_what_is_found_as_it_was_typed_is_not_corrected():
    index("page", "HOUS-0002", {"ru": ("Обшежитие", "так тоже пишут")})
    results = search("обшежитие", "ru")
    assert results.corrected == ""
    assert [hit.record_id for hit in results.hits] == ["HOUS-0002"]


def test_titles_come_before_texts_and_the_readers_language_before_others():
    assert found("мобильность") == ["MOBI-0001", "HOUS-0001"]
    assert [hit.language for hit in search("мобильность", "kk").hits] == ["kk", "ru"]
    long_text = "мобильность " * 200
    index("article", "LONG-0001", {"ru": ("Письмо", long_text)})
    assert found("мобильность")[0] == "MOBI-0001"


def test_a_record_is_one_hit_whatever_the_number_of_its_languages():
    index("page", "GPA0-0001", dict.fromkeys(("kk", "ru", "en"), ("GPA 2.75", "GPA")))
    results = search("gpa", "kk")
    assert (results.total, results.hits[0].language) == (1, "kk")


def test_when_no_text_has_all_the_words_those_with_some_are_shown_as_such():
    results = search("общежитие конкурс", "ru")
    assert results.is_partial
    assert {hit.record_id for hit in results.hits} == {"MOBI-0001", "HOUS-0001"}
    assert not search("общежитие рядом", "ru").is_partial


def test_kinds_are_counted_and_pages_follow_each_other():
    for number in range(5):
        index("event", f"EVEN-000{number}", {"en": (f"Open day {number}", "")})
    index("page", "OPEN-0001", {"en": ("Open", "")})
    results = search("open", "en", limit=2, offset=4, kinds=["event"])
    assert (results.counts, results.total, len(results.hits)) == ({"event": 5, "page": 1}, 5, 1)


def test_an_excerpt_marks_the_words_as_they_were_written_and_nothing_else_runs():
    index(
        "page",
        "LONG-0001",
        {"ru": ("<b>Визы</b>", "начало " * 100 + "<script>Приглашения</script> и визы")},
    )
    (hit,) = search("виза приглашение", "ru").hits
    assert hit.title == "&lt;b&gt;<mark>Визы</mark>&lt;/b&gt;"
    assert hit.excerpt.startswith("… ")
    marks = "&lt;script&gt;<mark>Приглашения</mark>&lt;/script&gt; и <mark>визы</mark>"
    assert hit.excerpt.endswith(marks)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        '"',
        "'; DROP TABLE search_document; --",
        "мобильность AND NOT (студент*",
        "NEAR(мобильность, 2)",
        "title_words:мобильность",
        "мобильность:* & !права | (",
        "\0мобильность",
        "-",
        "%_",
        "\\",
        "🎓",
        "а" * 10_000,
        "мобильность " * 1_000,
        "\ud800",
    ],
)
def test_whatever_is_typed_is_words_and_never_commands(text):
    assert search(text, "ru").total <= 2


def test_what_is_forgotten_is_gone_at_once_and_a_changed_text_is_found_by_its_new_words_alone():
    index("page", "HOUS-0001", {"ru": ("Жильё", "Гостиница")}, path="pages/housing/")
    assert found("общежитие") == []
    assert found("dormitory", "en") == []
    assert found("гостиницы") == ["HOUS-0001"]
    forget("page", "HOUS-0001")
    assert found("гостиницы") == []


def test_a_text_longer_than_the_index_takes_is_found_by_its_beginning():
    distinct = " ".join(f"слово{number}" for number in range(60_000))
    index("regulation", "LAW0-0001", {"ru": ("Закон", "начало " + distinct)})
    assert found("начало") == ["LAW0-0001"]
    assert learn_words() == 1
