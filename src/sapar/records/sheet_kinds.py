"""The registrar's two files, as `sheets` knows them."""

from django.utils.translation import gettext_lazy as _

from sapar.records.columns import LEARNER_COLUMNS, STAFF_COLUMNS
from sapar.records.registrar_upload import plan_upload
from sapar.sheets.kinds import SheetKind

KEY = "registrar_number"

LEARNERS = SheetKind(
    "learners", _("Students, interns and residents"), LEARNER_COLUMNS, KEY, plan_upload
)
STAFF = SheetKind("staff", _("Teachers and other employees"), STAFF_COLUMNS, KEY, plan_upload)
