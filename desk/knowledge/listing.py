"""The list of articles: filters, what to look at, keyset pages, all read from the address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from knowledge.choices import Kind, Readers, State
from knowledge.choosing import by_text, of_state
from knowledge.models import Article, ArticleQuerySet
from people.models import User
from people.models.user import Language
from people.rights import scopes_of
from records import keyset

PAGE = 50
VIEWS = {
    "": gettext_lazy("All articles"),
    "mine": gettext_lazy("Mine"),
    "review": gettext_lazy("To review"),
    "overdue": gettext_lazy("Overdue"),
    "used": gettext_lazy("Most used"),
    "unread": gettext_lazy("Never read"),
}
ORDERS = {"used": ("-use_count", "-id"), "overdue": ("review_on", "id")}
NEWEST = ("-changed_at", "-id")
CHOICES = {"state": State, "language": Language, "kind": Kind, "readers": Readers}


@dataclass(frozen=True)
class Listing:
    """One address of the list, understood; what cannot be understood is left out."""

    user: User
    text: str = ""
    view: str = ""
    state: str = ""
    language: str = ""
    kind: str = ""
    readers: str = ""
    owner: str = ""
    after: str = ""

    @classmethod
    def read(cls, query: QueryDict, user: User) -> Listing:
        """The list that a query string asks for."""
        chosen = {name: query.get(name, "") for name, codes in CHOICES.items() if query.get(name) in codes.values}
        owner = query.get("owner", "")
        return cls(
            user=user,
            text=query.get("q", "").replace("\x00", "").strip()[:100],
            view=query.get("view", "") if query.get("view") in VIEWS else "",
            owner=owner if owner.isdecimal() and len(owner) < 10 else "",
            after=query.get("after", "")[:400],
            **chosen,
        )

    def page(self) -> tuple[list[Article], str]:
        """The articles of one page, and the cursor of the next."""
        return keyset.page(self._found().with_rows(), self.order, self.after, PAGE)

    def _found(self) -> ArticleQuerySet:
        codes = {name: value for name in CHOICES if name != "state" and (value := getattr(self, name))}
        found = Article.visible_to(self.user).filter(self._of_view(timezone.localdate()), **codes)
        if self.state:
            found = found.filter(of_state(self.state))
        if self.owner:
            found = found.filter(owner_id=int(self.owner))
        return found.filter(by_text(self.text)) if self.text else found

    def _of_view(self, today: date) -> Q:
        views = {
            "mine": Q(owner_id=self.user.pk),
            "review": of_state(State.IN_REVIEW),
            "overdue": Q(published__isnull=False, review_on__lte=today),
            "used": Q(use_count__gt=0),
            "unread": Q(published__isnull=False, view_count=0),
        }
        return views.get(self.view, Q())

    @property
    def order(self) -> tuple[str, ...]:
        """The columns it is ordered by, the last of them unique."""
        return ORDERS.get(self.view, NEWEST)

    @property
    def label(self) -> str:
        return str(VIEWS[self.view])

    @property
    def sees_failing(self) -> bool:
        """Whether what was looked for in vain is for them too."""
        return bool(scopes_of(self.user, "publish_articles"))

    @property
    def views(self) -> list[tuple[str, Any, str]]:
        """What can be looked at: code, words, address."""
        return [(code, label, _encoded({"view": code})) for code, label in VIEWS.items()]

    @property
    def fields(self) -> list[tuple[str, str, list[tuple[str, Any]], str]]:
        """The filters by a choice: name, what any of them is called, what may be chosen, what is chosen."""
        names = {
            "state": _("Any state"),
            "language": _("Any language"),
            "kind": _("Any kind"),
            "readers": _("For anybody"),
        }
        return [(name, names[name], list(codes.choices), getattr(self, name)) for name, codes in CHOICES.items()]

    @property
    def is_filtered(self) -> bool:
        """Whether something beside the view narrows it."""
        return bool(self.text or self.owner or any(getattr(self, name) for name in CHOICES))

    @property
    def address(self) -> str:
        """The query string of this list, for its next page."""
        names = ("view", *CHOICES, "owner")
        return _encoded({"q": self.text, **{name: getattr(self, name) for name in names}})


def _encoded(values: dict[str, str]) -> str:
    query = QueryDict(mutable=True)
    query.update({name: value for name, value in values.items() if value})
    return query.urlencode()
