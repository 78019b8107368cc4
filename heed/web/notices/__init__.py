"""Messages that did not arrive, for whoever can mend an address and for whom they were."""
