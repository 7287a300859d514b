"""Two versions of an article beside each other."""

import time

from sapar.content.history import Change, Piece, cover_changed, differences


def content(**texts: dict[str, str]) -> dict[str, object]:
    return {"title": {}, "lead": {}, "body": {}, "byline": {}, "cover": "", "outdated": [], **texts}


def test_a_difference_names_field_language_and_words():
    old = content(body={"ru": "Первая строка.\nОбщежитие стоит 10 тысяч.\n"})
    new = content(body={"ru": "Первая строка.\nОбщежитие стоит 12 тысяч.\n"}, title={"en": "New"})
    found = differences(old, new)
    assert [(one.language, one.field) for one in found] == [("ru", "body"), ("en", "title")]
    (passage,) = found[0].passages
    assert Piece(Change.REMOVED, "10") in passage
    assert Piece(Change.ADDED, "12") in passage
    assert "Первая" not in "".join(piece.text for piece in passage)
    assert found[1].passages == ((Piece(Change.ADDED, "New"),),)


def test_the_same_content_has_no_difference():
    assert differences(content(title={"kk": "Үй"}), content(title={"kk": "Үй"})) == []


def test_another_cover_is_a_difference():
    assert cover_changed(content(), {**content(), "cover": "7KQ4-M2XD"})
    assert not cover_changed(content(), content())


def test_two_very_large_texts_are_compared_in_time():
    old = " ".join(f"word{number}" for number in range(14_000))
    began = time.monotonic()
    (found,) = differences(content(body={"en": old}), content(body={"en": old[::-1]}))
    assert time.monotonic() - began < 5
    assert {piece.change for piece in found.passages[0]} == {Change.REMOVED, Change.ADDED}
