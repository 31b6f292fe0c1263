from django.urls import path

from desk.administration import questions, views

app_name = "administration"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("rights/", views.rights, name="rights"),
    path("matrix/", views.matrix, name="matrix"),
    path("policy/", views.policy, name="policy"),
    path("reckoning/", views.reckoning, name="reckoning"),
    path("agreements/<int:pk>/terms/", views.terms, name="terms"),
    path("calendars/<int:pk>/year/", views.year, name="year"),
    path("catalogue/<int:pk>/questions/", questions.questions, name="questions"),
    path("catalogue/<int:pk>/questions/preview/", questions.preview, name="questions_preview"),
    path("<slug:code>/", views.listing, name="list"),
    path("<slug:code>/new/", views.edit, name="new"),
    path("<slug:code>/<int:pk>/", views.edit, name="edit"),
]
