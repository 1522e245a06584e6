"""The addresses of the shared look. The gallery is linked by config, in a demo alone."""

from django.urls import path

from punte.ui import views

urlpatterns = [path("leave/", views.leave, name="leave")]
