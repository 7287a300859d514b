"""Words for what founding the university may refuse."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    "university-exists": _("Nothing was entered: the university is there already."),
    "university-file-incomplete": _(
        "Nothing was entered. In the file, at “%(where)s”, this is missing or wrong: %(problem)s"
    ),
}
