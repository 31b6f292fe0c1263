"""What a new knowledge base starts with makes sense, and can be put in and taken out again."""

from __future__ import annotations

from importlib import import_module

from django.apps import apps
from django.core.management import call_command

from knowledge.defaults import SYNONYMS
from knowledge.models import Posting, Synonym
from knowledge.tasks import count_words, forget_searches
from tests.cast import Cast
from tests.knowledge.articles import published

MIGRATION = import_module("knowledge.migrations.0003_default_synonyms")


def test_every_group_is_as_an_administrator_could_write_it(db: None) -> None:
    assert len(SYNONYMS) == len(set(SYNONYMS)) > 60
    for words in SYNONYMS:
        row = Synonym(words=words)
        row.clean()
        assert row.words == words


def test_they_can_be_taken_out_and_put_in_again(db: None) -> None:
    own = Synonym.objects.create(words="gawai, gadget")
    MIGRATION.remove(apps, None)
    assert list(Synonym.objects.all()) == [own]
    MIGRATION.add(apps, None)
    MIGRATION.add(apps, None)
    assert Synonym.objects.count() == len(SYNONYMS) + 1


def test_all_can_be_indexed_anew_from_the_command_line(cast: Cast, capsys: object) -> None:
    published(cast)
    Posting.objects.all().delete()
    call_command("index_articles")
    assert capsys.readouterr().out == "1 articles indexed.\n"  # type: ignore[attr-defined]
    assert Posting.objects.exists()


def test_tasks_count_and_forget(cast: Cast) -> None:
    published(cast)
    assert (count_words(), count_words()) == (1, 0)
    assert forget_searches() == 0
