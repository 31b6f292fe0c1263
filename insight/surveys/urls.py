from django.urls import path

from insight.surveys import views

app_name = "survey_insight"
urlpatterns = [
    path("", views.page, name="results"),
    path("export.csv", views.export, name="export"),
]
