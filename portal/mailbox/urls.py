from django.urls import path

from portal.mailbox.views import letter, letters

app_name = "mailbox"
urlpatterns = [path("mailbox/", letters, name="list"), path("mailbox/<int:pk>/", letter, name="letter")]
