"""Addresses of assistance files."""

from __future__ import annotations

from django.urls import path

from punte.protection.assistance.views import (
    family,
    follow_ups,
    groups,
    life,
    lists,
    opening,
    overview,
    questions,
    transfer,
)

urlpatterns = [
    path("files/<uuid:file_id>/overview/", overview.overview, name="file"),
    path("persons/<uuid:person_id>/file/", opening.open_for_person, name="file_open"),
    path(
        "referrals/<uuid:referral_id>/file/", opening.open_for_referral, name="file_open_referral"
    ),
    path("files/<uuid:file_id>/caseworker/", life.assign, name="file_assign"),
    path("files/<uuid:file_id>/questions/", questions.questions, name="file_questions"),
    path("files/<uuid:file_id>/close/", life.close, name="file_close"),
    path("files/<uuid:file_id>/reopen/", life.reopen, name="file_reopen"),
    path("files/<uuid:file_id>/family/", family.family, name="file_family"),
    path("files/<uuid:file_id>/family/add/", family.add_link, name="file_link"),
    path(
        "files/<uuid:file_id>/family/<uuid:link_id>/remove/",
        family.drop_link,
        name="file_link_remove",
    ),
    path("files/<uuid:file_id>/groups/new/", groups.new_group, name="rescue_group_new"),
    path("files/<uuid:file_id>/groups/join/", groups.join_group, name="rescue_group_join"),
    path("groups/<uuid:group_id>/", groups.group, name="rescue_group"),
    path("groups/<uuid:group_id>/add/", groups.new_member, name="rescue_group_add"),
    path("groups/members/<uuid:member_id>/remove/", groups.drop_member, name="rescue_group_remove"),
    path("files/<uuid:file_id>/hand-over/", transfer.offer, name="file_transfer"),
    path("transfers/", lists.transfers, name="transfers"),
    path("transfers/<uuid:transfer_id>/", transfer.transfer, name="transfer"),
    path("transfers/<uuid:transfer_id>/<slug:name>/", transfer.step, name="transfer_step"),
    path("files/<uuid:file_id>/follow-ups/", follow_ups.file_follow_ups, name="file_follow_ups"),
    path("follow-ups/", lists.follow_ups, name="follow_ups"),
    path("follow-ups/<uuid:follow_up_id>/", follow_ups.follow_up, name="follow_up"),
]
