from django.urls import path

from desk.outbox.views import listing, retry

app_name = "outbox"
urlpatterns = [path("", listing, name="list"), path("<int:pk>/retry/", retry, name="retry")]
