from django.urls import path

from portal.knowledge import searching, views

app_name = "knowledge"
urlpatterns = [
    path("", views.home, name="home"),
    path("search/", searching.search, name="search"),
    path("<str:reference>/", views.article, name="article"),
    path("<str:reference>/rate/", views.rate, name="rate"),
]
