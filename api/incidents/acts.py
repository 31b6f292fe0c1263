"""One address for every verb: the same doors as the pages', the parameters of the actions as they are."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, path, reverse
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.response import Response

from api import preconditions, repeats
from api.base import Api, ApiRequest, find
from api.fields import Given
from api.incidents import given
from api.incidents.answers import answer
from api.incidents.shown import IncidentInFull, Offer
from api.schema import example, listing
from incidents import actions, verbs
from incidents.actions.door import permit
from incidents.models import Incident
from people.models import User
from people.rights import is_staff


@dataclass(frozen=True)
class Act:
    """A verb in the address: its action, what it takes, and the verb of the table that allows it.

    ``plain`` is what it takes of whom the incident concerns: they speak for themselves only, as in the portal.
    """

    verb: str
    given: type[Given]
    allowed_by: str = ""
    plain: type[Given] | None = None

    @property
    def rule(self) -> str:
        return self.allowed_by or self.verb

    def given_by(self, user: User) -> type[Given]:
        """What it takes of this person."""
        return self.given if is_staff(user) else self.plain or self.given

    @property
    def action(self) -> Callable[..., Incident]:
        found: Callable[..., Incident] = getattr(actions, self.verb)
        return found


ACTS = {
    act.verb: act
    for act in (
        Act("register", given.Register, plain=given.RegisterOwn),
        Act("classify", given.Classify),
        Act("start_diagnosis", given.StartDiagnosis),
        Act("hand_over", given.HandOver),
        Act("hold", given.Hold),
        Act("resume", given.Nothing),
        Act("log", given.Log),
        Act("settle", given.Settle, allowed_by="log"),
        Act("record_workaround", given.Words),
        Act("resolve", given.Resolve),
        Act("confirm", given.Confirm, plain=given.ConfirmOwn),
        Act("reject", given.Words),
        Act("close", given.Close),
        Act("reopen", given.Reopen),
        Act("cancel", given.Cancel),
        Act("withdraw", given.Withdraw),
        Act("approve", given.Approve),
        Act("refuse", given.Words, allowed_by="approve"),
        Act("ask_approver", given.AskApprover),
        Act("add_affected", given.AddAffected),
        Act("take", given.Nothing),
        Act("assign", given.Nothing),
        Act("pair", given.Pair),
        Act("unpair", given.Unpair),
        Act("watch", given.Nothing),
        Act("unwatch", given.Nothing),
        Act("note_time", given.NoteTime),
        Act("link", given.LinkWith),
        Act("adopt", given.Adopt),
        Act("release", given.Nothing),
        Act("unmerge", given.Nothing),
        Act("split", given.Split),
        Act("announce", given.Announce),
        Act("end_announcement", given.Nothing),
        Act("join", given.Nothing),
        Act("restrict", given.Restrict),
        Act("unrestrict", given.Nothing),
        Act("review", given.Words),
        Act("erase", given.Erase),
    )
}
WRITTEN = {"communicate", "note", "reply"}
"""Verbs of the table that are carried out by writing a message."""


class ActView(Api):
    """``POST`` of one verb."""

    act: Act

    def post(self, request: ApiRequest, handle: str) -> Response:
        if (done := repeats.earlier(request)) is not None:
            return answer(request, done)
        incident = find(request, handle)
        permit(incident, by=request.actor, verb=self.act.rule)
        sent = self.act.given_by(request.user)(data=request.data, context={"request": request, "incident": incident})
        sent.is_valid(raise_exception=True)
        seen = preconditions.seen(request, incident)
        return answer(
            request,
            repeats.once(
                request, lambda: self.act.action(incident, by=request.actor, seen=seen, **sent.validated_data)
            ),
        )


class Offers(Api):
    """What may be done now."""

    @extend_schema(
        operation_id="list_actions", summary="What may be done now", responses=listing(Offer), tags=["incidents"]
    )
    def get(self, request: ApiRequest, handle: str) -> Response:
        """The verbs that state and rights allow this person now, in the order of the lifecycle."""
        incident = find(request, handle)
        offered = [_offer(incident, verb) for verb in verbs.offers(incident, request.actor)]
        return Response({"results": Offer(offered, many=True).data, "next": None})


def _offer(incident: Incident, verb: str) -> dict[str, str]:
    if verb in WRITTEN:
        return {"verb": verb, "method": "POST", "url": reverse("api:messages", args=[incident.handle])}
    if verb == "amend":
        return {"verb": verb, "method": "PATCH", "url": reverse("api:incident", args=[incident.handle])}
    return {"verb": verb, "method": "POST", "url": reverse(f"api:{verb}", args=[incident.handle])}


def urls() -> list[URLPattern]:
    """An address a verb, each with its own place in the schema."""
    return [
        path(f"incidents/<str:handle>/actions/{act.verb}/", _view(act).as_view(), name=act.verb)
        for act in ACTS.values()
    ]


def _view(act: Act) -> Any:
    view = type(f"Act{act.verb.title()}", (ActView,), {"act": act})
    said = re.sub(r" \([A-Z]\d+(?:, [A-Z]\d+)*\)", "", inspect.cleandoc(act.action.__doc__ or "")).replace("``", "`")
    has_fields = bool(act.given().fields)
    told = extend_schema(
        operation_id=act.verb, summary=re.split(r"[.\n]", said)[0], description=said, tags=["actions"],
        request=act.given if has_fields else None, responses=IncidentInFull, examples=example(act.verb),
    )  # fmt: skip
    return extend_schema_view(post=told)(view)
