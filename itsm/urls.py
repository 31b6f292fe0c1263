"""Where each face hangs."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from itsm.health import healthz

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("admin/", include("desk.administration.urls")),
    path("desk/", include("desk.urls")),
    path("", include("portal.urls")),
]
if settings.DESIGN_PAGES:
    urlpatterns.insert(0, path("design/", include("desk.design.urls")))
