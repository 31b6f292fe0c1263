"""The words of the filter language and what they mean. Apps above add theirs from their ``apps.py``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incidents.choices import BOUNCES, LIVE_STATES, OPEN_STATES, HoldReason, Kind, Priority, Source, State
from incidents.finding.values import Asker, Meaning, Unclear, chosen, keys, named, number, past, person
from incidents.models import Category, Incident
from people.models import Organisation, Team
from services.models import ConfigurationItem, Service


@dataclass(frozen=True)
class Word:
    """One word: how it is written, what it is about, what a value of it means."""

    name: str
    label: Any
    meaning: Meaning
    aliases: tuple[str, ...] = ()
    values: Callable[[], list[str]] = list
    """Values worth suggesting."""


_words: dict[str, Word] = {}
_flags: dict[str, Callable[[Asker], Q]] = {}


def word(added: Word) -> Word:
    """Add a word to the language."""
    for name in (added.name, *added.aliases):
        _words[name] = added
    return added


def flag(name: str) -> Callable[[Callable[[Asker], Q]], Callable[[Asker], Q]]:
    """Add a value of ``is:``, a yes-or-no question."""

    def add(meaning: Callable[[Asker], Q]) -> Callable[[Asker], Q]:
        _flags[name] = meaning
        return meaning

    return add


def words() -> list[Word]:
    """Every word once, in the order they were added."""
    return list(dict.fromkeys(_words.values()))


def word_called(name: str) -> Word:
    """The word of this name or alias; raises Unclear, with the nearest one, where there is none."""
    if name in _words:
        return _words[name]
    near = get_close_matches(name, _words, 1)
    if near:
        raise Unclear(_("There is no filter “%(name)s”. Did you mean “%(near)s”?") % {"name": name, "near": near[0]})
    raise Unclear(_("There is no filter “%(name)s”. Put it in quotes to look for the text.") % {"name": name})


GROUPS: dict[str, Q] = {
    "open": Q(state__in=OPEN_STATES),
    "live": Q(state__in=LIVE_STATES),
    "over": Q(state__in=[State.CLOSED, State.CANCELLED]),
}
"""Several states under one name, for ``state:`` and ``is:`` alike."""


def _state(value: str, asker: Asker) -> Q:
    return GROUPS.get(value.lower()) or chosen("state", State.choices)(value, asker)


def _team(value: str, asker: Asker) -> Q:
    if value.lower() in ("mine", "my"):
        return Q(owning_team_id__in=list(asker.user.team_ids))
    return named("owning_team", lambda: Team.objects.all())(value, asker)


def _item(value: str, asker: Asker) -> Q:
    found = keys(ConfigurationItem.objects.all(), value, "name")
    return Q(pk__in=Incident.items.through._base_manager.filter(configurationitem_id__in=found).values("incident_id"))


def _category(value: str, asker: Asker) -> Q:
    """A category with everything below it."""
    if value.lower() == "none":
        return Q(category=None)
    roots = Category.objects.filter(pk__in=keys(Category.objects.all(), value, "name", "path"))
    below = Q()
    for root in roots:
        below |= Q(path=root.path) | Q(path__startswith=f"{root.path} › ")
    return Q(category_id__in=list(Category.objects.filter(below).values_list("pk", flat=True)))


def _affected(value: str, asker: Asker) -> Q:
    through = Incident.affected.through._base_manager
    if value.lower() == "none":
        return ~Q(pk__in=through.values("incident_id"))
    wanted = person("user_id")(value, asker)
    return Q(pk__in=Incident.affected.through._base_manager.filter(wanted).values("incident_id"))


def _is(value: str, asker: Asker) -> Q:
    if meaning := _flags.get(value.lower()):
        return meaning(asker)
    raise Unclear(_("“%(value)s” is none of %(known)s.") % {"value": value, "known": ", ".join(_flags)})


def _hold(value: str, asker: Asker) -> Q:
    return ~Q(hold_reason="") if value.lower() == "any" else chosen("hold_reason", HoldReason.choices)(value, asker)


FLAGS: dict[str, Q] = {
    **GROUPS,
    "held": ~Q(hold_reason=""),
    "confirmed": Q(confirmed_at__isnull=False),
    "unconfirmed": Q(state=State.RESOLVED, confirmed_at=None),
    "unassigned": Q(assignee=None),
    "ownerless": Q(state__in=OPEN_STATES, assignee=None, owning_team=None),
    "bouncing": Q(state__in=LIVE_STATES, team_handover_count__gte=BOUNCES),
    "reopened": Q(reopen_count__gt=0),
    "confidential": Q(is_confidential=True),
    "everywhere": Q(is_down_for_everyone=True),
}
for _name, _condition in FLAGS.items():
    flag(_name)(lambda asker, condition=_condition: condition)  # type: ignore[misc]


def _codes(choices: Any, *more: str) -> Callable[[], list[str]]:
    return lambda: [*more, *choices.values]


def _names(rows: Any, *more: str) -> Callable[[], list[str]]:
    return lambda: [*more, *rows().order_by("name").values_list("name", flat=True)[:100]]


for _added in (
    Word("state", gettext_lazy("State"), _state, ("status",), _codes(State, "open", "live", "over")),
    Word("is", gettext_lazy("What holds of it"), _is, (), lambda: list(_flags)),
    Word("prio", gettext_lazy("Priority"), chosen("priority", Priority.choices), ("priority", "prioritas"), _codes(Priority)),
    Word("team", gettext_lazy("Team"), _team, ("tim",), _names(lambda: Team.objects.filter(is_active=True), "mine", "none")),
    Word("assignee", gettext_lazy("Assignee"), person("assignee"), ("who", "petugas"), lambda: ["me", "none"]),
    Word("requester", gettext_lazy("Requester"), person("requester"), ("from", "pelapor"), lambda: ["me"]),
    Word("affected", gettext_lazy("Affected person"), _affected, (), lambda: ["me"]),
    Word("org", gettext_lazy("Organisation"), named("requester__organisation", lambda: Organisation.objects.all()), ("organisation", "organisasi"), _names(lambda: Organisation.objects.all())),
    Word("service", gettext_lazy("Service"), named("service", lambda: Service.objects.all()), ("layanan",), _names(lambda: Service.objects.filter(is_active=True), "none")),
    Word("item", gettext_lazy("Item"), _item),
    Word("category", gettext_lazy("Category"), _category, ("kategori",), _names(lambda: Category.objects.active(), "none")),
    Word("kind", gettext_lazy("Kind"), chosen("kind", Kind.choices), ("jenis",), _codes(Kind)),
    Word("source", gettext_lazy("Source"), chosen("source", Source.choices), ("sumber",), _codes(Source)),
    Word("hold", gettext_lazy("On hold for"), _hold, (), _codes(HoldReason, "any")),
    Word("detected", gettext_lazy("Detected"), past("detected_at"), ("created",), lambda: ["today", "<1d", ">7d"]),
    Word("changed", gettext_lazy("Updated"), past("changed_at"), ("updated",), lambda: ["today", "<1h", ">3d"]),
    Word("resolved", gettext_lazy("Resolved"), past("resolved_at"), (), lambda: ["today", "<7d"]),
    Word("closed", gettext_lazy("Closed"), past("closed_at"), (), lambda: ["today", "<7d"]),
    Word("handovers", gettext_lazy("Hand-overs"), number("handover_count"), (), lambda: [">2"]),
    Word("reopened", gettext_lazy("Reopened"), number("reopen_count"), (), lambda: [">0"]),
):  # fmt: skip
    word(_added)
