"""Saved views: the lists people keep."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from api import preconditions, repeats
from api.base import Api, ApiRequest, listed, page, versioned
from api.fields import Given, One
from api.schema import LIST, example, listing
from incidents import choosing
from incidents.actions.views import change_view, remove_view, save_view
from incidents.models import SavedView
from people.rights import is_staff
from records.refusals import NotAllowed


class KeptView(serializers.Serializer[Any]):
    """``code`` is what ``view`` of the list of incidents takes."""

    code = serializers.CharField()
    name = serializers.CharField()
    question = serializers.CharField(allow_blank=True)
    sort = serializers.CharField()
    columns = serializers.ListField(child=serializers.CharField())
    grouped_by = serializers.CharField(allow_blank=True)
    team = serializers.IntegerField(source="team_id", allow_null=True)
    is_for_everyone = serializers.BooleanField()
    owner = serializers.IntegerField(source="owner_id")
    version = serializers.IntegerField(source="entry_number")


class ViewGiven(Given):
    name = serializers.CharField(max_length=60)
    question = serializers.CharField(max_length=500, allow_blank=True)
    sort = serializers.CharField(max_length=20)
    columns = serializers.ListField(child=serializers.CharField(max_length=40), max_length=40, required=False)
    grouped_by = serializers.CharField(max_length=20, allow_blank=True, required=False)
    team = One(choosing.teams(), required=False, allow_null=True)
    is_for_everyone = serializers.BooleanField(required=False)


class Views(Api):
    """All of them."""

    @extend_schema(
        operation_id="list_views", summary="Views of one's own, and shared ones", parameters=LIST,
        responses=listing(KeptView), tags=["views"],
    )  # fmt: skip
    def get(self, request: ApiRequest) -> Response:
        """The views this person kept, and those shared with them."""
        if not is_staff(request.user):
            raise NotAllowed
        rows, after = listed(request, SavedView.visible_to(request.user), ("name", "id"))
        return page(KeptView(rows, many=True).data, after)

    @extend_schema(
        operation_id="save_view",
        summary="Keep a view",
        request=ViewGiven,
        examples=example("save_view"),
        responses={201: KeptView},
        tags=["views"],
    )
    def post(self, request: ApiRequest) -> Response:
        """Keep a question, an order and columns under a name."""
        if not is_staff(request.user):
            raise NotAllowed
        if (done := repeats.earlier(request)) is not None:
            return versioned(KeptView(done).data, done, 201)
        sent = ViewGiven(data=request.data)
        sent.is_valid(raise_exception=True)
        view = repeats.once(request, lambda: save_view(by=request.actor, **sent.validated_data))
        return versioned(KeptView(view).data, view, 201)


class OneView(Api):
    """One of them."""

    @extend_schema(operation_id="read_view", summary="Read a view", responses=KeptView, tags=["views"])
    def get(self, request: ApiRequest, pk: int) -> Response:
        """One that this person kept, or that is shared with them."""
        view = _find(request, pk)
        return versioned(KeptView(view).data, view)

    @extend_schema(
        operation_id="change_view", summary="Change a view", request=ViewGiven(partial=True), responses=KeptView,
        tags=["views"],
    )  # fmt: skip
    def patch(self, request: ApiRequest, pk: int) -> Response:
        """One's own only. Needs If-Match."""
        view = _find(request, pk)
        seen = preconditions.seen(request, view, needed=True)
        sent = ViewGiven(data=request.data, partial=True)
        sent.is_valid(raise_exception=True)
        changed = change_view(view, by=request.actor, fields=sent.validated_data, seen=seen)
        return versioned(KeptView(changed).data, changed)

    @extend_schema(operation_id="remove_view", summary="Remove a view", responses={204: None}, tags=["views"])
    def delete(self, request: ApiRequest, pk: int) -> Response:
        """One's own only: it leaves everybody's list. Needs If-Match."""
        view = _find(request, pk)
        remove_view(view, by=request.actor, seen=preconditions.seen(request, view, needed=True))
        return Response(status=204)


def _find(request: ApiRequest, pk: int) -> SavedView:
    view = SavedView.visible_to(request.user).filter(pk=pk).first() if is_staff(request.user) else None
    if view is None:
        raise Http404
    return view
