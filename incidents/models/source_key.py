"""Which incident stands for which row of another system, so that an import run again repeats nothing (SPEC K4)."""

from typing import ClassVar

from django.db import models


class SourceKey(models.Model):
    """One foreign key: the number an incident has in the system it was imported from."""

    id = models.BigAutoField(primary_key=True)
    source = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    incident = models.ForeignKey("incidents.Incident", on_delete=models.PROTECT, related_name="source_keys")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["source", "key"], name="incidents_source_key_once")]

    def __str__(self) -> str:
        return f"{self.source} {self.key}"
