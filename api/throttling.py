"""How often a program may ask."""

from __future__ import annotations

from django.conf import settings
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.views import APIView

from people.models import ApiToken


class PerToken(SimpleRateThrottle):
    """So many requests a minute with each token; of a browser, for each person."""

    scope = "api"

    def get_rate(self) -> str:
        return f"{settings.API_RATE}/min"

    def get_cache_key(self, request: Request, view: APIView) -> str | None:
        if isinstance(request.auth, ApiToken):
            return f"api-rate-{request.auth.digest[:24]}"
        return f"api-rate-person-{request.user.pk}" if request.user.is_authenticated else None
