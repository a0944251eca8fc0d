"""The words of the loss lab, each in a sentence."""

import streamlit as st

__all__ = ["show_glossary"]

WORDS = {
    "Loss term": "a number that training makes small; the total is the sum of terms, each times its weight.",
    "L1": "mean difference of two pictures, pixel by pixel.",
    "Perceptual": "difference of what a network that recognises things sees in two pictures.",
    "Style (Gram)": "difference in which textures appear together, wherever they are (Gram matrices).",
    "Adversarial": "how well a picture passes for a painting before the discriminator.",
    "Discriminator, judge": "a network that tells paintings from the generator's pictures, patch by patch.",
    "Logit": "its verdict as a number without bounds: higher is more like a painting.",
    "LSGAN, RaGAN": "two rules of the game: judge each picture alone, or compare it with the other kind.",
    "Painter": "the lab's own program, without a network, that draws the paintings to learn from.",
    "Aozora, Sakura, Yuyake, Sumi": "the painter's four styles.",
    "Held-out photo": "one that training has never seen.",
    "PSNR, SSIM": "how near a picture is to the painter's; higher is nearer.",
    "Adam": "the way in which training turns gradients into steps.",
    "Balanced, L1 ×10, …": "the lab's family of small networks: the same training, with one term raised.",
}


def show_glossary() -> None:
    """Draws a button that opens the list."""
    with st.popover("Words", icon=":material/dictionary:"):
        st.markdown("\n".join(f"- **{word}**: {meaning}" for word, meaning in WORDS.items()))
