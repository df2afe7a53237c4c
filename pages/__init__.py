"""One file a page; what they share stands in the modules whose names start with `_`."""
