from django.urls import path

from desk.design.views import pattern

app_name = "design"
urlpatterns = [
    path("", pattern, {"face": "desk"}, name="desk"),
    path("portal/", pattern, {"face": "portal"}, name="portal"),
]
