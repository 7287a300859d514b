"""Words for what the deeds of this app refuse, and for what happened in the record of deeds."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDING: dict[str, str | Promise] = {
    "comment-empty": _("The comment is empty. Write something, then send it."),
    "comment-too-long": _(
        "The comment has %(length)s characters; at most %(limit)s are possible. Your text is kept "
        "below: shorten it and send it again."
    ),
    "comment-name-missing": _("Write the name under which readers see your comment."),
    "comment-not-answerable": _(
        "This comment cannot be answered: it was taken out meanwhile, or it is an answer itself. "
        "Your text is kept below; send it as a comment of its own."
    ),
    "comments-closed": _("Comments are not taken here. Your text is kept below, copy it."),
    "comments-too-many": _(
        "You have written several comments in a short time. Your text is kept below; you can send "
        "it again from %(again)s."
    ),
    "reports-too-many": _(
        "You have reported several comments in a short time. You can report again from %(again)s."
    ),
    "comment-too-late": _(
        "The comment could be changed until %(until)s. You can still delete it and write a new one."
    ),
    "comment-gone": _("This comment is no longer there for you. Nothing was changed."),
    "report-own": _("This is your own comment. You can delete it."),
    "report-doubled": _("You have already reported this comment. A moderator will look at it."),
    "stay-not-verified": _(
        "A story can be told by who was there: after the host accepted the nomination and the "
        "period is over."
    ),
    "story-gone": _("This story is not yours to change. Nothing was changed."),
    "story-field-too-long": _(
        "The text has %(length)s characters; at most %(limit)s are possible. Your text is kept: "
        "shorten it and save again."
    ),
    "story-value-unfit": _(
        "One of the choices is not among those offered any more. Load the page again and choose "
        "anew."
    ),
    "story-incomplete": _("The story needs a title. Write one, then send it."),
    "story-too-short": _(
        "How it was takes more words: the text has %(length)s characters, and at least %(least)s "
        "are needed."
    ),
    "story-not-shown": _("Readers do not see this story, so there is nothing to hide."),
    "photos-too-many": _(
        "A story has at most %(limit)s photos. Remove one, then add this one again."
    ),
    "did-write-comment": _("Written"),
    "did-edit-comment": _("Edited by the author"),
    "did-report-comment": _("Reported by a reader"),
    "did-publish-comment": _("Published"),
    "did-hide-comment": _("Hidden"),
    "did-delete-comment": _("Deleted by the author"),
    "did-begin-story": _("Begun"),
    "did-submit-story": _("Sent to the moderators"),
    "did-recall-story": _("Called back by the author"),
    "did-take-out-story": _("Taken out by the author"),
    "did-resume-story": _("Taken up again by the author"),
    "did-publish-story": _("Published"),
    "did-return-story": _("Returned to the author"),
    "did-hide-story": _("Hidden"),
}
