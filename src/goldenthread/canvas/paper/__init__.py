"""Pages for paper, set by Typst."""
