"""Texts that editors write, as readers see them."""

from __future__ import annotations

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from sapar.content import markup
from sapar.core.translated import Translated
from sapar.ui.embeds import resolver

register = template.Library()


@register.simple_tag(takes_context=True)
def prose(context: Context, text: Translated | str) -> SafeString:
    """``{% prose article_body %}``: Markdown as HTML, what is embedded in it drawn.

    A translation that is missing is read in another language, and marked so for those who listen.
    """
    language = get_language() or "en"
    if isinstance(text, Translated):
        language, text = text.language_shown(language), text.get(language)
    html = markup.render(text, resolve=resolver(text, context))
    is_other = language != get_language()
    return format_html('<div class="prose"{}>{}</div>', _lang(language) if is_other else "", html)


@register.filter
def minutes_to_read(text: Translated | str) -> int:
    return markup.reading_minutes(str(text))


@register.filter
def plain(text: Translated | str) -> str:
    """The words of a Markdown text, for cards and descriptions."""
    return markup.plain_text(str(text))


def _lang(language: str) -> SafeString:
    return format_html(' lang="{}"', language)
