from django.urls import path

from portal.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.notices, name="list"),
    path("bell/", views.rung, name="bell"),
    path("seen/", views.all_seen, name="seen"),
    path("how/", views.how, name="how"),
    path("<int:pk>/", views.follow, name="follow"),
]
