"""What may be chosen, and who I am."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.response import Response

from api.base import Api, ApiRequest, listed, page
from api.fields import Moment
from api.incidents.shown import Named
from api.schema import LIST, listing
from incidents import choosing
from people.models import ApiToken
from people.models.token import Scope
from people.rights import is_staff
from records.refusals import NotAllowed


class ServiceRow(Named):
    description = serializers.CharField(allow_blank=True)
    is_core = serializers.BooleanField()


class TeamRow(Named):
    tier = serializers.IntegerField(allow_null=True)


class CategoryRow(Named):
    parent = serializers.IntegerField(source="parent_id", allow_null=True)  # type: ignore[assignment]
    team = serializers.IntegerField(source="team_id", allow_null=True, help_text="The usual team.")


class ItemRow(Named):
    kind = serializers.CharField()


class ResolutionCodeRow(serializers.Serializer[Any]):
    code = serializers.CharField()
    name = serializers.CharField(source="__str__")


class Choices(Api):
    """Rows in use, by name; lists that only the desk's forms show are for whoever works on incidents."""

    rows: ClassVar[Callable[[], QuerySet[Any]]]
    row: ClassVar[type[serializers.Serializer[Any]]]
    order: ClassVar[tuple[str, ...]] = ("name", "id")
    for_staff: ClassVar[bool] = True

    def get(self, request: ApiRequest) -> Response:
        if self.for_staff and not is_staff(request.user):
            raise NotAllowed
        rows, after = listed(request, type(self).rows(), self.order)
        return page(self.row(rows, many=True).data, after)


def _list(name: str, row: type[serializers.Serializer[Any]], summary: str) -> Any:
    told = extend_schema(
        operation_id=name, summary=summary, description="Those in use.", parameters=LIST, responses=listing(row),
        tags=["lists"],
    )  # fmt: skip
    return extend_schema_view(get=told)


@_list("list_services", ServiceRow, "Services")
class Services(Choices):
    rows, row, for_staff = staticmethod(choosing.services), ServiceRow, False


@_list("list_teams", TeamRow, "Teams")
class Teams(Choices):
    rows, row = staticmethod(choosing.teams), TeamRow


@_list("list_categories", CategoryRow, "Categories, parents first")
class Categories(Choices):
    rows, row, order = staticmethod(choosing.categories), CategoryRow, ("path", "id")


@_list("list_items", ItemRow, "Configuration items")
class Items(Choices):
    rows, row = staticmethod(choosing.items), ItemRow


@_list("list_resolution_codes", ResolutionCodeRow, "Resolution codes")
class ResolutionCodes(Choices):
    rows, row, order = staticmethod(choosing.resolution_codes), ResolutionCodeRow, ("id",)


class TokenShown(serializers.Serializer[Any]):
    name = serializers.CharField()
    scopes = serializers.ListField(child=serializers.ChoiceField(Scope.choices))
    expires_at = Moment()


class Myself(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    name = serializers.CharField()
    email = serializers.EmailField()
    language = serializers.CharField()
    time_zone = serializers.CharField()
    rights = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField()), help_text="Activity → how far it reaches."
    )
    token = TokenShown(allow_null=True)


class Me(Api):
    """Who I am."""

    @extend_schema(operation_id="read_me", summary="Who I am, and what I may", responses=Myself, tags=["lists"])
    def get(self, request: ApiRequest) -> Response:
        """The person behind the token, their rights, and the token itself."""
        me = request.user
        rights = {activity: sorted(scopes) for activity, scopes in sorted(me.right_scopes.items())}
        token = request.auth if isinstance(request.auth, ApiToken) else None
        told = {name: getattr(me, name) for name in ("id", "name", "email", "language", "time_zone")}
        return Response(Myself(told | {"rights": rights, "token": token}).data)
