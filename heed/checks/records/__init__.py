"""What is kept of look-ups: their words for as long as the policy says, and a code by which one is known again."""
