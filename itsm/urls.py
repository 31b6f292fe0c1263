from django.conf import settings
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from django.views.i18n import set_language

from api.docs import docs
from itsm.health import healthz
from itsm.live import live_ticket
from itsm.metrics import metrics
from itsm.running import running

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("metrics", metrics, name="metrics"),
    path("live/ticket", live_ticket, name="live_ticket"),
    path("language/", set_language, name="set_language"),
    path("account/tokens/", include("portal.tokens.urls")),
    path("accounts/", include("portal.account.urls")),
    path("desk/running/", running, name="running"),
    path("desk/surveys/", include("desk.surveys.urls")),
    path("desk/outbox/", include("desk.outbox.urls")),
    re_path(r"^desk/(?P<reference>[Kk][Bb]-\d+)/$", RedirectView.as_view(pattern_name="desk_knowledge:article")),
    path("desk/knowledge/", include("desk.knowledge.urls")),
    path("desk/", include("desk.urls")),
    path("admin/", include("desk.administration.urls")),
    path("insight/surveys/", include("insight.surveys.urls")),
    path("insight/", include("insight.urls")),
    path("api/docs/", docs, name="api_docs"),
    path("api/v1/", include("api.urls")),
    path("", include("portal.survey.urls")),
    path("", include("portal.mailbox.urls")),
    path("catalogue/", include("portal.catalogue.urls")),
    path("approvals/", include("portal.approvals.urls")),
    path("notices/", include("portal.notices.urls")),
    path("kb/", RedirectView.as_view(pattern_name="knowledge:home")),
    path("kb/<str:reference>/", RedirectView.as_view(pattern_name="knowledge:article")),
    path("knowledge/", include("portal.knowledge.urls")),
    path("", include("portal.urls")),
]
if settings.DEBUG or settings.IN_TESTS:  # the pattern page is for builders and tests
    urlpatterns.append(path("design/", include("desk.design.urls")))
