"""Runs that keep everything and runs that differ: exact, alone and beside others."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import torch

from animegan.catalog.load import load_entry
from animegan.errors import InputError
from animegan.explain import ChannelEdit, Pass, rerun, run
from animegan.inference import Stylizer
from animegan.inference.shares import style_code
from animegan.models.anime_unet import AnimeUNet
from animegan.models.generator import Generator
from tests.explain.tiny import noise, tiny_network, tiny_pass
from tests.forged import forge_catalog


def mute(stage: str, *channels: int, mask: np.ndarray | None = None) -> ChannelEdit:
    return ChannelEdit(stage=stage, channels=channels, action="mute", mask=mask)


def test_neutral_is_to_the_bit_what_the_stylizer_paints(tmp_path, monkeypatch) -> None:
    entry = forge_catalog(tmp_path, monkeypatch)
    style = entry.styles[1]
    photo = noise(90, 131)
    painted = Stylizer.load(style, backend="torch")(photo, size=70).picture
    base = run(load_entry(entry), photo, style_code({style: 1.0}, entry.styles), size=70)
    assert np.array_equal(base.picture, painted)
    assert np.array_equal(rerun(base).picture, painted)
    assert base.size == painted.shape[:2]


def test_every_stage_is_what_a_tap_would_show(network: Generator, base: Pass) -> None:
    with torch.inference_mode():
        tapped = network.run_padded(base.values["photo"], base.values["style"], taps=network.stages)
    for stage in network.stages:
        assert np.array_equal(base.features(stage), tapped.features[stage][0].numpy())


def test_a_gate_does_what_it_does_in_forward(network: Generator, base: Pass) -> None:
    for gate in network.gate_names:
        with torch.inference_mode():
            whole = network.run_padded(base.values["photo"], base.values["style"], gates={gate: 0.5}).picture
        part = rerun(base, gates={gate: 0.5})
        assert torch.equal(part.values[network.stages[-1]], whole)
        assert not np.array_equal(part.picture, base.picture)


def test_only_what_follows_a_change_is_computed_again(network: Generator, base: Pass) -> None:
    for number, stage in enumerate(network.stages[:-1]):
        changed = rerun(base, edits=[mute(stage, 0)])
        same = [changed.values[name] is base.values[name] for name in network.stages]
        assert all(same[:number])
        assert not same[number]
        assert not same[-1]


def test_an_edit_is_seen_by_the_next_stages_and_not_by_the_pass_it_began_with() -> None:
    base = tiny_pass()
    before = base.features("deep")
    changed = rerun(base, edits=[mute("deep", 1)])
    expected = before.copy()
    expected[1] = 0
    assert np.array_equal(changed.features("deep"), expected)
    assert np.array_equal(base.features("deep"), before)
    with torch.inference_mode():
        whole = dict(base.values) | {"deep": torch.tensor(expected)[None]}
        narrow = base.network.plan()[2].compute(whole, {})
    torch.testing.assert_close(changed.values["narrow"], narrow)


def test_boost_and_invert() -> None:
    base = tiny_pass()
    x = base.features("down")
    boosted = rerun(base, edits=[ChannelEdit(stage="down", channels=(0, 2), action="boost", factor=3.0)])
    inverted = rerun(base, edits=[ChannelEdit(stage="down", channels=(3,), action="invert")])
    assert np.array_equal(boosted.features("down")[[0, 2]], 3 * x[[0, 2]])
    assert np.array_equal(boosted.features("down")[[1, 3]], x[[1, 3]])
    np.testing.assert_allclose(inverted.features("down")[3], x[3].max() + x[3].min() - x[3])


def test_a_mask_limits_an_edit_to_what_was_painted() -> None:
    base = tiny_pass()  # 64x72 pixels, `down` is 32x36
    mask = np.zeros((64, 72), bool)
    mask[10:20, 30:41] = True  # rows 5 to 9; columns 15 to 19, and half of 20
    before, after = (
        base.features("down")[0],
        rerun(base, edits=[mute("down", 0, mask=mask)]).features("down")[0],
    )
    expected = before.copy()
    expected[5:10, 15:20] = 0
    expected[5:10, 20] /= 2
    np.testing.assert_allclose(after, expected, atol=1e-6)
    assert np.array_equal(rerun(base, edits=[mute("down", 0, mask=mask & False)]).picture, base.picture)


def test_a_large_mask_is_stretched_over_the_photo_and_not_over_the_padding() -> None:
    base = run(tiny_network(), noise(65, 65), np.ones(1, np.float32), size=65)  # padded to 66x66
    everywhere = rerun(base, edits=[mute("down", 0, mask=np.ones((650, 650), np.float32))]).features("down")[
        0
    ]
    assert np.array_equal(everywhere[:32, :32], np.zeros((32, 32)))
    assert everywhere[32, 0] != 0  # half of it is padding


def test_undoing_brings_back_the_same_picture() -> None:
    base = tiny_pass()
    once = rerun(base, edits=[mute("down", 0)])
    twice = rerun(once, gates={"round": 0.0}, edits=[mute("down", 0), mute("deep", 1)])
    assert np.array_equal(rerun(twice, edits=[mute("down", 0)]).picture, once.picture)
    assert np.array_equal(rerun(twice).picture, base.picture)


def test_enlarged_channels_lie_over_the_photo() -> None:
    base = run(tiny_network(), noise(65, 70), np.ones(1, np.float32), size=65)
    small = base.features("down")[0]
    large = base.over_photo(small)
    assert large.shape == (65, 70)
    assert large[63, 68] == small[31, 34]
    assert base.over_photo(np.zeros((33, 35, 3), np.float32)).shape == (65, 70, 3)
    assert np.array_equal(base.photo, noise(65, 70))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"gates": {"skip_99": 0.0}}, "skip_99"),
        ({"gates": {"round": float("nan")}}, "nan"),
        ({"edits": [mute("nowhere", 0)]}, "nowhere"),
        ({"edits": [mute("down", 4)]}, "no channel 4"),
        ({"edits": [mute("down", -1)]}, "no channel -1"),
    ],
)
def test_what_the_network_does_not_have_is_refused(change: dict[str, object], message: str) -> None:
    with pytest.raises(InputError, match=message):
        rerun(tiny_pass(), **change)


def test_impossible_edits_are_refused_when_made() -> None:
    with pytest.raises(InputError, match="explode"):
        ChannelEdit(stage="down", channels=(0,), action="explode")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="inf"):
        ChannelEdit(stage="down", channels=(0,), action="boost", factor=float("inf"))
    with pytest.raises(InputError, match=r"\(3,\)"):
        mute("down", 0, mask=np.ones(3, bool))
    with pytest.raises(InputError, match="nowhere"):
        tiny_pass().features("nowhere")
    with pytest.raises(InputError, match="style code"):
        run(tiny_network(), noise(64, 64), np.ones(4, np.float32))


def test_eight_threads_get_what_each_gets_alone(network: Generator, base: Pass) -> None:
    """200 runs with different edits and gates on one loaded network; 40 where one is ten times the work."""
    stages, gates = network.stages, network.gate_names

    def change(number: int) -> np.ndarray:
        edit = ChannelEdit(
            stage=stages[number % len(stages)],
            channels=(number % 3,),
            action="boost",
            factor=number % 7 - 3.0,
        )
        gains = {gates[number % len(gates)]: number % 5 / 2}
        return rerun(base, gates=gains, edits=[edit]).picture

    recipes, rounds = (
        20,
        10 if isinstance(network, AnimeUNet) else 2,
    )  # each alone once, then among the others
    alone = [change(number) for number in range(recipes)]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(change, list(range(recipes)) * rounds))
    assert len(together) == recipes * rounds
    assert all(np.array_equal(got, alone[i % recipes]) for i, got in enumerate(together))
    assert len({picture.tobytes() for picture in alone}) > recipes // 2
