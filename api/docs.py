"""The description of the API: for programs, and as a page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from api.schema import described, operations


@require_GET
def schema(request: HttpRequest) -> JsonResponse:
    """OpenAPI 3.1, for everybody: it says nothing about this installation."""
    return JsonResponse(described())


@require_GET
def docs(request: HttpRequest) -> HttpResponse:
    """Every operation on one page, made from the schema; no script of anybody else's."""
    return render(request, "api/docs.html", {"groups": operations(), "version": described()["info"]["version"]})
