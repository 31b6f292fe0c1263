from django.urls import path

from portal.survey.checking import check
from portal.survey.views import rate, rate_ticket, stop

app_name = "survey"
urlpatterns = [
    path("survey/<str:token>/", rate, name="rate"),
    path("survey/<str:token>/stop/", stop, name="stop"),
    path("works/<str:token>/", check, name="check"),
    path("tickets/<str:handle>/rate/", rate_ticket, name="ticket"),
]
