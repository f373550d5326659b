"""Systems: scopes, their dated history, people, roles and invitations."""
