"""Tanggap as an app on the home screen: its manifest, its worker, and the page without a connection (W3C App Manifest)."""

from __future__ import annotations

from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

ACCENT, GROUND = "#0f766e", "#f8fafc"
KEPT = ("app.css", "app.js", "head.js", "icons.svg", "favicon.svg")
"""What the page without a connection is made of; nothing personal is ever kept by the worker."""


@require_GET
def manifest(request: HttpRequest) -> JsonResponse:
    """What installing it needs to know, in the reader's language."""
    told = {
        "name": "Tanggap", "short_name": "Tanggap", "lang": get_language(), "start_url": "/", "scope": "/", "id": "/",
        "display": "standalone", "theme_color": ACCENT, "background_color": GROUND,
        "description": _("Report what does not work, and follow where it stands."),
        "icons": [_icon("192"), _icon("512"), _icon("512", "maskable")],
        "shortcuts": [
            {"name": _("Report a problem"), "url": reverse("portal:new")},
            {"name": _("My tickets"), "url": reverse("portal:tickets")},
        ],
    }  # fmt: skip
    return JsonResponse(told, content_type="application/manifest+json")


def _icon(size: str, purpose: str = "any") -> dict[str, str]:
    name = "maskable" if purpose == "maskable" else size
    return {"src": static(f"dist/app-{name}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}


@require_GET
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker; at the root, because it reaches no further than where it lies."""
    kept = [f"{reverse('portal:offline')}?in={get_language()}", *(static(f"dist/{name}") for name in KEPT)]
    told = {"kept": kept, "offline": kept[0], "version": sha256(" ".join(kept).encode()).hexdigest()[:12]}
    return render(request, "portal/installed/worker.js", told, content_type="text/javascript; charset=utf-8")


@require_GET
def offline(request: HttpRequest) -> HttpResponse:
    """What is shown instead of a page that cannot be reached; nobody's name stands on it, so that it can be kept.

    The worker asks for it as nobody, and says ``in`` which language.
    """
    asked = request.GET.get("in", "")
    with translation.override(asked if asked in dict(settings.LANGUAGES) else get_language()):
        return render(request, "portal/installed/offline.html", {"me": None})
