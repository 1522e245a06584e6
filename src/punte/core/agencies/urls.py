from django.urls import path

from punte.core.agencies.views import administrators, directory, invitations, manage, me, people

app_name = "agencies"

urlpatterns = [
    path("me/", me.me, name="me"),
    path("me/role/", me.choose_role, name="choose_role"),
    path("agencies/", directory.directory, name="directory"),
    path("agencies/new/", manage.new_agency, name="new_agency"),
    path("agencies/<int:pk>/", directory.agency, name="agency"),
    path("agencies/<int:pk>/edit/", manage.edit_agency, name="edit_agency"),
    path("agencies/<int:pk>/desks/new/", manage.new_desk, name="new_desk"),
    path("agencies/<int:pk>/invite/", invitations.invite, name="invite"),
    path("agencies/<int:pk>/invitations/", invitations.invitations, name="invitations"),
    path("agencies/desks/<int:pk>/", manage.edit_desk, name="edit_desk"),
    path("agencies/desks/<int:pk>/close/", manage.close_desk, name="close_desk"),
    path("agencies/desks/<int:pk>/reopen/", manage.reopen_desk, name="reopen_desk"),
    path("agencies/people/<int:pk>/", people.person, name="person"),
    path("agencies/people/<int:pk>/role/", people.change_role, name="change_role"),
    path("agencies/people/<int:pk>/suspend/", people.suspend, name="suspend"),
    path("agencies/people/<int:pk>/reinstate/", people.reinstate, name="reinstate"),
    path("agencies/people/<int:pk>/renew/", invitations.renew, name="renew"),
    path("agencies/people/<int:pk>/leave/", people.leave, name="leave"),
    path("agencies/people/<int:pk>/propose-end/", administrators.propose_end, name="propose_end"),
    path("agencies/endings/<int:pk>/", administrators.confirm_end, name="confirm_end"),
    path("agencies/endings/<int:pk>/put-away/", administrators.put_end_away, name="put_end_away"),
    path("agencies/invitations/<int:pk>/resend/", invitations.resend, name="resend"),
    path("agencies/invitations/<int:pk>/revoke/", invitations.revoke, name="revoke"),
    path("invitation/", invitations.invitation, name="invitation"),
    path("invitation/<str:token>/", invitations.open_link, name="invitation_link"),
]
