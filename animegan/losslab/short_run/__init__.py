"""A minute of training in a process of its own."""
