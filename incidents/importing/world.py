"""The people, teams, categories, services and items of the log, made as needed and looked up once."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar, cast

from django.db import IntegrityError
from django.db.models import QuerySet

from incidents import rules
from incidents.importing.reading import Case
from incidents.importing.steps import NOT_RECORDED, Step
from incidents.models import Category, ResolutionCode
from people.actions import add, add_person
from people.actors import actor_for, machine
from people.models import Role, Team, User
from records.actors import Actor
from records.choices import Via
from records.models import Subject
from records.refusals import Invalid
from services.models import ConfigurationItem, Service

S = TypeVar("S", bound=Subject)
MACHINE = "ServiceNow import"
STAFF = ("requester", "agent", "specialist")
PRIORITY = re.compile(r"\s*([1-4])")


class World:
    """Finds or makes what a case names. It keeps what it found; there are some thousands of names in a log, not more."""

    def __init__(self) -> None:
        self._found: dict[tuple[type[Subject], str], Subject] = {}
        self._actors: dict[str, Actor] = {}
        self._roles = {role.code: role for role in Role.objects.all()}
        self._matrix = rules.matrix()
        self._maker = machine(MACHINE, Via.IMPORT)

    def forget(self) -> None:
        """Drop what was found: a case that was rolled back took with it what it had made."""
        self._found.clear()
        self._actors.clear()

    def prepare(self, case: Case, steps: list[Step]) -> None:
        """Make what the case names, each committed by itself: two processes never wait for each other's half-done cases."""
        first = case.rows[0]
        if first["caller_id"]:
            self.requester(first["caller_id"])
        self.service(first["category"])
        if first["cmdb_ci"]:
            self.item(first["cmdb_ci"])
        for step in steps:
            for name in filter(None, (step.actor, step.what.get("person"))):
                self.specialist(name)
            self._prepare(step)

    def _prepare(self, step: Step) -> None:
        if "team" in step.what:
            self.team(step.what["team"])
        if "category" in step.what:
            self.category(step.what["category"], step.what["subcategory"])
        if step.verb == "resolve":
            self.resolution_code(step.what["code"])

    def machine(self, moment: datetime) -> Actor:
        """The import itself as an actor."""
        return self._maker.at_moment(moment)

    def actor(self, name: str, moment: datetime) -> Actor:
        """Whoever the log says did it, at that time; the import itself where the log does not say."""
        if not name:
            return self.machine(moment)
        if name not in self._actors:
            self._actors[name] = actor_for(self.specialist(name), Via.IMPORT)
        return self._actors[name].at_moment(moment)

    def requester(self, name: str) -> User:
        return self._person(name, ("requester",))

    def specialist(self, name: str) -> User:
        return self._person(name, STAFF)

    def team(self, name: str) -> Team:
        """A team of the log; its lead is a stand-in that holds what nobody in the log is named for."""
        return self._get(Team, name, Team.objects.filter(name=name), lambda: self._new_team(name))

    def service(self, category: str) -> Service:
        """The log names no services; each top category stands for one."""
        name = category or NOT_RECORDED
        return self._get(Service, name, Service.objects.filter(name=name), lambda: Service(name=name))

    def item(self, name: str) -> ConfigurationItem:
        found = ConfigurationItem.objects.filter(name=name)
        return self._get(ConfigurationItem, name, found, lambda: ConfigurationItem(name=name))

    def category(self, name: str, child: str) -> Category:
        parent = self._category(name, None)
        return self._category(child, parent) if child else parent

    def resolution_code(self, name: str) -> ResolutionCode:
        """A code of the log, under its own name."""
        shown = name or NOT_RECORDED
        slug = re.sub(r"[^a-z0-9]+", "-", shown.lower()).strip("-")[:40] or "none"
        found = ResolutionCode.objects.filter(code=slug)
        return self._get(ResolutionCode, slug, found, lambda: ResolutionCode(code=slug, name=shown))

    def level(self, text: str) -> int:
        """The number of ``2 - Medium``; the middle where it cannot be read."""
        found = re.match(r"\s*(\d+)", text)
        return int(found.group(1)) if found else 2

    def override(self, impact: int, urgency: int, said: str) -> str:
        """The log's priority where our matrix would say otherwise, else nothing."""
        found = PRIORITY.match(said)
        wanted = f"P{found.group(1)}" if found else ""
        return "" if wanted == self._matrix.get((impact, urgency)) else wanted

    def _category(self, name: str, parent: Category | None) -> Category:
        path = f"{parent.path} › {name}" if parent else name
        made: Callable[[], Category] = lambda: Category(name=name, parent=parent, path=path)  # noqa: E731
        return self._get(Category, path, Category.objects.filter(path=path), made)

    def _person(self, name: str, roles: tuple[str, ...]) -> User:
        if (found := self._found.get((User, name))) is None:
            email = f"{re.sub(r'[^a-z0-9]+', '.', name.lower()).strip('.')[:60]}@servicenow.invalid"
            found = self._found_or_made(User.objects.filter(email=email), lambda: self._new_person(name, email))
            self._found[User, name] = found
        assert isinstance(found, User)  # noqa: S101 - filed under User
        if missing := [self._roles[code] for code in roles if not found.right_scopes.get(_telling(code))]:
            found.roles.add(*missing)
            del found.__dict__["right_scopes"]
        return found

    def _new_person(self, name: str, email: str) -> User:
        return add_person(by=self._maker, email=email, name=name, roles=[self._roles["requester"]], language="en")

    def _new_team(self, name: str) -> Team:
        return Team(name=name, lead=self.specialist(f"{name} (nobody named)"))

    def _get(self, model: type[S], name: str, wanted: QuerySet[S], make: Callable[[], S]) -> S:
        if (found := self._found.get((model, name))) is None:
            found = self._found_or_made(wanted, lambda: add(make(), by=self._maker))
            self._found[model, name] = found
        return cast("S", found)

    def _found_or_made(self, wanted: QuerySet[S], make: Callable[[], S]) -> S:
        if found := wanted.first():
            return found
        try:
            return make()
        except (Invalid, IntegrityError):
            # Another process of this import was quicker by a moment.
            return wanted.get()


def _telling(role: str) -> str:
    """A right that tells whether somebody has the role."""
    return {"requester": "reply", "agent": "communicate", "specialist": "diagnose"}[role]
