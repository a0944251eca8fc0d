"""The room where trained networks are mixed."""
