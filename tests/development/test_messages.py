"""The program that keeps the catalogues finds every message, and every fault of a translation."""

from babel.messages.catalog import Catalog, Message
from django.utils import translation

from dev.messages.catalogues import ids_of, merge, read, write
from dev.messages.extraction import add_messages_of_file
from dev.messages.faults import equal_texts, faults_of_message
from dev.messages.foreign import used_messages


def messages_in(path, content):
    path.write_text(content, encoding="utf-8")
    used = Catalog()
    add_messages_of_file(used, path, shown_as=path.name)
    return {(message.context, ids_of(message)) for message in used if message.id}


def test_messages_of_python_are_found_with_plural_and_context(tmp_path):
    content = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext
NAME = _("Open call")
def words(count):
    return ngettext("%(count)s place", "%(count)s places", count), pgettext("flow", "Outgoing")
"""

    assert messages_in(tmp_path / "wording.py", content) == {
        (None, ("Open call",)),
        (None, ("%(count)s place", "%(count)s places")),
        ("flow", ("Outgoing",)),
    }


def test_messages_of_a_template_are_found_whatever_its_indentation(tmp_path):
    content = """
<main>
      <h1>{% translate "Open calls" %}</h1>
   <p title="{{ _('Until when') }}">It's (open
 {% blocktranslate count n=places|length trimmed %}
    {{ n }} place
 {% plural %}
    {{ n }} places
 {% endblocktranslate %}
{% translate "Outgoing" context "flow" %} 100 % "
"""

    assert messages_in(tmp_path / "list.html", content) == {
        (None, ("Open calls",)),
        (None, ("Until when",)),
        (None, ("%(n)s place", "%(n)s places")),
        ("flow", ("Outgoing",)),
    }


def test_merging_keeps_translations_and_forgets_what_is_no_longer_used(tmp_path):
    used, translated = Catalog(), Catalog()
    used.add("Open call", locations=[("calls/wording.py", 7)])
    used.add("Closed call", locations=[("calls/wording.py", 8)])
    translated.add("Open call", "Открытый конкурс")
    translated.add("Closing call", "Закрывающийся конкурс")

    write(merge(used, translated, Catalog(), "ru"), tmp_path / "django.po", "ru")

    written = read(tmp_path / "django.po")
    texts = {message.id: message.string for message in written if message.id}
    assert texts == {"Open call": "Открытый конкурс", "Closed call": ""}
    assert "fuzzy" not in (tmp_path / "django.po").read_text()


def test_a_message_translated_in_another_app_is_worded_the_same():
    used, elsewhere = Catalog(), Catalog()
    used.add("Student")
    used.add(("%(n)s place", "%(n)s places"))
    elsewhere.add("Student", "Студент")
    elsewhere.add("%(n)s place", "%(n)s место")

    merged = merge(used, Catalog(), elsewhere, "ru")

    assert merged["Student"].string == "Студент"
    assert not any(merged["%(n)s place"].string)


def test_an_untranslated_message_and_a_lost_placeholder_are_faults():
    untranslated = Message("Open call", "")
    half_translated = Message(("%(n)s place", "%(n)s places"), ("%(n)s место", "", ""))
    misspelt = Message("Until %(date)s", "До %(data)s")
    right = Message("Until %(date)s", "До %(date)s")

    assert list(faults_of_message(untranslated)) == ["untranslated: 'Open call'"]
    assert list(faults_of_message(half_translated)) == ["untranslated: '%(n)s place'"]
    assert list(faults_of_message(misspelt)) == [
        "placeholder %(data)s, %(date)s missing or unknown: 'Until %(date)s'"
    ]
    assert list(faults_of_message(right)) == []


def test_a_kazakh_text_equal_to_the_russian_one_is_found_unless_allowed():
    kazakh, russian = Catalog(), Catalog()
    for message, text in {
        "Student": "Студент",
        "Call": "Конкурс",
        "%(a)s, %(b)s": "%(a)s, %(b)s",
    }.items():
        kazakh.add(message, text)
        russian.add(message, text.lower())

    assert list(equal_texts(kazakh, russian, allowed={"Студент"})) == ["Конкурс"]


def test_what_django_leaves_in_english_is_asked_of_our_catalogue():
    used = used_messages("core", Catalog(), "kk")

    assert "Enter a valid email address." in used
    assert "This field is required." not in used


def test_kazakh_and_russian_numbers_take_their_own_forms():
    singular = "This password is too short. It must contain at least %d character."
    plural = "This password is too short. It must contain at least %d characters."

    def words(language, number):
        with translation.override(language):
            return translation.ngettext(singular, plural, number) % number

    assert words("kk", 1) == "Құпиясөз тым қысқа. Онда кемінде 1 таңба болуы керек."
    assert words("kk", 5) == "Құпиясөз тым қысқа. Онда кемінде 5 таңба болуы керек."
    assert words("ru", 21).endswith("21 символ.")
    assert words("ru", 22).endswith("22 символа.")
    assert words("ru", 25).endswith("25 символов.")
