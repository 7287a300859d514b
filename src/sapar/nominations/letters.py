"""The nomination letter as PDF, in one language: its words here, its layout in typst/letter.typ."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from sapar.core import clock
from sapar.core.formatting import format_day, format_period
from sapar.documents.pdf import render_pdf
from sapar.institutions.models import Institution
from sapar.nominations.models import Letter
from sapar.nominations.nominees import nominee_of
from sapar.selection.models import Offer


def render_letter(letter: Letter, offers: Sequence[Offer], language: str) -> bytes:
    """The letter with all its nominees. The same letter gives the same bytes."""
    with override(language):
        return render_pdf("nominations/letter.typ", letter_data(letter, offers, language))


def letter_data(letter: Letter, offers: Sequence[Offer], language: str) -> dict[str, Any]:
    home = Institution.objects.get(is_home=True)
    call, owner = letter.call, letter.call.owner
    stay = format_period(call.period.starts_on, call.period.ends_on, language=language)
    written = letter.written_at.astimezone(clock.university_zone()).date()
    return {
        "language": language,
        "sender": str(home.name),
        "sender_lines": [str(owner.name), *_lines(home, str(owner.room))],
        "recipient_lines": [letter.contact.name, letter.contact.duty, str(letter.host.name)],
        "date": format_day(written, language=language),
        "number": _("No. %(number)s") % {"number": letter.public_id},
        "title": _("Nomination for academic mobility"),
        "greeting": _("Dear %(name)s,") % {"name": letter.contact.name},
        "opening": _(
            "%(university)s nominates the persons below for a stay at %(host)s: "
            "%(period)s (%(dates)s)."
        )
        % {
            "university": home.name,
            "host": letter.host.name,
            "period": call.period.name,
            "dates": stay,
        },
        "columns": [
            _("Name as in the passport"),
            _("Application number"),
            _("Programme or position"),
            _("Level"),
        ],
        "rows": [_row(offer) for offer in offers],
        "request": _(
            "Please answer for each nominee on the page whose link came with the mail: "
            "accept, decline with a reason, or ask for a correction."
        ),
        "closing": _("With kind regards"),
        "signature": str(owner.name),
        "sample": _("Sample data: this letter is invented.") if home.is_sample else "",
    }


def _lines(home: Institution, room: str) -> list[str]:
    """The room of the unit says the street too; without one the university's address does."""
    return [line for line in (room or str(home.address), str(home.city)) if line]


def _row(offer: Offer) -> list[str]:
    nominee = nominee_of(offer)
    return [nominee.name, nominee.number, nominee.programme, nominee.level or nominee.duty]
