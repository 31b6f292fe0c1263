from django.urls import path

from desk.surveys import views

app_name = "survey_desk"
urlpatterns = [
    path("follow-ups/", views.follow_ups, name="follow_ups"),
    path("follow-ups/<int:pk>/", views.follow_up, name="follow_up"),
    path("follow-ups/<int:pk>/give/", views.hand_over, name="give"),
]
