"""All addresses: people's pages below their language, the rest without one."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, register_converter

from sapar.core.public_ids import PublicIdConverter

register_converter(PublicIdConverter, "publicid")

from sapar.portal.urls import crawling, media  # noqa: E402  (converters come first)
from sapar.portal.views.language import choose_language  # noqa: E402
from sapar.portal.views.legibility import set_legibility  # noqa: E402
from sapar.ui.views import set_theme  # noqa: E402

urlpatterns = [
    path("", choose_language, name="choose-language"),
    path("appearance/", set_theme, name="set-theme"),
    path("legibility/", set_legibility, name="set-legibility"),
    *media.urlpatterns,
    *crawling.urlpatterns,
    *i18n_patterns(
        path("", include("sapar.portal.urls")),
        path("account/", include("sapar.portal.account_urls")),
        path("office/", include("sapar.office.urls")),
    ),
]

if settings.SAMPLE_MODE or settings.DEBUG:
    urlpatterns += i18n_patterns(path("ui/", include("sapar.ui.urls")))

handler400 = "sapar.ui.views.bad_request"
handler403 = "sapar.ui.views.forbidden"
handler404 = "sapar.ui.views.not_found"
handler500 = "sapar.ui.views.server_error"
