"""Addresses that do not exist."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from rest_framework.response import Response

from api.base import Api, ApiRequest


class Unknown(Api):
    """Whatever is asked of an address nobody knows is not found, in the words of the API."""

    schema = None

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        raise Http404

    def get(self, request: ApiRequest, rest: str) -> Response:
        raise Http404
