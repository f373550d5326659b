"""Every read for a page."""
