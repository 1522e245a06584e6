from django.urls import path

from punte.core.deadlines import table_views, views

app_name = "deadlines"
urlpatterns = [
    path("", views.clock_list, name="mine"),
    path("rules/", table_views.rule_list, name="rules"),
    path("rules/<uuid:rule_id>/", table_views.rule_history, name="rule"),
    path("rules/<uuid:rule_id>/edit/", table_views.edit_rule, name="edit_rule"),
    path("holidays/<slug:jurisdiction>/<int:year>/", table_views.holiday_list, name="holidays"),
    path("holidays/<slug:jurisdiction>/<int:year>/add/", table_views.add_holiday, name="add_day"),
    path("holidays/<uuid:holiday_id>/remove/", table_views.remove_holiday, name="remove_day"),
]
