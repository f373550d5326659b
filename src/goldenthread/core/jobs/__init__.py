"""Long work with progress that a page and a terminal can show."""
