"""Seconds and memory of one system, each in a process of its own, on this machine, now."""
