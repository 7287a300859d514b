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
        "Preview %(number)s was not published: scores, records, applications or decisions of the "
        "commission have changed since it was run. Run a new preview, compare, then publish that "
        "one."
    ),
    "run-altered": _(
        "Run %(number)s was altered after it was made, so it is neither published nor handed out. "
        "This does not hold any more: “%(check)s” (%(problem)s). Tell whoever runs Sapar; until "
        "the result is published a new preview can be run."
    ),
    "order-open": _(
        "Nothing was started: %(who)s has asked for a placement of this call already "
        "(%(asked_at)s), and it is not finished. This page shows how far it is."
    ),
    "order-cut-off": _(
        "The placement was started several times and broken off each time, as when a server is "
        "stopped. Nothing was decided and nobody was written to. Start it once more; if it is "
        "broken off again, tell whoever runs Sapar."
    ),
    "order-right-ended": _(
        "The placement was not carried out: %(who)s, who asked for it, may not decide about this "
        "call any more. Nothing was decided and nobody was written to. Start it yourself if it is "
        "still wanted."
    ),
    "order-failed": _(
        "The placement was not finished: something unexpected went wrong. Nothing was decided and "
        "nobody was written to. Start it once more; if it fails again, tell whoever runs Sapar, "
        "who finds order %(order)s in the log."
    ),
    "run-not-certified": _(
        "The preview was not kept: its own checks failed (%(checks)s). Nothing was decided; please "
        "tell whoever runs Sapar."
    ),
    "placement-rules-contradict": _(
        "The preview was not kept: rules of the call about seats contradict each other (%(rule)s). "
        "Nothing was decided; please tell whoever runs Sapar."
    ),
    "exact-out-of-time": _(
        "The most people placed were not found within %(seconds)s seconds, so no places were given "
        "and nothing was changed. The minimum numbers of the call make the search this long; "
        "please tell whoever runs Sapar."
    ),
    "seats-not-kept": _(
        "The rules of the call about seats leave none for %(numbers)s, who would have to keep the "
        "own one. Nothing was changed and nobody was written to."
    ),
    "later-rules-contradict": _(
        "Places were not given again: rules of the call about seats contradict each other "
        "(%(rule)s). Nothing was changed; please tell whoever runs Sapar."
    ),
    "overrides-exceed-seats": _(
        "No places were given: the decisions of the commission about %(numbers)s give more seats "
        "than there are. Lift one of them, or leave more seats."
    ),
    "overrides-not-kept": _(
        "The preview was not kept: seats reserved by the rules of the call leave none for "
        "%(numbers)s, whom the commission placed itself. Lift a decision, or choose another place."
    ),
    "override-reason-missing": _(
        "Nothing was decided: write the reason. It stands in the certificate, and the applicant "
        "reads it."
    ),
    "override-reason-names": _(
        "Nothing was decided: “%(named)s” in the reason tells who somebody of this call is. The "
        "reason is read in the folder, where everybody goes by a pseudonym: write it without names "
        "and application numbers."
    ),
    "override-not-verified": _(
        "Nothing was decided: application %(number)s is not verified, so it takes no part."
    ),
    "override-place-full": _(
        "Nothing was decided: all seats at %(host)s (%(seats)s) are given by decisions of the "
        "commission already. Lift one of them first."
    ),
    "override-lifted": _("Somebody has lifted this decision already; nothing more was changed."),
    "folder-without-recipient": _(
        "The folder was not written: say to whom it is given. The audit keeps it."
    ),
    "folder-not-published": _(
        "The folder was not written: it is given out once the result is published."
    ),
    "offer-late": _(
        "The time to answer ended: %(respond_by)s. The place goes to the next who waits for it."
    ),
    "offer-place-full": _(
        "All seats of this place are taken, so the offer could not be accepted. Please write to "
        "the owner of the call."
    ),
    "offer-reason-missing": _("Write why the offer is withdrawn: the applicant reads it."),
    "no-published-run": _("The call has no published result yet, so there is nothing to change."),
    "situation-changed": _(
        "Nothing was changed: somebody accepted, declined or decided something after this page was "
        "opened. Below is how it stands now; compare again."
    ),
    "fact-not-shown": _(
        "Nothing was decided: this is another fact than the one whose difference was shown. Below "
        "is what it would change; look at it, then decide."
    ),
    "seats-move-up-by-themselves": _(
        "By the terms of this call the reserve list moves up by itself; nothing has to be filled."
    ),
    "seats-none-free": _("No seat is waiting: somebody has filled them already."),
    "seats-stay-begun": _(
        "The stay has begun (%(starts_on)s), so no seats of this call are given any more."
    ),
    "appeal-text-missing": _(
        "Write what you disagree with and why: the owner of the call reads it."
    ),
    "appeal-late": _(
        "The time to appeal ended: %(until)s. What you wrote is kept below; write to the owner of "
        "the call if something new has come up."
    ),
    "appeal-open": _(
        "An earlier appeal of yours waits for its answer. What you wrote is kept below; once it is "
        "answered you can appeal again."
    ),
    "result-replaced": _(
        "A later result was published meanwhile. Read it first; what you wrote is kept below."
    ),
    "appeal-in-progress": _(
        "An appeal against the result of application %(number)s waits for its answer. Close the "
        "account after it has come."
    ),
    "appeal-reason-missing": _("Write the reasons: the applicant reads them."),
    "appeal-application-gone": _(
        "Application %(number)s takes no part any more: its offer was declined, ran out or was "
        "withdrawn. The appeal can be dismissed with this reason."
    ),
    "appeal-wish-unknown": _("Choose one of the wishes of this application."),
    "appeal-wish-counts-already": _("This wish counts already; choose another one."),
    "appeal-manner-closed": _(
        "Somebody has accepted an offer, so not everybody can be placed anew. Choose another way."
    ),
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
    "dropped-given-back": _("The place was offered and given back, so it took no part."),
    "dropped-not-eligible": _("The criteria of this place are not met, so it took no part."),
    "dropped-wrong-level": _("The place is for other levels of study, so it took no part."),
    "dropped-wrong-term": _("The place is for another term, so it took no part."),
    "dropped-place-closed": _(
        "The place would have got fewer people than it needs at least, so it takes nobody."
    ),
}

CHECKS: Words = {
    "check-feasibility": _(
        "No place has more people than seats, no limit is exceeded, and everybody has one place at "
        "most."
    ),
    "check-individual-rationality": _(
        "Nobody got a place that was not wished for or may not be had."
    ),
    "check-non-wastefulness": _(
        "No seat that could be given stays free while somebody would rather have it."
    ),
    "check-no-justified-envy": _(
        "Nobody would rather have a place that went to somebody with a lower standing."
    ),
    "check-reserves-and-caps": _("Reserved seats went to those they are reserved for."),
    "check-cutoff-consistency": _(
        "Everybody holds the first wish whose last admitted score is reached."
    ),
    "check-minimums": _(
        "Every place with a minimum number takes at least so many people, or nobody, unless the "
        "commission itself gave a place there."
    ),
    "check-determinism": _("The same applications in another order give the same result."),
    "check-second-opinion": _("A second, independent method comes to the same result."),
    "check-documents": _("Input and output are those whose hashes were stored."),
    "check-lottery": _(
        "The lottery's seed is the one whose hash was published with the call, and the draw "
        "repeated from it gives the same order."
    ),
    "check-scores": _("The parts of every score add up to it."),
    "check-outcomes": _("Everybody is told the result that was given."),
}

NOT_MADE: Words = {
    "not-made-most-placed": _(
        "The call asks for the most people placed; such a result cannot promise this."
    ),
    "not-made-out-of-time": _(
        "Not repeated: searching for the most people placed takes longer than a page may."
    ),
    "not-made-second-opinion": _("Not repeated, because there are too many applications."),
}

# What a decision of the commission breaks: somebody else's right, or its own applicant's.
BREAKS: Words = {
    "breaks-individual-rationality": _(
        "%(applicant)s did not wish for %(place)s, or does not meet its criteria."
    ),
    "breaks-no-justified-envy": _(
        "%(applicant)s would rather have %(place)s and stands higher there."
    ),
    "breaks-own": _("Without the decision %(applicant)s would have been accepted at %(place)s."),
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
    "did-replace-offer": _("A place higher on the list was given instead."),
    "did-file-appeal": _("An appeal against the result was filed."),
    "did-uphold-appeal": _("The appeal was upheld. Reasons: %(reason)s"),
    "did-dismiss-appeal": _("The appeal was dismissed. Reasons: %(reason)s"),
    "did-withdraw-offer": _("The offer was withdrawn. Reason: %(reason)s"),
}

WORDING: Words = REFUSALS | MISSING | DROPPED | CHECKS | NOT_MADE | BREAKS | TIE_BREAKS | DEEDS
