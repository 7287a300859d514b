"""Questions that came, contacts and frequent questions."""

from django.urls import path

from sapar.office.views import contacts, frequent_questions, questions

urlpatterns = [
    path("questions/", questions.question_list, name="office-questions"),
    path("questions/<publicid:question_id>/", questions.question_record, name="office-question"),
    path(
        "questions/<publicid:question_id>/publish/",
        questions.question_publish,
        name="office-question-publish",
    ),
    path(
        "questions/<publicid:question_id>/<slug:deed>/",
        questions.question_deed,
        name="office-question-deed",
    ),
    path("frequent-questions/", frequent_questions.frequent_list, name="office-frequent-questions"),
    path(
        "frequent-questions/new/",
        frequent_questions.frequent_new,
        name="office-frequent-question-new",
    ),
    path(
        "frequent-questions/<publicid:row_id>/",
        frequent_questions.frequent_edit,
        name="office-frequent-question",
    ),
    path(
        "frequent-questions/<publicid:row_id>/<slug:deed>/",
        frequent_questions.frequent_deed,
        name="office-frequent-question-deed",
    ),
    path("contacts/", contacts.contact_list, name="office-contacts"),
    path("contacts/new/", contacts.contact_new, name="office-public-contact-new"),
    path("contacts/<publicid:contact_id>/", contacts.contact_edit, name="office-public-contact"),
    path(
        "contacts/<publicid:contact_id>/delete/",
        contacts.contact_delete,
        name="office-public-contact-delete",
    ),
]
