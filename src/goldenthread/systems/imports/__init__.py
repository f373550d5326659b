"""What published files of areas and organisations look like."""
