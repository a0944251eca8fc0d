"""What a picture is compared by: pixel, perceptual, style, colour, variation and adversarial terms. Functions first."""
