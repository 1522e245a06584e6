"""All addresses of the room."""

from __future__ import annotations

from punte.protection import urls_first_half, urls_second_half

app_name = "protection"
urlpatterns = [*urls_second_half.urlpatterns, *urls_first_half.urlpatterns]
