"""Words for what deeds on applications refuse, and for what the rules find about an applicant.

A finding's sentence says what was seen and what is needed; source and day stand beside it.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REFUSALS: dict[str, Promise | str] = {
    "already-applied": _(
        "You already have an application to this call: %(application)s. "
        "Open it under “My applications”."
    ),
    "call-closed": _("The call closed (%(closed_at)s) and takes no more applications."),
    "call-not-open-yet": _(
        "The call opens on %(opens_at)s. Come back then: every application in time counts alike."
    ),
    "call-takes-no-applications": _("The call takes no applications any more."),
    "application-not-editable": _(
        "The application cannot be changed now; its state is “%(state)s”. "
        "What you typed was not saved."
    ),
    "application-not-ready": _(
        "The application was not submitted. The list below says what is missing; the draft is kept."
    ),
    "answers-changed": _(
        "The answers were changed in another window after this page was opened. "
        "They are shown below as they stand now: check them once more, then submit."
    ),
    "submission-too-late": _(
        "The time to submit ended: %(closed_at)s. Nothing was sent; "
        "the draft is kept and stays readable."
    ),
    "withdrawal-after-result": _(
        "The result of the call is published, so the application can no longer be withdrawn. "
        "If a place is offered to you, decline the offer."
    ),
    "text-too-long": _(
        "The text has %(length)s characters; at most %(limit)s are possible. "
        "Shorten it and save again."
    ),
    "text-set-aside": _(
        "Another window saved a newer text after this page was opened. Both are kept: "
        "load the page anew and choose which one counts."
    ),
    "phone-unreadable": _(
        "“%(given)s” does not read as a telephone number. "
        "Expected are digits, such as +7 700 123 45 67."
    ),
    "phone-missing": _("Enter a telephone number at which you can be reached."),
    "emergency-contact-missing": _(
        "Enter who is to be called in an emergency, with a telephone number."
    ),
    "motivation-missing": _("Write why you want to go, and what for."),
    "wish-missing": _("Choose at least one place."),
    "wish-doubled": _("%(host)s is among your wishes already; a place can be wished for once."),
    "wishes-changed": _(
        "Your wishes were changed in another window after this page was opened. "
        "Load the page anew to see them as they stand now."
    ),
    "wish-not-for-you": _(
        "The place at %(host)s is not for you, see its criteria. Take it out of your wishes."
    ),
    "place-not-in-call": _(
        "The place %(given)s does not belong to this call. Choose one from the list."
    ),
    "place-agreement-ended": _(
        "The agreement with %(host)s ends on %(valid_until)s, before the stay is over. "
        "Choose another place."
    ),
    "file-not-chosen": _("Choose a file first, then press “Upload the file”."),
    "field-unknown": _("There is no field “%(given)s” in an application; nothing was saved."),
    "application-changed-meanwhile": _(
        "The application has changed since this page was opened; it is shown as it stands now."
    ),
    "application-ended-already": _("The application has ended already; nothing was changed."),
    "document-missing": _("Attach the required document: %(document)s."),
    "document-not-asked": _("This call does not ask for the document “%(document)s”."),
    "consent-missing": _("Give your consent: %(consent)s."),
    "criterion-not-met": "%(finding)s",
    "criteria-unmet": _(
        "The application cannot go on: as the records stand now, the criteria below are not met. "
        "Return it if the applicant can still put this right, or refuse it with a reason."
    ),
    "application-in-progress": _(
        "Application %(number)s is in progress, and its call needs to reach you. Withdraw it "
        "first, or close the account when the call is decided."
    ),
    "decision-reason-missing": _("Write a reason: the applicant reads it."),
    "return-until-past": _(
        "The time for correction, %(given)s, has passed already. Give a time in the future."
    ),
}

FINDINGS = {
    "no-disciplinary-sanction-met": _("No disciplinary penalty is recorded."),
    "disciplinary-sanction-ended": _("A disciplinary penalty is recorded that ended on %(until)s."),
    "disciplinary-sanction-in-force": _(
        "A disciplinary penalty is in force (recorded: %(count)s); none may be."
    ),
    "disciplinary-sanctions-unknown": _(
        "The registrar has not recorded whether there are disciplinary penalties."
    ),
    "gpa-met": _("The average score is %(gpa)s; at least %(minimum)s is needed."),
    "gpa-below-minimum": _("The average score is %(gpa)s; at least %(minimum)s is needed."),
    "gpa-unknown": _(
        "The registrar has not recorded an average score; at least %(minimum)s is needed."
    ),
    "no-ethics-violation-met": _("No violation of the code of ethics is recorded."),
    "ethics-violation-recorded": _(
        "A violation of the code of ethics is recorded (number: %(count)s); none may be."
    ),
    "ethics-violations-unknown": _(
        "The registrar has not recorded whether there are violations of the code of ethics."
    ),
    "language-level-met": _(
        "Level %(has)s is certified in this language (%(language)s); %(level)s is needed."
    ),
    "language-level-below": _(
        "Level %(has)s is certified in this language (%(language)s); %(level)s is needed."
    ),
    "language-certificate-expired": _(
        "The certificate of level %(has)s (%(language)s) expired on %(expires)s; "
        "a valid one of level %(level)s is needed."
    ),
    "language-level-unknown": _(
        "No certificate is recorded for this language (%(language)s); level %(level)s is needed."
    ),
    "no-academic-debt-met": _("No academic debt is recorded."),
    "academic-debt-open": _("Academic debts are recorded (number: %(count)s); there may be none."),
    "academic-debts-unknown": _("The registrar has not recorded whether there are academic debts."),
    "teamwork-met": _("The commission found the ability to work in a team. Reason: %(reason)s"),
    "teamwork-unmet": _(
        "The commission did not find the ability to work in a team. Reason: %(reason)s"
    ),
    "teamwork-not-judged": _(
        "The commission judges the ability to work in a team after the call has closed."
    ),
    "audience-met": _("The call is for: %(needed)s."),
    "audience-other": _("The call is for others: %(needed)s."),
    "level-met": _("The level of study is %(level)s; the place is for: %(levels)s."),
    "level-not-among": _("The level of study is %(level)s; the place is for: %(levels)s."),
    "level-unknown": _(
        "The registrar has not recorded the level of study; the place is for: %(levels)s."
    ),
    "unit-met": _("The call is for the people of one school: %(needed)s."),
    "unit-other": _(
        "The call is for the people of one school: %(needed)s. The record names another: %(unit)s."
    ),
    "year-met": _("The year of study is %(year)s; at least %(minimum)s is needed."),
    "year-below-minimum": _("The year of study is %(year)s; at least %(minimum)s is needed."),
    "year-unknown": _(
        "The registrar has not recorded the year of study; at least %(minimum)s is needed."
    ),
    "engagement-active-met": _("Studies or work at the university last at least until %(needed)s."),
    "engagement-not-begun": _("Studies or work at the university begin only on %(from)s."),
    "engagement-ends-too-early": _(
        "Studies or work at the university end on %(until)s; the stay lasts until %(needed)s."
    ),
}

OCCASIONS = {
    "judged-on-submit": _("When it was submitted"),
    "judged-on-release": _("When the school released it"),
    "judged-on-verify": _("When the department verified it"),
    "judged-on-refuse": _("When it was refused"),
    "judged-on-placement": _("When places were given"),
}

TIME_LINE = {
    "did-start-application": _("The draft was begun."),
    "did-submit-application": _("The application was submitted (version %(number)s)."),
    "did-return-application": _(
        "It was returned for correction until %(until)s. Reason: %(reason)s"
    ),
    "did-release-application": _("The school released the application."),
    "did-verify-application": _("The department verified the application."),
    "did-refuse-application": _("The application was refused. Reason: %(reason)s"),
    "did-withdraw-application": _("The application was withdrawn."),
}

CLAUSES = {
    "no-disciplinary-sanction/1": _("No disciplinary penalties"),
    "gpa-at-least/1": _("Average score (GPA)"),
    "no-ethics-violation/1": _("No violation of the code of ethics"),
    "language-level/1": _("Language level"),
    "no-academic-debt/1": _("No academic debt"),
    "teamwork-judged/1": _("Ability to work in a team, communication skills"),
    "audience/1": _("Whom the call is for"),
    "level-among/1": _("Level of study"),
    "unit-is/1": _("School"),
    "year-at-least/1": _("Year of study"),
    "engagement-active/1": _("Studies or work at the university during the stay"),
}

WORDING: dict[str, Promise | str] = {**REFUSALS, **FINDINGS, **OCCASIONS, **TIME_LINE}
