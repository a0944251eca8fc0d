"""Measures trained weights on photos: how near to the painter, whose faces are kept, how calm from frame to frame."""
