"""The components as template tags, and the filters that write dates, countries and languages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from sapar.core import formatting
from sapar.core.translated import Translated
from sapar.ui.links import in_language, with_query
from sapar.ui.parts import Chip, Criterion, Crumb, Entry, Row, Task, Text

register = template.Library()


@register.filter
def instant(value: dt.datetime | None, form: str = "") -> SafeString | str:
    """Date and time with the zone named; ``|instant:"short"`` for dense tables."""
    if value is None:
        return ""
    write = formatting.format_instant_short if form == "short" else formatting.format_instant
    return _time(value, write(value))


@register.filter
def day(value: dt.date | None, form: str = "") -> SafeString | str:
    """A day; ``|day:"short"`` for dense tables."""
    if value is None:
        return ""
    write = formatting.format_day_short if form == "short" else formatting.format_day
    return _time(value, write(value))


@register.filter
def period(start: dt.date | None, end: dt.date | None) -> str:
    """``{{ starts_on|period:ends_on }}``: month and year are said once where they agree."""
    return formatting.format_period(start, end) if start and end else ""


@register.filter
def country(code: str) -> str:
    return formatting.country_name(code)


@register.filter
def language_name(code: str) -> str:
    return formatting.language_name(code)


@register.filter
def decimal(value: Any, places: int) -> str:
    """A number with so many places, rounded half up and written as the language does."""
    return "" if value is None else formatting.format_decimal(value, places)


@register.filter
def file_size(size: int) -> str:
    return formatting.format_size(size)


@register.filter
def translated(value: Translated) -> SafeString | str:
    """The text in the reader's language; a text of another language is marked as such."""
    wanted = get_language() or "en"
    shown = value.language_shown(wanted)
    if shown == wanted or not value:
        return value.get(wanted)
    return format_html('<span lang="{}" class="fallback">{}</span>', shown, value.get(wanted))


@register.simple_tag(takes_context=True)
def localized_path(context: Context, language: str) -> str:
    """The address of this very page in another language."""
    request = context.get("request")
    return in_language(request.get_full_path() if request else "/", language)


@register.simple_tag(takes_context=True)
def current(context: Context, url: str) -> SafeString | str:
    """Marks a link of the navigation that is this page or lies above it: ``{% current url %}``."""
    path = context["request"].path if "request" in context else ""
    if path == url:
        return mark_safe(' aria-current="page"')
    # Everything lies below the first page and below the desk; they are marked only as themselves.
    is_root = url.strip("/").split("/")[1:] in ([], ["office"])
    return mark_safe(' aria-current="true"') if path.startswith(url) and not is_root else ""


@register.inclusion_tag("ui/components/status.html")
def status(label: Text, tone: str = "wait") -> dict[str, Any]:
    return {"label": label, "tone": tone}


@register.inclusion_tag("ui/components/standing.html")
def standing(value: Any) -> dict[str, Any]:
    """The sentence of a record: where it stands, what happens next, who holds it, until when."""
    return {"standing": value}


@register.inclusion_tag("ui/components/todo.html")
def todo(tasks: Sequence[Task]) -> dict[str, Any]:
    return {"tasks": tasks}


@register.inclusion_tag("ui/components/timeline.html")
def timeline(entries: Sequence[Entry]) -> dict[str, Any]:
    return {"entries": [(entry, isinstance(entry.at, dt.datetime)) for entry in entries]}


@register.inclusion_tag("ui/components/criteria.html")
def criteria(rows: Sequence[Criterion], caption: Text = "") -> dict[str, Any]:
    return {"rows": rows, "caption": caption}


@register.inclusion_tag("ui/components/summary.html")
def summary(rows: Sequence[Row]) -> dict[str, Any]:
    return {"rows": rows}


@register.inclusion_tag("ui/components/chips.html")
def chips(items: Sequence[Chip], label: Text = "") -> dict[str, Any]:
    return {"chips": items, "label": label}


@register.inclusion_tag("ui/components/trail.html")
def trail(*crumbs: Text, language: str = "") -> dict[str, Any]:
    """``{% trail "Calls" calls_url call.title %}``: label and address in turn, this page last;
    ``language`` of its title where it may be another than the page's.
    """
    addresses = [*crumbs[1::2], ""]
    steps = [Crumb(label, str(url)) for label, url in zip(crumbs[::2], addresses, strict=False)]
    return {"steps": steps, "language": language}


@register.inclusion_tag("ui/components/file.html")
def file_link(name: str, url: str, media_type: str = "", size: int | None = None) -> dict[str, Any]:
    kind = media_type.rpartition("/")[2].upper()
    return {"name": name, "url": url, "kind": kind, "size": size}


@register.inclusion_tag("ui/components/pagination.html", takes_context=True)
def pagination(context: Context, page: Page) -> dict[str, Any]:
    """Previous and next page of a Django `Page`, keeping the filters in the address."""
    address = context["request"].get_full_path()
    return {
        "page": page,
        "previous": with_query(address, page=page.number - 1) if page.has_previous() else "",
        "next": with_query(address, page=page.number + 1) if page.has_next() else "",
    }


@register.inclusion_tag("ui/components/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """Every error of a form, each a link to its field. ``{{ form }}`` draws it by itself."""
    fields = [field for field in form if field.errors]
    return {"form": form, "fields": [(f, f.id_for_label or f"{f.auto_id}_0") for f in fields]}


@register.simple_block_tag
def notice(content: str, tone: str = "info", title: Text = "") -> str:
    """``{% notice "act" title %} ... {% endnotice %}``"""
    context = {"content": content, "tone": tone, "title": title}
    return render_to_string("ui/components/notice.html", context)


@register.simple_block_tag
def empty(content: str, title: Text) -> str:
    """What stands where a list has nothing yet: why, and what to do."""
    return render_to_string("ui/components/empty.html", {"content": content, "title": title})


@register.simple_block_tag
def fold(content: str, title: Text, is_open: bool = False) -> str:
    """More, for who asks: a heading that opens without any script."""
    context = {"content": content, "title": title, "is_open": is_open}
    return render_to_string("ui/components/fold.html", context)


@register.inclusion_tag("ui/components/autosave.html")
def autosave(url: str) -> dict[str, Any]:
    """For a form whose fields are saved as they are left: ``<form {% autosave url %}>``."""
    return {"url": url}


@register.inclusion_tag("ui/components/busy.html")
def busy() -> dict[str, Any]:
    """Put into a form whose answer takes more than a second: it says so while one waits."""
    return {}


@register.inclusion_tag("ui/components/htmx.html")
def htmx() -> dict[str, Any]:
    """Put into ``{% block head %}`` of a page that swaps parts of itself."""
    return {}


def _time(value: dt.date, words: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), words)
