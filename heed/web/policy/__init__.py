"""The policy that runs: what it says, what would follow under it, and what another one would change."""
