"""Which incidents a program asks for: read from the address, refused where it means nothing."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from api.base import ApiRequest, cursor_of, limit_of
from api.problems import Unclear
from incidents.finding import sorts, views
from incidents.finding.asking import together, understand
from incidents.finding.language import Question, Term, parse
from incidents.models import Incident, SavedView
from people.models import User
from people.rights import is_staff

PLAIN_WORDS = {"state", "status", "kind", "jenis", "service", "layanan", "detected", "changed", "resolved", "closed"}
PLAIN_FLAGS = {"open", "live", "over", "held", "confirmed", "unconfirmed"}
PLAIN_SORTS = {"changed", "-changed", "reference", "-reference"}
"""What is asked of that which the portal shows; the rest is for whoever works on incidents, and would tell of it."""


def found(request: ApiRequest, *, view: str = "") -> tuple[list[Incident], str]:
    """A page of what this person asks for and may see, and the cursor of the next one."""
    user = request.user
    order = sorts.SORTS[_sort(request)]
    rows = Incident.visible_to(user).filter(_condition(request, view or request.query_params.get("view", ""), user))
    rows = rows.with_people().select_related("standing")
    return order.page(rows, cursor_of(request, len(order.order)), limit_of(request))


def _condition(request: ApiRequest, code: str, user: User) -> Q:
    asked = understand(_checked("q", request.query_params.get("q", ""), user), user)
    if asked.wrong:
        raise Unclear(q=list(asked.wrong))
    base = understand(_checked("view", _question(code, user), user), user)
    if base.wrong:
        raise Unclear(view=list(base.wrong))
    return together(base.condition, asked.condition)


def _question(code: str, user: User) -> str:
    """The question of a view: one everybody has, or one that is kept and shared with this person."""
    if not code or code in views.VIEWS:
        return views.VIEWS[code].question if code else ""
    if is_staff(user) and (kept := SavedView.called(code, user)):
        return kept.question
    raise Unclear(view=[_("There is no such view.")])


def _sort(request: ApiRequest) -> str:
    given = request.query_params.get("sort", sorts.USUAL)
    known = sorted(sorts.SORTS if is_staff(request.user) else PLAIN_SORTS)
    if given not in known:
        raise Unclear(sort=[_("“%(value)s” is none of %(known)s.") % {"value": given, "known": ", ".join(known)}])
    return given


def _checked(name: str, written: str, user: User) -> str:
    """The question, if this person may ask it."""
    if not is_staff(user) and (kept := list(_for_staff(parse(written)))):
        said = _("“%(word)s” can be asked by whoever works on incidents only.")
        raise Unclear(**{name: [said % {"word": str(term)} for term in kept]})
    return written


def _for_staff(question: Question) -> Iterator[Term]:
    for term in question.terms:
        is_plain_flag = term.word == "is" and {value.lower() for value in term.values} <= PLAIN_FLAGS
        if term.word not in PLAIN_WORDS and not is_plain_flag:
            yield term
