"""The documentation, built and followed."""
