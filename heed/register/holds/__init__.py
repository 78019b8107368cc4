"""Legal holds: what a court or a complaint may ask for is not deleted; it is still shown to nobody who looks up."""
