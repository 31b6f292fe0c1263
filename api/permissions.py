"""What a token may be used for. What its owner may do is decided behind the doors, as for pages."""

from __future__ import annotations

from django.utils.translation import gettext as _
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from people.models import ApiToken
from people.models.token import Scope


class InScope(BasePermission):
    """Signed in; with a token, one that may read, or act."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        if not request.user.is_authenticated:
            return False
        needed = Scope.READ if request.method in SAFE_METHODS else Scope.WRITE
        self.message = _("This token may not be used to read.")
        if needed == Scope.WRITE:
            self.message = _("This token may only be used to read.")
        return not isinstance(request.auth, ApiToken) or needed in request.auth.scopes
