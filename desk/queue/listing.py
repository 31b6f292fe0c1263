"""What the queue shows: a view, a question on top of it, an order, columns and pages, all read from the address."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from desk.clocks import TimeLeft, time_left
from desk.queue.columns import COLUMNS, GROUPS, Column, Group, columns
from incidents.finding import sorts, views
from incidents.finding.asking import Understood, together, understand
from incidents.finding.language import Question, parse
from incidents.models import Incident, IncidentQuerySet, SavedView
from people.models import User

PAGE = 50
COUNT_LIMIT = 1000
ADDED = {"state": "state", "priority": "prio", "team": "team", "service": "service"}
"""Fields of the filter row and of older addresses, and the word each writes into the question."""


@dataclass(frozen=True)
class Row:
    """``head`` begins a group; ``is_gone`` is a row that no longer belongs to the list it is shown in."""

    incident: Incident
    left: TimeLeft | None
    head: str = ""
    is_gone: bool = False


@dataclass(frozen=True)
class Listing:
    """The queue's address, understood."""

    user: User
    view: str = views.USUAL
    saved: SavedView | None = None
    asked: Question = field(default_factory=Question)
    sort: str = sorts.USUAL
    columns: tuple[str, ...] = ()
    grouped_by: str = ""
    after: str = ""

    @classmethod
    def read(cls, query: QueryDict, user: User) -> Listing:
        """The listing of a query string; what it does not say, the view says."""
        code = query.get("view", views.USUAL)
        saved = SavedView.called(code, user)
        kept = saved or SavedView(sort=sorts.USUAL)
        asked = parse(query.get("q", ""))
        for name, word in ADDED.items():
            if given := [value for value in query.getlist(name) if value]:
                asked = asked.with_term(word, *given)
        chosen = query.getlist("col") or (query.get("cols", "").split(",") if "cols" in query else kept.columns)
        grouped = query.get("group", kept.grouped_by)
        sort = query.get("sort", kept.sort)
        return cls(
            user=user,
            view=code if saved or code in views.VIEWS else views.USUAL,
            saved=saved,
            asked=asked,
            sort=sort if sort in sorts.SORTS else sorts.USUAL,
            columns=tuple(name for name in chosen if name in COLUMNS),
            grouped_by=grouped if grouped in GROUPS else "",
            after=query.get("after", "")[:600],
        )

    @property
    def label(self) -> str:
        return str(self.saved.name if self.saved else views.VIEWS[self.view].label)

    @property
    def base(self) -> str:
        """The question of the view itself."""
        return self.saved.question if self.saved else views.VIEWS[self.view].question

    @property
    def question(self) -> str:
        """The view's question with what was asked on top: what a saved view of this list keeps."""
        return " ".join(filter(None, (self.base, str(self.asked))))

    @cached_property
    def shown(self) -> list[Column]:
        return columns(self.columns)

    @cached_property
    def understood(self) -> Understood:
        return understand(str(self.asked), self.user)

    @cached_property
    def understood_base(self) -> Understood:
        return understand(self.base, self.user)

    @property
    def wrong(self) -> tuple[str, ...]:
        """What means nothing, of the view's own question too: a view may outlive the team it names."""
        return (*self.understood_base.wrong, *self.understood.wrong)

    @property
    def group(self) -> Group | None:
        return GROUPS.get(self.grouped_by)

    def rows(self) -> IncidentQuerySet:
        """The matching incidents this person may see, unordered and without a page."""
        both = together(self.understood_base.condition, self.understood.condition)
        return Incident.visible_to(self.user).filter(both)

    def page(self) -> tuple[list[Row], str]:
        """One page, and the cursor of the next (empty at the end)."""
        found, order = self._ordered()
        listed, after = order.page(found, self.after, PAGE)
        return list(self._told(listed)), after

    def all_rows(self) -> IncidentQuerySet:
        """The whole list in its order, as a file has it."""
        found, order = self._ordered()
        return order.prepare(found).order_by(*order.order)

    def _ordered(self) -> tuple[IncidentQuerySet, sorts.Sort]:
        found = self.rows().with_people().without_texts().select_related("standing")
        order = sorts.SORTS[self.sort]
        if self.group:
            found, order = self.group.prepare(found), replace(order, order=(self.group.order, *order.order))
        return found, order

    def _told(self, listed: list[Incident]) -> Any:
        before: Any = object()
        for incident in listed:
            said = str(self.group.said(incident)) if self.group else ""
            yield Row(incident, time_left(getattr(incident, "standing", None)), said if said != before else "")
            before = said

    def count(self) -> str:
        """How many match, counted no further than is worth knowing."""
        counted = self.rows().order_by()[: COUNT_LIMIT + 1].count()
        return f"{COUNT_LIMIT:,}+" if counted > COUNT_LIMIT else str(counted)

    def address(self, **changes: Any) -> str:
        """The query string of this list with some of it changed; always back on the first page."""
        kept = self.saved or SavedView(sort=sorts.USUAL)
        told = {
            "view": self.view, "q": str(self.asked), "sort": self.sort, "group": self.grouped_by,
            "cols": ",".join(self.columns), **changes,
        }  # fmt: skip
        usual = {
            "view": views.USUAL, "q": "", "sort": kept.sort, "group": kept.grouped_by, "cols": ",".join(kept.columns),
        }  # fmt: skip
        if told["view"] != self.view:
            told |= {"sort": "", "group": "", "cols": ""}
            usual |= {"sort": "", "group": "", "cols": ""}
        query = QueryDict(mutable=True)
        for name, value in told.items():
            if str(value) != usual[name]:
                query[name] = str(value)
        return query.urlencode()

    def chips(self) -> list[tuple[str, str]]:
        """What was asked, each term with the address without it."""
        found = [(str(term), self.address(q=self.asked.without(term))) for term in self.asked.terms]
        if self.asked.text:
            found.append((f"“{self.asked.text}”", self.address(q=Question(self.asked.terms))))
        return found


def read_moment(query: QueryDict, name: str) -> datetime:
    """The moment a page was made, in seconds since 1970; now where it cannot be read."""
    try:
        return datetime.fromtimestamp(float(query.get(name, "")), tz=UTC)
    except (ValueError, OverflowError, OSError):
        return timezone.now()


def built_in(user: User, *, oversees: bool) -> list[views.View]:
    """The views everybody has, as far as they concern this person."""
    return [view for view in views.VIEWS.values() if oversees or not view.for_overseers]


def saved_views(user: User) -> Any:
    """One's own and shared ones, asked for when a page shows them."""
    return SimpleLazyObject(lambda: list(SavedView.visible_to(user)))
