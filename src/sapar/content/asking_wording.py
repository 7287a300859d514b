"""Words for what is refused to those who ask, come, answer and invite."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    "mails-too-many": _(
        "More than %(limit)s messages to this address were asked for within an hour, or very many "
        "to all addresses together. Nothing is lost: wait an hour and send the form again."
    ),
    "answer-missing": _("The answer is empty. Write what is mailed to whoever asked."),
    "question-not-waiting": _("Only a question that waits for an answer can be handed over."),
    "question-same-unit": _("The question is already with %(unit)s. Choose another unit."),
    "question-not-publishable": _(
        "Only an answered question whose asker agreed can become a frequent question."
    ),
    "frequent-question-incomplete": _(
        "A published question needs its answer in each language in which it is asked, and at least "
        "one language. Fill in what is missing."
    ),
    "registration-over": _(
        "Registration for this event is closed. Nothing was changed; the list of events shows "
        "what is still open."
    ),
    "event-dates-contradict": _(
        "The event ends at %(ends)s, which is not after it begins, at %(starts)s. Correct one of "
        "the two."
    ),
    "event-nowhere": _("Say where the event takes place: a room, an online address, or both."),
    "event-seats-taken": _(
        "%(taken)s people have a place already, so there cannot be only %(given)s. Enter at least "
        "as many seats."
    ),
    "event-not-draft": _(
        "Only a draft can be deleted. A published event is cancelled, so that those who registered "
        "hear of it."
    ),
    "event-over": _("The event is over or cancelled, so it can no longer be changed."),
    "did-ask-question": _("Asked"),
    "did-confirm-question": _("Address confirmed; the question arrived"),
    "did-hand-over-question": _("Handed over"),
    "did-answer-question": _("Answered by mail"),
    "did-put-question-aside": _("Put aside"),
    "did-take-up-question": _("Taken up again"),
}
