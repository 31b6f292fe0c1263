"""Attachments: permission-checked, never run by a browser."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_GET

from incidents import files as of_incidents
from knowledge import files as of_articles
from portal.access import PortalRequest


@require_GET
@login_required
def download(request: HttpRequest, pk: int) -> FileResponse:
    """One file, to those who may see what it belongs to; pictures in place, everything else as a download."""
    user = cast("PortalRequest", request).user
    attachment = of_incidents.readable_by(user, pk) or of_articles.readable_by(user, pk)
    if attachment is None:
        raise Http404
    response = FileResponse(
        attachment.file.open("rb"),
        as_attachment=not attachment.is_image,
        filename=attachment.name,
        content_type=attachment.content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, max-age=3600"
    return response
