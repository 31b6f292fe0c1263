"""Articles on the desk: the list, one article, its acts, its versions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from desk.access import DeskRequest, staff_only
from desk.knowledge.access import find, find_own
from desk.knowledge.answers import carried_out, onwards
from desk.knowledge.fields import written
from desk.knowledge.forms import FORMS, ActForm, CommentForm
from desk.knowledge.listing import Listing
from desk.knowledge.page import context_of
from knowledge import actions, choosing, personal
from knowledge.difference import rows
from knowledge.gaps import gaps
from knowledge.models import Article, Version
from notifications import bell
from people.rights import scopes_of


@require_GET
@staff_only
def listing(request: DeskRequest) -> HttpResponse:
    """The articles this person may see, narrowed, a page at a time."""
    listed = Listing.read(request.GET, request.user)
    found, after = listed.page()
    context = {
        "listing": listed,
        "rows": found,
        "after": after,
        "owners": choosing.owners(request.user),
        "today": timezone.localdate(),
        "may_write": bool(scopes_of(request.user, "write_articles")),
    }
    return render(request, "desk/knowledge/list.html", context)


@require_GET
@staff_only
def missing(request: DeskRequest) -> HttpResponse:
    """Where an article would help most: what was resolved often and is written nowhere."""
    shown = {
        "gaps": gaps(request.user, timezone.now()),
        "listing": Listing(request.user),
        "may_write": bool(scopes_of(request.user, "write_articles")),
    }
    return render(request, "desk/knowledge/gaps.html", shown)


@require_GET
@staff_only
def suggest(request: DeskRequest) -> HttpResponse:
    """Articles that contain what was typed into a field, whatever that is called."""
    text = str(next(iter(request.GET.dict().values()), "")).replace("\x00", "").strip()[:100]
    found = choosing.matching(request.user, text) if len(text) > 1 else []
    return render(request, "desk/people.html", {"people": [written(article) for article in found]})


@require_GET
@staff_only
def detail(request: DeskRequest, reference: str) -> HttpResponse:
    """Everything about one article, and what this person may do to it now."""
    article = find(request, reference)
    bell.see_about(request.user, article)
    context = context_of(request, article)
    if article.is_read:
        actions.note_view(article, request.user, timezone.localdate())
    return render(request, "desk/knowledge/article.html", context)


@require_http_methods(["GET", "POST"])
@staff_only
def act(request: DeskRequest, reference: str, verb: str) -> HttpResponse:
    """One act: its form, and, once sent, its answer."""
    article = find_own(request, reference)
    if verb not in FORMS:
        raise Http404
    sent = (request.POST,) if request.method == "POST" else ()
    asked = {name: request.GET[name] for name in ("version",) if request.GET.get(name, "").isdecimal()}
    form = FORMS[verb](*sent, article=article, user=request.user, initial=asked)
    if not sent:
        return _form(request, article, form, 200)
    if not form.is_valid():
        return _form(request, article, form, 422)
    done, acted, status, news = carried_out(request, form, lambda: form.act(request.actor))
    if done is None:
        return _form(request, article, form, status, news=news)
    if acted:
        messages.success(request, _("%(handle)s: done – %(what)s.") % {"handle": done.reference, "what": form.button})
    return onwards(request, done.desk_url())


def _form(request: DeskRequest, article: Article, form: ActForm, status: int, **more: Any) -> HttpResponse:
    """The form as a page of its own, or the partial for the dialog."""
    if isinstance(form, CommentForm) and not request.htmx:
        context = context_of(request, article, comment=form) | more
        return render(request, "desk/knowledge/article.html", context, status=status)
    template = "desk/knowledge/act.html#form" if request.htmx else "desk/knowledge/act.html"
    seems = personal.in_article(article, article.latest) if form.verb == "publish" and article.latest else []
    context = {"article": article, "form": form, "verb": form.verb, "seems": seems, **more}
    return render(request, template, context, status=status)


@require_GET
@staff_only
def versions(request: DeskRequest, reference: str) -> HttpResponse:
    """Two versions side by side: the newest and the one before, unless others are asked for."""
    article = find_own(request, reference)
    listed = choosing.versions(article)
    new = _version(article, request.GET.get("new", ""), listed[0])
    old = _version(article, request.GET.get("old", ""), next((v for v in listed if v.number < new.number), new))
    context = {
        "article": article,
        "versions": listed,
        "old": old,
        "new": new,
        "rows": rows(old.body, new.body),
        "heads": rows(f"{old.title}\n{old.summary}", f"{new.title}\n{new.summary}"),
        "may_restore": bool(scopes_of(request.user, "write_articles")),
    }
    return render(request, "desk/knowledge/versions.html", context)


def _version(article: Article, asked: str, otherwise: Version) -> Version:
    if not asked:
        return otherwise
    found = article.versions.filter(number=int(asked)).first() if asked.isdecimal() and len(asked) < 9 else None
    if found is None:
        raise Http404
    return found
