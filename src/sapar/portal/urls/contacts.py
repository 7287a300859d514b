"""Whom to ask, the question form, frequent questions."""

from django.urls import path

from sapar.portal.views.contacts import contacts
from sapar.portal.views.questions import ask, frequent_questions, question_confirm, question_page

urlpatterns = [
    path("contacts/", contacts, name="contacts"),
    path("contacts/ask/", ask, name="ask"),
    path("contacts/ask/<publicid:question_id>/", question_page, name="question"),
    path("contacts/confirm/<str:token>/", question_confirm, name="question-confirm"),
    path("questions/", frequent_questions, name="frequent-questions"),
]
