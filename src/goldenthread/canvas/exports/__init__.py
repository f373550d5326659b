"""What the files that the canvas gives out look like."""
