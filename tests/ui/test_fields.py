"""Fields say what they want, and errors are tied to the input they are about."""

from html.parser import HTMLParser

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from sapar.core.translated import Translated
from sapar.ui.forms import DayField, InstantField, TranslatedFormField, UploadField


class Elements(HTMLParser):
    """Every start tag of a piece of HTML with its attributes."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(str(html))

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def one(self, **wanted):
        wanted = {name.strip("_").replace("_", "-"): value for name, value in wanted.items()}
        matches = [a for _tag, a in self.found if wanted.items() <= a.items()]
        assert len(matches) == 1, f"{len(matches)} elements with {wanted}"
        return matches[0]

    def ids(self):
        return [attrs["id"] for _tag, attrs in self.found if "id" in attrs]


class Sample(forms.Form):
    gpa = forms.DecimalField(label="GPA", max_value=4, help_text="As the registrar counts it")
    note = forms.CharField(label="Note", required=False)
    direction = forms.ChoiceField(
        label="Direction", widget=forms.RadioSelect, choices=[("a", "A"), ("b", "B")]
    )
    title = TranslatedFormField(label="Title", multiline=True)
    agreed = forms.BooleanField(label="I agree")
    born_on = DayField(label="Born")
    paper = UploadField(label="Paper")


@pytest.fixture
def wrong():
    return Sample({"gpa": "5.2", "title_kk": "Көктем"})


def test_hint_and_error_are_tied_to_their_input(wrong):
    elements = Elements(wrong)
    gpa = elements.one(name="gpa")
    assert gpa["value"] == "5.2"
    assert gpa["aria-invalid"] == "true"
    described = gpa["aria-describedby"].split()
    assert described == ["id_gpa_helptext", "id_gpa_error"]
    assert set(described) <= set(elements.ids())


def test_every_link_of_the_error_summary_leads_to_an_input(wrong):
    elements = Elements(wrong)
    links = [a["href"] for _tag, a in elements.found if a.get("href", "").startswith("#")]
    assert len(links) == len(wrong.errors)
    inputs = [a.get("id") for tag, a in elements.found if tag in ("input", "textarea", "select")]
    assert {link.removeprefix("#") for link in links} <= set(inputs)


def test_ids_are_unique(wrong):
    ids = Elements(wrong).ids()
    assert len(ids) == len(set(ids))


def test_a_form_without_errors_has_no_summary():
    assert "error-summary" not in str(Sample())


def test_only_optional_fields_say_so():
    html = Sample()["note"].as_field_group()
    assert "(optional)" in html
    assert "(optional)" not in Sample()["gpa"].as_field_group()
    with translation.override("kk"):
        assert "(міндетті емес)" in Sample()["note"].as_field_group()


def test_choices_are_a_fieldset_with_its_legend_and_error(wrong):
    html = wrong["direction"].as_field_group()
    elements = Elements(html)
    assert elements.one(aria_describedby="id_direction_error")
    assert html.index("<fieldset") < html.index("<legend>")
    assert {a["for"] for tag, a in elements.found if tag == "label"} == {
        "id_direction_0",
        "id_direction_1",
    }


def test_an_upload_says_what_is_taken_before_one_chooses():
    html = Sample()["paper"].as_field_group()
    assert "PDF, JPEG, PNG" in html
    assert "10\N{NO-BREAK SPACE}MB" in html
    accepted = Elements(html).one(name="paper")["accept"]
    assert accepted.split(",") == ["application/pdf", "image/jpeg", "image/png"]


def test_a_text_is_asked_for_in_all_three_languages(wrong):
    elements = Elements(wrong["title"].as_field_group())
    assert [elements.one(name=f"title_{code}")["lang"] for code in ("kk", "ru", "en")] == [
        "kk",
        "ru",
        "en",
    ]
    assert "Көктем" in wrong["title"].as_field_group()
    assert wrong.errors["title"] == ["The text is missing in: Russian, English."]


def test_a_complete_text_becomes_a_translated_value():
    field = TranslatedFormField()
    assert field.clean(["Көктем", "Весна", "Spring"]) == Translated("Көктем", "Весна", "Spring")


def test_an_optional_text_may_miss_languages():
    field = TranslatedFormField(required=False)
    assert field.clean(["", "Весна", ""]) == Translated(ru="Весна")
    assert field.clean(["", "", ""]) == Translated()


def test_an_unchanged_text_is_no_change():
    class Titled(forms.Form):
        title = TranslatedFormField(required=False)

    before = {"title": Translated(kk="Көктем")}
    same = Titled({"title_kk": "Көктем", "title_ru": "", "title_en": ""}, initial=before)
    other = Titled({"title_kk": "Күз", "title_ru": "", "title_en": ""}, initial=before)
    assert not same.has_changed()
    assert other.has_changed()


def test_an_instant_is_entered_in_the_time_of_the_university():
    instant = InstantField().clean("2026-11-24T18:00")
    assert instant.isoformat() == "2026-11-24T18:00:00+05:00"
    assert "Astana time (UTC+5)." in str(InstantField().help_text)


def test_a_valid_form_is_valid():
    data = {
        "gpa": "3.4",
        "direction": "a",
        "title_kk": "Көктем",
        "title_ru": "Весна",
        "title_en": "Spring",
        "agreed": "on",
        "born_on": "2004-05-01",
    }
    form = Sample(data, {"paper": SimpleUploadedFile("paper.pdf", b"%PDF-")})
    assert form.is_valid(), form.errors
