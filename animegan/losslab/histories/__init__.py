"""The log-books of the runs behind the committed weights."""
