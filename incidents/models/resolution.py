from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from records.models import Subject


class ResolutionCode(Subject):
    """How an incident was resolved, as the organisation counts it (SPEC A6)."""

    subject_type = "resolution_code"
    RECORDED = ("code", "name", "is_active")

    code = models.SlugField(_("Code"), max_length=40, unique=True)
    name = models.CharField(_("Name"), max_length=80)
    is_active = models.BooleanField(_("In use"), default=True)

    class Meta:
        verbose_name = _("Resolution code")

    def __str__(self) -> str:
        return gettext(self.name)
