"""Incidents: list, search, report, read, amend."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from api import preconditions, repeats
from api.base import Api, ApiRequest, find, listed, page, versioned
from api.incidents.answers import answer, in_full, in_words
from api.incidents.asking import found
from api.incidents.given import Amendment, Report
from api.incidents.shown import IncidentInFull, IncidentRow, shown
from api.problems import Unclear
from api.schema import LIST, QUESTION, VIEW, example, listing
from incidents import actions
from incidents.actions.detect import DETAILS
from incidents.actions.door import permit
from incidents.choices import Source
from incidents.models import Incident
from people.rights import is_staff, scopes_of
from records.refusals import NotAllowed


class Incidents(Api):
    """The list, and reporting."""

    @extend_schema(
        operation_id="list_incidents", summary="List incidents", parameters=[QUESTION, *VIEW, *LIST],
        responses=listing(IncidentRow), tags=["incidents"],
    )  # fmt: skip
    def get(self, request: ApiRequest) -> Response:
        """All that this person may see, or what a view or a question in the filter language finds of it."""
        rows, after = found(request)
        return page(shown(IncidentRow, rows, request.user, many=True), after)

    @extend_schema(
        operation_id="report_incident", summary="Report an incident or request something", request=Report,
        responses={201: IncidentInFull}, tags=["incidents"],
        examples=example("report"),
    )  # fmt: skip
    def post(self, request: ApiRequest) -> Response:
        """It is registered at once where reporter, description and what is affected are known; else it waits in triage."""
        if (done := repeats.earlier(request)) is not None:
            return answer(request, done, 201)
        names_another = isinstance(request.data, Mapping) and "requester" in request.data
        if names_another and "any" not in scopes_of(request.user, "register"):
            raise NotAllowed(_("You report for yourself: leave the requester out."))
        sent = Report(data=request.data, context={"request": request})
        sent.is_valid(raise_exception=True)
        return answer(request, repeats.once(request, lambda: _report(request, dict(sent.validated_data))), 201)


def _report(request: ApiRequest, told: dict[str, Any]) -> Incident:
    requester = told.pop("requester", request.user)
    details = {name: told.pop(name) for name in DETAILS if name in told}
    by = request.actor if requester == request.user else request.actor.for_person(requester.pk)
    return actions.report(by=by, source=Source.API, requester=requester, details=details, **told)


class OneIncident(Api):
    """One incident."""

    @extend_schema(
        operation_id="read_incident", summary="Read one incident", responses=IncidentInFull, tags=["incidents"]
    )
    def get(self, request: ApiRequest, handle: str) -> Response:
        """As it is now. The ETag is its version: send it back as If-Match with what is based on it."""
        incident = in_full(request, Incident.by_handle(handle))
        if incident is None:
            raise Http404
        return versioned(in_words(request, incident), incident)

    @extend_schema(
        operation_id="amend_incident", summary="Correct or complete what was reported", request=Amendment, examples=example("amend"),
        responses=IncidentInFull, tags=["incidents"],
    )  # fmt: skip
    def patch(self, request: ApiRequest, handle: str) -> Response:
        """Needs If-Match. Where others acted since, 412 says what they did."""
        incident = find(request, handle)
        permit(incident, by=request.actor, verb="amend")
        seen = preconditions.seen(request, incident, needed=True)
        sent = Amendment(data=request.data, context={"request": request}, partial=True)
        sent.is_valid(raise_exception=True)
        return answer(request, actions.amend(incident, by=request.actor, seen=seen, **sent.validated_data))


class Children(Api):
    """Those that are handled together with one."""

    @extend_schema(
        operation_id="list_children", summary="What is handled together with it", parameters=LIST,
        responses=listing(IncidentRow), tags=["incidents"],
    )  # fmt: skip
    def get(self, request: ApiRequest, handle: str) -> Response:
        """The incidents under this one that this person may see; for whoever works on incidents."""
        parent = find(request, handle)
        if not is_staff(request.user):
            raise NotAllowed
        rows = Incident.visible_to(request.user).filter(parent=parent).with_people().select_related("standing")
        children, after = listed(request, rows, ("id",))
        return page(shown(IncidentRow, children, request.user, many=True), after)


class Search(Api):
    """Finding by words."""

    @extend_schema(
        operation_id="search_incidents", summary="Find incidents by words", parameters=[QUESTION, *LIST],
        responses=listing(IncidentRow), tags=["incidents"],
    )  # fmt: skip
    def get(self, request: ApiRequest) -> Response:
        """Words, terms of the filter language, or both; over everything this person may see."""
        if not request.query_params.get("q", "").strip():
            raise Unclear(q=[_("Write what to look for.")])
        rows, after = found(request, view="all")
        return page(shown(IncidentRow, rows, request.user, many=True), after)
