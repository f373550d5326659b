"""Page layout and components in the design system's shape, for every room."""
