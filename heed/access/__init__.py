"""Sign-in, roles and scopes of posts, Decision: who may."""
