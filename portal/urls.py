from django.urls import path

from portal.broken.views import broken, join
from portal.files.views import download
from portal.home.views import home
from portal.installed.views import manifest, offline, worker
from portal.search.views import search
from portal.suggestions.views import solved, suggest
from portal.ticket import views

app_name = "portal"
urlpatterns = [
    path("", home, name="home"),
    path("search/", search, name="search"),
    path("tickets/", views.tickets, name="tickets"),
    path("tickets/new/", views.new, name="new"),
    path("tickets/suggestions/", suggest, name="suggest"),
    path("tickets/solved/", solved, name="solved"),
    path("tickets/<str:handle>/", views.ticket, name="ticket"),
    path("tickets/<str:handle>/<slug:verb>/", views.act, name="act"),
    path("broken/", broken, name="broken"),
    path("broken/<str:handle>/", join, name="join"),
    path("manifest.webmanifest", manifest, name="manifest"),
    path("worker.js", worker, name="worker"),
    path("offline/", offline, name="offline"),
    path("attachments/<int:pk>/", download, name="attachment"),
]
