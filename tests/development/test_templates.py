"""The program that reads templates finds what a strict policy or another language would reveal."""

import pytest

from dev.templates import faults_of_template, untranslated_words

CLEAN = """
{% load i18n static %}
<a class="button" href="{% url 'login' %}" title="{% translate "Sign in" %}">{{ label }}</a>
{% blocktranslate %}Read <b>this</b>{% endblocktranslate %} &nbsp; Sapar
<script src="{% static 'a.js' %}" defer></script>
"""


def test_a_page_of_translated_words_has_no_fault():
    assert list(faults_of_template(CLEAN.replace("{% url 'login' %}", "#"), is_page=True)) == []


@pytest.mark.parametrize(
    ("markup", "fault"),
    [
        ('<p style="color: red"></p>', "an inline style"),
        ("<script></script>", "an inline script"),
        ('<button onclick="go()"></button>', "an event handler"),
        ('<script src="//cdn.example/x.js"></script>', "something fetched from elsewhere"),
        ("<p>Apply now</p>", "not translated: Apply now"),
        ("\n" * 81, "81 lines, 80 at most"),
    ],
)
def test_a_fault_is_named(markup, fault):
    assert list(faults_of_template(markup, is_page=True)) == [fault]


def test_an_unknown_tag_is_found():
    (fault,) = faults_of_template("{% frobnicate %}", is_page=False)

    assert "frobnicate" in fault


def test_words_in_spoken_attributes_count():
    assert untranslated_words('<img alt="Map of partners">') == ["Map", "of", "partners"]
