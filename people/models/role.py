from typing import ClassVar

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from records.models import Subject


class Role(Subject):
    """What somebody is in the practice; one person holds many (SPEC J1)."""

    subject_type = "role"
    RECORDED = ("code", "name")

    code = models.SlugField(max_length=32, unique=True)
    name = models.CharField(_("Name"), max_length=60)

    class Meta:
        verbose_name = _("Role")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return gettext(self.name)


class Right(models.Model):
    """One cell of the rights table: this role may do this activity, in this scope."""

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="rights")
    activity = models.CharField(max_length=20)
    scope = models.CharField(max_length=12)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["role", "activity", "scope"], name="people_right_once")
        ]

    def __str__(self) -> str:
        return f"{self.role_id} {self.activity} {self.scope}"
