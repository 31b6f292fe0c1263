"""Tells what the company wrote down: through the actions, at the times it happened."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from typing import Any

from incidents.models import Category, Incident
from itsm.story.article_texts import TEXTS, Told
from itsm.story.settlers import Settled
from knowledge import actions
from knowledge.models import Article
from people.actors import actor_for
from people.models import User
from records.actors import Actor
from records.choices import Via

MANAGER = "sinta.dewi"
WHO_DID_NOT_SAY_WHY = ""
MOST_USES = 6


class Library:
    """Articles by title, as they come into being; ``luck`` says who reads them and when."""

    def __init__(self, settled: Settled, today: datetime) -> None:
        self.settled, self.today = settled, today
        self.luck = random.Random(23)
        self.written: dict[str, Article] = {}

    def tell(self, told: Told) -> Article:
        """One article as far as it has come."""
        at = self.today - timedelta(days=told.days, hours=self.luck.randint(1, 5))
        article = self.written[told.title] = self._begun(told, at)
        if told.stands == "draft":
            return article
        article = actions.send_to_review(article, by=self._by(told.author, at + timedelta(hours=2)))
        if told.stands == "in_review":
            return article
        looked_at = at + timedelta(hours=self.luck.randint(20, 40))
        article = actions.publish(
            article, by=self._by(MANAGER, looked_at), acknowledged=True, review_on=self._due(told, looked_at)
        )
        self._read(article, told, looked_at)
        self._used(article, told)
        return self._after(article, told, looked_at)

    def _begun(self, told: Told, at: datetime) -> Article:
        by = self._by(told.author, at)
        texts: dict[str, Any] = {"title": told.title, "summary": told.summary, "body": told.body}
        about: dict[str, Any] = {
            "kind": told.kind, "readers": told.readers, "category": Category.objects.get(path=told.category),
            "services": [self.settled.services[told.service]], "tags": told.tags.split(","),
            "teams": [self.settled.teams[told.team]] if told.team else [],
        }  # fmt: skip
        if told.of:
            made = actions.translate(self.written[told.of], by=by, language=told.language)
            return actions.write(made, by=self._by(told.author, at + timedelta(hours=1)), **texts, **about)
        return actions.draft(by=by, language=told.language, **texts, **about)

    def _due(self, told: Told, at: datetime) -> date | None:
        return (at + timedelta(days=75)).date() if told.overdue else None

    def _read(self, article: Article, told: Told, since: datetime) -> None:
        readers = [*self.settled.requesters] if told.readers == "public" else [*self.settled.people.values()]
        self.luck.shuffle(readers)
        able = [person for person in readers if Article.readable_to(person).filter(pk=article.pk).exists()]
        for number in range(told.read):
            person, at = able[number % len(able)], self._later(since)
            actions.note_view(article, person, at.date())
        said = [(True, WHO_DID_NOT_SAY_WHY)] * min(told.helped, len(able)) + [(False, why) for why in told.missed]
        for person, (is_helpful, why) in zip(able, said, strict=False):
            by = actor_for(person, Via.PORTAL, moment=self._later(since))
            actions.rate(article, by=by, is_helpful=is_helpful, why=why)

    def _used(self, article: Article, told: Told) -> None:
        for beginning in told.solves:
            resolved = Incident.objects.filter(title__startswith=beginning, resolved_by__isnull=False)
            for incident in resolved.select_related("resolved_by").order_by("-resolved_at")[:MOST_USES]:
                if not incident.resolved_by or not Article.visible_to(incident.resolved_by).filter(pk=article.pk):
                    continue
                by = actor_for(incident.resolved_by, Via.DESK, moment=incident.resolved_at)
                actions.use(article, by=by, incident=incident)

    def _after(self, article: Article, told: Told, at: datetime) -> Article:
        """What came later: a new draft, a comment, or its end."""
        later = at + timedelta(days=20)
        if told.stands == "rewritten":
            body = told.body.replace("simpul B", "simpul B atau C") + "\n\nPeriksa juga antrean pesanan sesudahnya."
            return actions.write(article, by=self._by(told.author, later), body=body, note="Simpul C ditambahkan")
        if told.stands == "retired":
            return actions.retire(article, by=self._by(MANAGER, later), why="Kasir kini memasang versinya sendiri.")
        if told.missed:
            text = f"Pembaca menulis: “{told.missed[0]}” Bisa ditambahkan?"
            return actions.comment(article, by=self._by(MANAGER, later), text=text)
        return article

    def _by(self, name: str, at: datetime) -> Actor:
        person: User = self.settled.people[name]
        return actor_for(person, Via.DESK, moment=min(at, self.today))

    def _later(self, since: datetime) -> datetime:
        return since + (self.today - since) * self.luck.random()


def tell_articles(settled: Settled, today: datetime) -> int:
    """Everything that was written down; returns how many articles there are. Must run inside a transaction."""
    library = Library(settled, today)
    for told in TEXTS:
        library.tell(told)
    _learnt(settled, today)
    return len(TEXTS) + 1


def _learnt(settled: Settled, today: datetime) -> None:
    """A draft that was begun from an incident that is over, with a name in it that somebody should look at."""
    over = Incident.objects.filter(title="Stok gudang Cikarang tidak cocok", state="closed", is_confidential=False)
    if incident := over.order_by("-closed_at").first():
        by = actor_for(settled.people["intan.permata"], Via.DESK, moment=today - timedelta(hours=6))
        actions.draft_after(incident, by=by, language="id")
