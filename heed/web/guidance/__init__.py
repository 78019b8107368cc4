"""What to do, for everybody to read: the public pages of a body's policy, without signing in."""
