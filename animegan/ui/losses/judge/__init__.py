"""The room of the discriminator."""
