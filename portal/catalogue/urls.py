from django.urls import path

from portal.catalogue import views

app_name = "catalogue"
urlpatterns = [
    path("", views.catalogue, name="list"),
    path("people/", views.people, name="people"),
    path("<int:pk>/", views.item, name="item"),
]
