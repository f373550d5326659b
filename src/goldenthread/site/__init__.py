"""The front door: settings, addresses, home, the command line."""
