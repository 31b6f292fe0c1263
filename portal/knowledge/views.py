"""Reading what is published, and saying whether it helped."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from knowledge import actions, choosing, finding
from knowledge.models import Article
from notifications import bell
from portal.access import PortalRequest
from portal.knowledge.listing import Reading
from records.refusals import Refusal


def find(request: PortalRequest, reference: str) -> Article:
    """The published article of this reference, if this person may read it; Http404 otherwise."""
    rows = Article.readable_to(request.user).filter(Article.by_reference(reference))
    found = rows.select_related("published", "category").first()
    if found is None:
        raise Http404
    return found


@require_GET
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """What there is to read, by service and category."""
    asked = cast("PortalRequest", request)
    reading = Reading.read(asked.GET, asked.user)
    rows, after = reading.page()
    context = {"reading": reading, "rows": rows, "after": after}
    return render(request, "portal/knowledge/home.html", context)


@require_GET
@login_required
def article(request: HttpRequest, reference: str) -> HttpResponse:
    """One article, in the reader's words: the text, its translations, what else helps, and whether it did."""
    asked = cast("PortalRequest", request)
    found = find(asked, reference)
    bell.see_about(asked.user, found)
    actions.note_view(found, asked.user, timezone.localdate())
    finding.opened(asked.GET.get("search", ""), found, asked.user)
    return render(request, "portal/knowledge/article.html", context_of(asked, found))


def context_of(request: PortalRequest, found: Article) -> dict[str, Any]:
    """The page of an article."""
    return {
        "article": found,
        "version": found.published,
        "services": list(found.services.all()),
        "translations": choosing.translations(found, Article.readable_to(request.user)),
        "related": choosing.related(found, request.user),
        "rated": choosing.rating_of(found, request.user),
    }


@require_POST
@login_required
def rate(request: HttpRequest, reference: str) -> HttpResponse:
    """Whether it helped, and why not; one word for each person, changeable."""
    asked = cast("PortalRequest", request)
    found = find(asked, reference)
    said = request.POST.get("helpful", "")
    if said not in ("yes", "no"):
        return render(request, "portal/knowledge/article.html", context_of(asked, found), status=422)
    try:
        actions.rate(found, by=asked.actor, is_helpful=said == "yes", why=request.POST.get("why", ""))
    except Refusal as refusal:
        context = context_of(asked, found) | {"refused": refusal.message, "why": request.POST.get("why", "")}
        return render(request, "portal/knowledge/article.html", context, status=422)
    messages.success(request, _("Thank you. That helps to make it better."))
    return HttpResponseRedirect(f"{found.get_absolute_url()}#helped", status=303)
