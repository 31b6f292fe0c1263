from django.urls import path

from portal.approvals import views

app_name = "approvals"
urlpatterns = [
    path("", views.mine, name="list"),
    path("<int:pk>/", views.one, name="one"),
    path("link/<str:token>/", views.link, name="link"),
]
