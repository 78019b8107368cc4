"""What can be wrong with a letter before it leaves. Pure: nothing here asks a table."""
