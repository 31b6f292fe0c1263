from django.urls import path

from portal.survey.views import rate, rate_ticket

app_name = "survey"
urlpatterns = [
    path("survey/<str:token>/", rate, name="rate"),
    path("tickets/<str:handle>/rate/", rate_ticket, name="ticket"),
]
