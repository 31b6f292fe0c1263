from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from incidents.finding import text
from itsm.story.articles import tell_articles
from itsm.story.catalogue import tell_catalogue
from itsm.story.opinions import follow_up
from itsm.story.settlers import settle
from itsm.story.teller import tell
from itsm.story.today import tell_today
from knowledge.finding.index import count
from notifications import bell, outbox
from people.models import User

NEWS = timedelta(hours=18)
"""The bells of the story's people ring for what happened since yesterday's end of work."""


class Command(BaseCommand):
    help = "Load the demo story, once: a company, its people, and ninety days of incidents and requests."

    def handle(self, *args: Any, **options: Any) -> None:
        if User.objects.exists():
            self.stdout.write("There are people here already; the demo story is told only to an empty Tanggap.")
            return
        self.stdout.write("Telling the demo story …")
        with transaction.atomic():
            settled = settle()
            told = tell(settled, timezone.localtime())
            tell_catalogue(settled, timezone.localtime())
            tell_today(settled, timezone.localtime())
            tell_articles(settled, timezone.localtime())
            follow_up(settled, timezone.localtime())
            bell.all_saw(timezone.now() - NEWS)
        while outbox.deliver("follow", limit=500) or outbox.deliver("mail", limit=500):
            continue
        text.learn_anew()
        count()
        self.stdout.write(f"{told} incidents and requests of ninety days are there.")
