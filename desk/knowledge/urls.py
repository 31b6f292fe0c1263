from django.urls import path

from desk.knowledge import editing, views
from desk.knowledge.failing import failing

app_name = "desk_knowledge"
urlpatterns = [
    path("", views.listing, name="list"),
    path("missing/", views.missing, name="missing"),
    path("failing/", failing, name="failing"),
    path("suggest/", views.suggest, name="suggest"),
    path("new/", editing.new, name="new"),
    path("after/<str:handle>/", editing.after, name="after"),
    path("<str:reference>/", views.detail, name="article"),
    path("<str:reference>/edit/", editing.edit, name="edit"),
    path("<str:reference>/preview/", editing.preview, name="preview"),
    path("<str:reference>/upload/", editing.upload, name="upload"),
    path("<str:reference>/versions/", views.versions, name="versions"),
    path("<str:reference>/<slug:verb>/", views.act, name="act"),
]
