"""Words for what deeds of selection refuse, for what is missing and for what a run proves."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = dict[str, Promise | str]

REFUSALS: Words = {
    "scores-call-open": _(
        "Nothing was saved: the call is scored after it has closed (%(closes_at)s), so that "
        "nobody's points depend on who applied first."
    ),
    "scores-not-verified": _("Application %(number)s is not verified, so it cannot be scored now."),
    "scores-own-application": _(
        "This application is your own. The other members of the commission score it."
    ),
    "scores-handed-in": _(
        "The scores were handed in (%(at)s) and count as they are; they can no longer be changed."
    ),
    "scores-item-unknown": _("The scorecard of this call has no item “%(item)s” to be scored."),
    "scores-not-a-number": _(
        "%(item)s: “%(given)s” does not read as points. Expected is a number from 0 to "
        "%(maximum)s, such as 7.5."
    ),
    "scores-outside": _("%(item)s: %(given)s was given; expected are 0 to %(maximum)s points."),
    "scores-incomplete": _(
        "The scores are saved but not handed in: points are still missing for %(items)s."
    ),
    "offer-in-progress": _(
        "Application %(number)s has an offer that is open, or a stay that is not over. Decline the "
        "offer first, or close the account after the stay."
    ),
    "judgement-reason-missing": _(
        "Write the reason for the judgement: the applicant reads it beside the criterion."
    ),
    "placement-call-open": _(
        "Places are given after the call has closed (%(closes_at)s). Come back then."
    ),
    "placement-incomplete": _(
        "The preview was not run: %(count)s things are missing. They are listed below."
    ),
    "placement-published": _(
        "The result of this call is already published. Nothing was changed; the published result "
        "is what counts."
    ),
    "run-stale": _(
        "Preview %(number)s was not published: scores, records or applications have changed since "
        "it was run. Run a new preview, compare, then publish that one."
    ),
    "run-not-certified": _(
        "The preview was not kept: its own checks failed (%(checks)s). Nothing was decided; please "
        "tell whoever runs Sapar."
    ),
    "offer-late": _(
        "The time to answer ended: %(respond_by)s. The place goes to the next on the reserve list."
    ),
    "offer-place-full": _(
        "All seats of this place are taken, so the offer could not be accepted. Please write to "
        "the owner of the call."
    ),
    "offer-reason-missing": _("Write why the offer is withdrawn: the applicant reads it."),
    "offer-application-ended": _("The application was ended, and its offer with it."),
}

MISSING: Words = {
    "missing-submitted": _(
        "Application %(number)s waits to be released or refused; %(holder)s holds it."
    ),
    "missing-released": _(
        "Application %(number)s waits to be verified or refused; %(holder)s holds it."
    ),
    "missing-returned": _(
        "Application %(number)s was returned for correction and is not submitted again; the "
        "applicant holds it."
    ),
    "missing-overdue": _(
        "Application %(number)s was returned and not corrected in time; %(holder)s may refuse it."
    ),
    "missing-applications": _("No application is verified, so there is nobody to give a place to."),
    "missing-commission": _(
        "%(unit)s has no commission: the administrator gives the roles of members and chair."
    ),
    "missing-scores": _("%(member)s has not handed in scores for: %(numbers)s."),
    "missing-scorer": _(
        "Nobody may score application %(number)s: its applicant alone is the commission. "
        "The administrator gives the role to somebody else, too."
    ),
    "missing-judgement": _(
        "Application %(number)s has no judgement of teamwork and communication; the chair of the "
        "commission holds it."
    ),
}

DROPPED: Words = {
    "dropped-no-wishes": _("No place was wished for."),
    "dropped-doubled-wish": _("The place stands higher on the list already."),
    "dropped-unknown-place": _("The place does not belong to the call."),
    "dropped-zero-quota": _("The place has no seats."),
    "dropped-not-eligible": _("The criteria of this place are not met, so it took no part."),
}

CHECKS: Words = {
    "check-feasibility": _(
        "No place has more people than seats, and everybody has one place at most."
    ),
    "check-individual-rationality": _(
        "Nobody got a place that was not wished for or may not be had."
    ),
    "check-non-wastefulness": _("No seat stays free that somebody would rather have."),
    "check-no-justified-envy": _(
        "Nobody would rather have a place that went to somebody with a lower standing."
    ),
    "check-cutoff-consistency": _(
        "Everybody holds the first wish whose last admitted score is reached."
    ),
    "check-determinism": _("The same applications in another order give the same result."),
    "check-second-solver": _("A second, independent method comes to the same result."),
    "check-documents": _("Input and output are those whose hashes were stored."),
    "check-lottery": _(
        "The lottery's seed is the one whose hash was published with the call, and the draw "
        "repeated from it gives the same order."
    ),
    "check-scores": _("The parts of every score add up to it."),
}

TIE_BREAKS: Words = {
    "tie-gpa": _("the exact average score (GPA)"),
    "tie-lottery": _("the lottery"),
}

# What happened, for the time line of an application.
DEEDS: Words = {
    "did-make-offer": _("A place was offered."),
    "did-accept-offer": _("The offer was accepted."),
    "did-decline-offer": _("The offer was declined."),
    "did-expire-offer": _("The offer was not answered in time."),
    "did-withdraw-offer": _("The offer was withdrawn. Reason: %(reason)s"),
}

WORDING: Words = REFUSALS | MISSING | DROPPED | CHECKS | TIE_BREAKS | DEEDS
