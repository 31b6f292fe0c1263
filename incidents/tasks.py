"""Tasks of incidents. Beat calls them."""

from celery import shared_task
from django.utils import timezone

from incidents import unowned
from incidents.catalogue import reminding
from incidents.finding import text


@shared_task(time_limit=300, soft_time_limit=240)
def learn_words() -> int:
    """Learn the words of new texts, so that typing errors can be forgiven."""
    return text.learn()


@shared_task(time_limit=300, soft_time_limit=240)
def learn_words_anew() -> int:
    """Forget the words of what was erased or made confidential."""
    return text.learn_anew()


@shared_task(time_limit=120, soft_time_limit=90)
def flag_unowned() -> int:
    """Tell the incident managers of what nobody owns."""
    return unowned.sweep(timezone.now())


@shared_task(time_limit=120, soft_time_limit=90)
def remind_approvers() -> int:
    """Remind whoever is asked to approve and has not answered."""
    return reminding.sweep(timezone.now())
