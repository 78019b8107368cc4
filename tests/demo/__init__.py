"""Tests of the demo; being a package, they share one small demo, which goes away with the last of them."""
