"""What hangs on a case as a document: files that are evidence, and letters to members of the public."""
