"""Who speaks: a program with a person's token, or that person's browser."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from people.models import ApiToken, User


class BearerAuthentication(BaseAuthentication):
    """``Authorization: Bearer tgp_…``. A wrong, an ended and a revoked token read alike."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        now = timezone.now()
        token = ApiToken.behind(secret.strip(), now)
        if token is None:
            raise AuthenticationFailed(_("This token is not known, has ended or was revoked."))
        token.used(timezone.localdate(now))
        return token.owner, token

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="Tanggap"'
