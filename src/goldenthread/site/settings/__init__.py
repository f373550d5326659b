"""Settings: base is shared; production, demo, development and testing say how they differ."""
