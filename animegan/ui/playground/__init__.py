"""The page of the GAN playground: two networks play on the plane, and a class plays discriminator."""
