"""Every read of systems for a page."""
