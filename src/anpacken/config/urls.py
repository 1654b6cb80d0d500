"""All addresses. German ones without prefix, other languages under `/<code>/`, the office under `/office/`."""

from __future__ import annotations

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from anpacken.accounts.views.door import to_sign_in

urlpatterns: list[URLPattern | URLResolver] = [
    # Wagtail's own door asks for no second factor.
    path("office/login/", to_sign_in, name="wagtails_sign_in"),
    path("office/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    # Pictures in the sizes that pages show. Uploads as they came, and everything else there, stay in the house.
    path("media/images/<path:path>", serve, {"document_root": settings.MEDIA_ROOT / "images"}, name="picture_file"),
    path("ui/", include("anpacken.ui.urls")),
    path("", include("anpacken.website.meta_urls")),
    path("", include("anpacken.api.v1_urls")),
]

urlpatterns += i18n_patterns(
    *([path("demo-mailbox/", include("anpacken.mail.urls"))] if settings.MAIL_KEPT else []),
    path("anmeldung/", include("anpacken.accounts.urls")),
    path("", include("anpacken.privacy.urls")),
    path("", include("anpacken.people.urls")),
    path("", include("anpacken.network.urls")),
    path("", include("anpacken.surveys.urls")),
    path("", include("anpacken.door.urls")),
    path("", include("anpacken.forums.urls")),
    # Log-ins have invitations, too, and the namespace of that name.
    path("", include("anpacken.invitations.urls", namespace="invited")),
    path("", include("anpacken.programme.urls")),
    path("", include("anpacken.market.urls")),
    path("", include("anpacken.documentation.urls")),
    path("", include("anpacken.questions.urls")),
    path("", include("anpacken.events.urls")),
    path("", include("anpacken.impact.urls")),
    path("", include("anpacken.media.urls")),
    path("", include("anpacken.api.urls")),
    path("", include("anpacken.website.urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)

handler400 = "anpacken.website.views.errors.bad_request"
handler403 = "anpacken.website.views.errors.forbidden"
handler404 = "anpacken.website.views.errors.not_found"
handler500 = "anpacken.website.views.errors.server_error"
