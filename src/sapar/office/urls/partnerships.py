"""Partners and agreements."""

from django.urls import path

from sapar.office.views import agreements, partnerships

urlpatterns = [
    path("partners/", partnerships.partner_list, name="office-partners"),
    path("partners/new/", partnerships.partner_new, name="office-partner-new"),
    path("partners/<publicid:partner_id>/", partnerships.partner_page, name="office-partner"),
    path(
        "partners/<publicid:partner_id>/change/",
        partnerships.partner_edit,
        name="office-partner-edit",
    ),
    path(
        "partners/<publicid:partner_id>/coordinators/new/",
        partnerships.contact_new,
        name="office-contact-new",
    ),
    path(
        "coordinators/<publicid:contact_id>/",
        partnerships.contact_edit,
        name="office-contact-edit",
    ),
    path(
        "partners/<publicid:partner_id>/agreements/new/",
        agreements.agreement_new,
        name="office-agreement-new",
    ),
    path(
        "agreements/<publicid:agreement_id>/",
        agreements.agreement_edit,
        name="office-agreement-edit",
    ),
    path(
        "agreements/<publicid:agreement_id>/end/",
        agreements.agreement_end,
        name="office-agreement-end",
    ),
    path(
        "agreements/<publicid:agreement_id>/conditions/new/",
        agreements.condition_new,
        name="office-condition-new",
    ),
    path(
        "conditions/<publicid:condition_id>/",
        agreements.condition_edit,
        name="office-condition-edit",
    ),
]
