"""An earlier register, in a spreadsheet: what its rows need before they may come in, and bringing them in."""
