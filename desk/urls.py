from django.urls import path

from desk.incident import views as incident
from desk.intake.views import new
from desk.people import people
from desk.queue.views import counts, queue
from desk.report.views import report, report_pdf

app_name = "desk"
urlpatterns = [
    path("", queue, name="queue"),
    path("counts/", counts, name="counts"),
    path("new/", new, name="new"),
    path("people/", people, name="people"),
    path("<str:handle>/", incident.detail, name="incident"),
    path("<str:handle>/report/", report, name="report"),
    path("<str:handle>/report.pdf", report_pdf, name="report_pdf"),
    path("<str:handle>/<slug:verb>/", incident.act, name="act"),
]
