"""Which networks a page can look into."""

from dataclasses import replace

from animegan.catalog import get_weights
from animegan.ui.inside import network
from animegan.ui.inside.network import painting_weights


def test_whatever_paints_by_itself_fetched_or_not(monkeypatch):
    fetched = replace(get_weights("animeganv2_sakura"), name="animeganv2_paprika", fetched=True)
    features = replace(get_weights("perceptual"), name="vgg19", fetched=True)
    monkeypatch.setattr(network, "installed_weights", lambda: (fetched, features))
    names = [entry.name for entry in painting_weights()]
    assert names[0] == "anime_unet" and names[-1] == "animeganv2_paprika"
    assert not {"perceptual", "vgg19", "local_refiner", "ablation_balanced", "toonify_sakura"} & set(names)
