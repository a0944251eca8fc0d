"""The room of the training curves."""
