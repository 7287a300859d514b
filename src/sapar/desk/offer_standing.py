"""Where an application stands once a place was offered: the answer, the nomination, the host's
answer.
"""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from sapar.core import clock
from sapar.desk.sentence import Standing, Tone
from sapar.nominations.enums import NominationState
from sapar.nominations.models import Nomination
from sapar.selection.enums import OfferState
from sapar.selection.models import Offer


def standing_of_offer(offer: Offer) -> Standing:
    """The sentence of the application the offer belongs to, in the active language."""
    if offer.state == OfferState.OFFERED:
        return _open(offer)
    if offer.state == OfferState.ACCEPTED:
        nomination = _live_nomination(offer)
        return _of_nomination(nomination, offer) if nomination else _accepted(offer)
    return _ended(offer)


def _live_nomination(offer: Offer) -> Nomination | None:
    live = (n for n in offer.nominations.all() if n.state != NominationState.WITHDRAWN)
    return next(live, None)


def _open(offer: Offer) -> Standing:
    if clock.now() >= offer.respond_by:
        return Standing(
            where=_("The offer of a place at %(host)s was not answered in time.") % _names(offer),
            next=_("The place goes to the next who waits for it."),
            tone=Tone.ENDED,
        )
    return Standing(
        where=_("A place at %(host)s is offered.") % _names(offer),
        next=_("Accept or decline the offer."),
        holder=_("the applicant"),
        until=offer.respond_by,
        tone=Tone.ACT,
    )


def _accepted(offer: Offer) -> Standing:
    return Standing(
        where=_("The place at %(host)s is accepted.") % _names(offer),
        next=_("The nomination is sent to the host."),
        holder=str(offer.application.call.owner),
        tone=Tone.GOOD,
    )


def _ended(offer: Offer) -> Standing:
    where = {
        OfferState.DECLINED: _("The offer of a place at %(host)s was declined."),
        OfferState.EXPIRED: _("The offer of a place at %(host)s was not answered in time."),
        OfferState.WITHDRAWN: _("The offer of a place at %(host)s was withdrawn."),
        OfferState.REPLACED: _("The place at %(host)s was replaced by one higher on the list."),
    }[OfferState(offer.state)]
    return Standing(where=where % _names(offer), next=_("Nothing more is asked."), tone=Tone.ENDED)


def _of_nomination(nomination: Nomination, offer: Offer) -> Standing:
    if nomination.state == NominationState.SENT:
        return Standing(
            where=_("The nomination was sent to %(host)s.") % _names(offer),
            next=_("The host answers."),
            holder=str(offer.place.host),
            until=nomination.letter.link_expires_at,
        )
    if nomination.state == NominationState.CORRECTION_REQUESTED:
        return Standing(
            where=_("%(host)s asks for a correction of the nomination.") % _names(offer),
            next=_("The nomination is corrected and sent again."),
            holder=str(offer.application.call.owner),
        )
    if nomination.state == NominationState.DECLINED:
        return Standing(
            where=_("%(host)s declined the nomination; the reason stands below.") % _names(offer),
            next=_("The office looks for another way and writes to the applicant."),
            holder=str(offer.application.call.owner),
        )
    return _host_accepted(offer)


def _host_accepted(offer: Offer) -> Standing:
    return Standing(
        where=_("%(host)s accepted the nomination.") % _names(offer),
        next=_("The learning agreement is prepared with the school before the stay begins."),
        holder=_("the applicant and the school"),
        until=_start_of_day(offer.application.call.period.starts_on),
        tone=Tone.GOOD,
    )


def _names(offer: Offer) -> dict[str, str]:
    return {"host": str(offer.place.host)}


def _start_of_day(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), tzinfo=clock.university_zone())
