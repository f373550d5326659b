"""What files of answers that were collected elsewhere look like."""
