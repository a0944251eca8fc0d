"""What a picture is compared by: pixel, perceptual, style and adversarial terms. Functions first."""
