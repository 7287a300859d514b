"""Plain text that readers wrote, as paragraphs: no HTML of theirs, and links nobody vouches for."""

from __future__ import annotations

from django import template
from django.utils.html import Urlizer, linebreaks
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
LONGEST_ADDRESS_SHOWN = 60


class _Foreign(Urlizer):
    """Search engines and readers are told that the link is a stranger's."""

    url_template = '<a href="{href}" rel="nofollow ugc noopener">{url}</a>'


_link = _Foreign()


@register.filter
def written_by_readers(text: str) -> SafeString:
    linked = _link(text, trim_url_limit=LONGEST_ADDRESS_SHOWN, autoescape=True)
    return mark_safe(linebreaks(linked))  # noqa: S308  (escaped by the line above)
