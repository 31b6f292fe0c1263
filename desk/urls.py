from django.urls import path

from desk.incident import together
from desk.incident import views as incident
from desk.intake.views import new
from desk.people import mentions, people
from desk.queue import saved
from desk.queue.bulk import bulk
from desk.queue.export import export
from desk.queue.views import board, counts, language, layout, news, queue
from desk.report.views import report, report_pdf
from desk.search.views import search

app_name = "desk"
urlpatterns = [
    path("", queue, name="queue"),
    path("counts/", counts, name="counts"),
    path("news/", news, name="news"),
    path("bulk/", bulk, name="bulk"),
    path("search/", search, name="search"),
    path("export.csv", export, name="export"),
    path("board/", board, name="board"),
    path("layout/", layout, name="layout"),
    path("language/", language, name="language"),
    path("views/", saved.save, name="save_view"),
    path("views/<int:pk>/", saved.change, name="change_view"),
    path("new/", new, name="new"),
    path("people/", people, name="people"),
    path("mentions/", mentions, name="mentions"),
    path("<str:handle>/", incident.detail, name="incident"),
    path("<str:handle>/present/", together.present, name="present"),
    path("<str:handle>/draft/", together.draft, name="draft"),
    path("<str:handle>/peek/", incident.peek, name="peek"),
    path("<str:handle>/report/", report, name="report"),
    path("<str:handle>/report.pdf", report_pdf, name="report_pdf"),
    path("<str:handle>/<slug:verb>/", incident.act, name="act"),
]
