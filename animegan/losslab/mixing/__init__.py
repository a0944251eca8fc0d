"""Networks between trained ones."""
