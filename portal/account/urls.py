from django.contrib.auth import views as auth
from django.urls import path

from portal.account.views import SignIn, look, password, preferences

app_name = "account"
urlpatterns = [
    path("login/", SignIn.as_view(), name="login"),
    path("logout/", auth.LogoutView.as_view(), name="logout"),
    path("preferences/", preferences, name="preferences"),
    path("look/", look, name="look"),
    path("password/", password, name="password"),
]
