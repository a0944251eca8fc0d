"""The room where the terms pull on a picture."""
