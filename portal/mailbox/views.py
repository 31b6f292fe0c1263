"""The mailbox of each person while no mail server is set: what would have been sent to them."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from notifications.mail import mailbox
from people.models import User

MOST = 50


@require_GET
@login_required
def letters(request: HttpRequest) -> HttpResponse:
    """My newest mails."""
    _only_without_mail_server()
    return render(request, "portal/mailbox/list.html", {"letters": mailbox(cast("User", request.user))[:MOST]})


@require_GET
@login_required
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """One mail, as plain text: what a mail client would show anywhere."""
    _only_without_mail_server()
    found = get_object_or_404(mailbox(cast("User", request.user)), pk=pk)
    return render(request, "portal/mailbox/letter.html", {"letter": found})


def _only_without_mail_server() -> None:
    if not settings.MAIL_TO_MAILBOX:
        raise Http404
