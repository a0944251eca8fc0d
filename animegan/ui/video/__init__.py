"""The video page: a clip, its single frames, and the film that is made of it."""
