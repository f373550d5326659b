"""What every room uses, each in a named package."""
