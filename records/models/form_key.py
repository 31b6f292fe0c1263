"""Keys of forms that were carried out, so that a second submit gets the first one's answer."""

from typing import ClassVar

from django.db import models


class FormKey(models.Model):
    """One form, once, for one person; written in the transaction of the act it stands for."""

    id = models.BigAutoField(primary_key=True)
    person_id = models.BigIntegerField()
    key = models.CharField(max_length=64)
    asked = models.CharField(max_length=64, blank=True, default="", db_default="")
    subject_type = models.CharField(max_length=24, blank=True)
    subject_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person_id", "key"], name="records_form_key_once")]

    def __str__(self) -> str:
        return self.key
