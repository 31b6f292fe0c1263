"""The catalogue: list, read, request; what a request asked for; what waits for one's approval."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from api import repeats
from api.base import Api, ApiRequest, find, listed, page
from api.catalogue.shown import ItemInFull, ItemOffered, OrderShown, Waiting
from api.fields import Given, Person
from api.incidents.answers import answer
from api.incidents.shown import IncidentInFull
from api.schema import LIST, example, listing
from incidents import actions
from incidents.catalogue import approving
from incidents.catalogue.showing import asked_for
from incidents.choices import Source
from incidents.models import CatalogueItem, Incident
from people.rights import scopes_of
from records.refusals import Invalid, NotAllowed


class Wish(Given):
    """Answers by the keys of the form: codes of choices, `true` or `false`, dates like 2027-01-31, ids of items, people by id or e-mail.

    Who works on incidents may name another requester.
    """

    answers = serializers.DictField(child=serializers.JSONField(allow_null=True), required=False)
    requester = Person(required=False)


class Catalogue(Api):
    """The list."""

    @extend_schema(
        operation_id="list_catalogue", summary="What can be requested", parameters=LIST, responses=listing(ItemOffered),
        tags=["catalogue"],
    )  # fmt: skip
    def get(self, request: ApiRequest) -> Response:
        """Everything this person can request, by name."""
        rows = CatalogueItem.visible_to(request.user).select_related("service")
        found, after = listed(request, rows, ("name", "id"))
        return page(ItemOffered(found, many=True).data, after)


class OneItem(Api):
    """One of them."""

    @extend_schema(
        operation_id="read_catalogue_item", summary="One item with its questions", responses=ItemInFull,
        tags=["catalogue"],
    )  # fmt: skip
    def get(self, request: ApiRequest, pk: int) -> Response:
        """The questions are those of the newest version of its form."""
        return Response(ItemInFull(_find(request, pk)).data)


class Requests(Api):
    """Requesting it."""

    @extend_schema(
        operation_id="request_item", summary="Request it", request=Wish, examples=example("request_item"),
        responses={201: IncidentInFull}, tags=["catalogue"],
    )  # fmt: skip
    def post(self, request: ApiRequest, pk: int) -> Response:
        """Registered and classified at once; whoever approves is asked. Files that a form must have are sent in the portal."""
        if (done := repeats.earlier(request)) is not None:
            return answer(request, done, 201)
        item = _find(request, pk)
        names_another = isinstance(request.data, Mapping) and "requester" in request.data
        if names_another and "any" not in scopes_of(request.user, "register"):
            raise NotAllowed(_("You request for yourself: leave the requester out."))
        sent = Wish(data=request.data, context={"request": request})
        sent.is_valid(raise_exception=True)
        return answer(request, repeats.once(request, lambda: _request(request, item, dict(sent.validated_data))), 201)


def _request(request: ApiRequest, item: CatalogueItem, told: dict[str, Any]) -> Incident:
    requester = told.get("requester", request.user)
    by = request.actor if requester == request.user else request.actor.for_person(requester.pk)
    try:
        return actions.request(item, by=by, requester=requester, answers=told.get("answers", {}), source=Source.API)
    except Invalid as refusal:
        raise Invalid({f"answers.{key}": said for key, said in refusal.errors.items()}) from None


class OneOrder(Api):
    """What a request asks for."""

    @extend_schema(
        operation_id="read_order", summary="What a request asks for, and who approves it", responses=OrderShown,
        tags=["catalogue"],
    )  # fmt: skip
    def get(self, request: ApiRequest, handle: str) -> Response:
        """By the form it was filled with; `item` is null where it did not come from the catalogue."""
        told = asked_for(find(request, handle))
        order = told.get("ordered")
        kept = order.answers if order else {}
        answers = [
            {"key": line.key, "label": line.label, "text": line.text, "value": kept.get(line.key)}
            for line in told.get("answers", [])
        ]
        shown = {
            "item": order.item if order else None, "answers": answers, "approvals": told.get("approvals", []),
            "version": order.form.number if order and order.form else None,
        }  # fmt: skip
        return Response(OrderShown(shown).data)


class Approvals(Api):
    """What waits for me."""

    @extend_schema(
        operation_id="list_approvals", summary="What waits for one's approval", parameters=LIST,
        responses=listing(Waiting), tags=["catalogue"],
    )  # fmt: skip
    def get(self, request: ApiRequest) -> Response:
        """The longest waiting first. Decide with the actions `approve` and `refuse` of the incident."""
        rows, after = listed(request, approving.waiting_for(request.user), ("asked_at", "id"))
        return page(Waiting(rows, many=True).data, after)


def _find(request: ApiRequest, pk: int) -> CatalogueItem:
    found = CatalogueItem.visible_to(request.user).filter(pk=pk).select_related("service").first()
    if found is None:
        raise Http404
    return found
