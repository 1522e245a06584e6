from django.urls import path

from punte.core.escalation import views

app_name = "escalation"
one = "<int:agency_id>/<slug:urgency>"
urlpatterns = [
    path("<int:agency_id>/", views.chains, name="chains"),
    path(f"{one}/preview/", views.preview, name="preview"),
    path(f"{one}/add/", views.add_step, name="add"),
    path(f"{one}/remove/", views.remove_step, name="remove"),
    path(f"{one}/default/", views.use_default, name="default"),
    path("notices/<uuid:notice_id>/see-to/", views.see_to, name="see_to"),
]
