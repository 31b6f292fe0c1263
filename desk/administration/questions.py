"""The page on which an administrator edits the questions of a catalogue item, with the form as people will see it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from desk.access import DeskRequest
from desk.administration.access import administrators_only
from desk.administration.catalogue import Questions, choices_of_page
from incidents.actions.catalogue import change_form
from incidents.catalogue.forms import RequestForm
from incidents.models import CatalogueItem
from records.history import history, lines
from records.refusals import Changed


@require_http_methods(["GET", "POST"])
@administrators_only
def questions(request: DeskRequest, pk: int) -> HttpResponse:
    """Add, change, move, remove, look, save; nothing is saved but by the button that says so."""
    item = get_object_or_404(CatalogueItem._default_manager, pk=pk)
    if request.method == "GET":
        return _page(request, item, Questions.of(item.form()), 200)
    asked = Questions.sent(request.POST)
    if how := request.POST.get("move", ""):
        asked.moved(how)
        return _page(request, item, asked, 200)
    if not asked.read():
        return _page(request, item, asked, 422)
    try:
        saved = change_form(item, by=request.actor, fields=asked.fields, seen=_seen(request))
    except Changed as refusal:
        news = lines(refusal.entries, CatalogueItem)
        return _page(request, item, asked, 409, news=news, seen=max(entry.number for entry in refusal.entries))
    messages.success(request, _("%(name)s was saved.") % {"name": saved})
    return HttpResponseRedirect(reverse("administration:questions", args=[pk]), status=303)


@require_POST
@administrators_only
def preview(request: DeskRequest, pk: int) -> HttpResponse:
    """The form as it would be shown to whoever asks, out of what stands in the page now."""
    get_object_or_404(CatalogueItem._default_manager, pk=pk)
    asked = Questions.sent(request.POST)
    asked.read()
    context = {"preview": _preview(request, asked), "questions": asked}
    return render(request, "desk/administration/questions.html#preview", context)


def _page(request: DeskRequest, item: CatalogueItem, asked: Questions, status: int, **more: object) -> HttpResponse:
    if status == 200 and request.method == "GET":
        asked.read()
    context = {
        "item": item, "questions": asked, "preview": _preview(request, asked), "seen": item.entry_number,
        "history": history(item, internal=True)[::-1][:20], **choices_of_page(), **more,
    }  # fmt: skip
    return render(request, "desk/administration/questions.html", context, status=status)


def _preview(request: DeskRequest, asked: Questions) -> RequestForm | None:
    """Nothing while something is wrong: the rows say what."""
    read = Questions([*asked.rows])
    if not read.read():
        return None
    return RequestForm(read.fields, request.user, timezone.localdate(), auto_id="preview_%s")


def _seen(request: DeskRequest) -> int | None:
    said = request.POST.get("seen", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else None
