"""Pages of agencies, desks, people, invitations and of oneself."""
