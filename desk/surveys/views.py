"""Follow-ups of low ratings: the list of what is owed, and each with what was said and done (SPEC G2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from desk.access import DeskRequest, staff_only
from desk.surveys.forms import DoneForm, GiveForm, SeenForm
from notifications import bell
from people.rights import may
from records import keyset
from records.history import history, lines
from records.refusals import Changed, Invalid, NotAllowed, Refusal
from surveys import rating
from surveys.actions import conclude, give
from surveys.models import FollowUp

PAGE = 50
SHOWS = {"": gettext_lazy("Open"), "mine": gettext_lazy("Mine"), "done": gettext_lazy("Done")}


@require_GET
@staff_only
def follow_ups(request: DeskRequest) -> HttpResponse:
    """What is owed, the most pressing first."""
    show = request.GET.get("show", "") if request.GET.get("show") in SHOWS else ""
    found = FollowUp.visible_to(request.user).select_related("owner", "team", "invitation__incident")
    found = found.filter(done_at__isnull=show != "done")
    if show == "mine":
        found = found.filter(owner=request.user)
    order = ("-due_at", "-pk") if show == "done" else ("due_at", "pk")
    rows, after = keyset.page(found, order, request.GET.get("after", "")[:400], PAGE)
    now = timezone.now()
    listed = [(row, row.is_overdue(now)) for row in rows]
    context = {"rows": listed, "after": after, "show": show, "shows": SHOWS, "address": f"show={show}" if show else ""}
    return render(request, "desk/surveys/follow_ups.html", context)


def _find(request: DeskRequest, pk: int) -> FollowUp:
    rows = FollowUp.visible_to(request.user).select_related("owner", "team", "invitation__incident__requester")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
@staff_only
def follow_up(request: DeskRequest, pk: int) -> HttpResponse:
    """One of them; a POST says what was done."""
    row = _find(request, pk)
    bell.see_about(request.user, row)
    if request.method == "GET":
        return _shown(request, row)
    form = DoneForm(request.POST, follow_up=row)
    told = _("Thank you for following it up.")
    return _carried_out(request, row, form, told, lambda: conclude(row, by=request.actor, **form.cleaned_data))


@require_POST
@staff_only
def hand_over(request: DeskRequest, pk: int) -> HttpResponse:
    """Into other hands."""
    row = _find(request, pk)
    form = GiveForm(request.POST, follow_up=row)
    told = _("It has a new owner.")
    return _carried_out(request, row, form, told, lambda: give(row, by=request.actor, **form.cleaned_data))


def _carried_out(
    request: DeskRequest, row: FollowUp, form: SeenForm, told: str, act: Callable[[], FollowUp]
) -> HttpResponse:
    if not form.is_valid():
        return _shown(request, row, 422, form)
    try:
        act()
    except Invalid as refusal:
        for name, said in refusal.errors.items():
            form.add_error(name if name in form.fields else None, said)
        return _shown(request, row, 422, form)
    except Changed as refusal:
        form.add_error(None, refusal.message)
        form.acknowledge(max(entry.number for entry in refusal.entries))
        return _shown(request, row, 409, form, news=lines(refusal.entries, FollowUp))
    except Refusal as refusal:
        form.add_error(None, refusal.message)
        return _shown(request, row, 403 if isinstance(refusal, NotAllowed) else 409, form)
    messages.success(request, told)
    return HttpResponseRedirect(row.desk_url(), status=303)


def _shown(
    request: DeskRequest, row: FollowUp, status: int = 200, form: SeenForm | None = None, news: Any = ()
) -> HttpResponse:
    answer = rating.answer_of(row.invitation)
    context = {
        "row": row, "answer": answer, "parts": rating.parts_of(answer), "news": news,
        "is_overdue": row.is_overdue(timezone.now()),
        "may_act": row.is_open and (row.owner_id == request.user.pk or may(request.actor, "review")),
        "done": form if isinstance(form, DoneForm) else DoneForm(follow_up=row),
        "give": form if isinstance(form, GiveForm) else GiveForm(follow_up=row),
        "history": history(row, internal=True),
    }  # fmt: skip
    return render(request, "desk/surveys/follow_up.html", context, status=status)
