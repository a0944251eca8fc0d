"""The room where a class plays discriminator."""
