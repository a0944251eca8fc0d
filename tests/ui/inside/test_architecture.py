import itertools

from animegan.explain import Edge, Manifest, StageInfo
from animegan.ui.inside.architecture import HIGHEST, WIDEST, lay_out


def stage(name, channels=8, stride=1):
    side = 64 // stride
    return StageInfo(
        name=name,
        does="something",
        shape=(channels, side, side),
        stride=stride,
        receptive_field=3,
        whole_picture=False,
        parameters=1,
        macs=1,
    )


def manifest(stages, *edges):
    """Edges as (source, target, kind) or (source, target, kind, gate)."""
    named = [Edge(source=e[0], target=e[1], kind=e[2], gate=(*e, None)[3]) for e in edges]
    return Manifest(size=(64, 64), stages=tuple(stages), edges=tuple(named), parameters=1, macs=1)


U_NET = manifest(
    [
        stage("in_2", 16, 2),
        stage("in_4", 64, 4),
        stage("out_2", 16, 2),
        stage("out_1", 4),
        stage("picture", 3),
    ],
    ("photo", "in_2", "main"),
    ("in_2", "in_4", "main"),
    ("in_4", "out_2", "main"),
    ("in_2", "out_2", "skip", "skip_2"),
    ("style", "out_2", "style"),
    ("out_2", "out_1", "main"),
    ("photo", "out_1", "skip", "skip_1"),
    ("out_1", "picture", "main"),
)


def test_the_photo_and_every_stage_have_a_box_from_left_to_right():
    boxes = lay_out(U_NET).boxes
    assert [box.name for box in boxes] == ["photo", "in_2", "in_4", "out_2", "out_1", "picture"]
    assert all(one.x < other.x for one, other in itertools.pairwise(boxes))
    assert [box.choosable for box in boxes] == [False, True, True, True, True, True]
    assert all(one.x + one.width / 2 < two.x - two.width / 2 for one, two in itertools.pairwise(boxes))


def test_height_is_channels_and_width_is_resolution():
    boxes = {box.name: box for box in lay_out(U_NET).boxes}
    assert boxes["in_4"].height == HIGHEST  # 64 channels are the most
    assert boxes["in_2"].height == HIGHEST / 2  # a quarter of them, by the square root
    assert boxes["out_1"].width == WIDEST and boxes["in_4"].width == WIDEST / 2
    assert boxes["in_4"].shape == "64×16×16"


def test_skips_are_arcs_with_their_gate_and_the_main_stream_is_not():
    arcs = {arc.gate: arc for arc in lay_out(U_NET).arcs}
    assert set(arcs) == {"skip_1", "skip_2"}
    places = {box.name: box.x for box in lay_out(U_NET).boxes}
    assert (arcs["skip_2"].start, arcs["skip_2"].end) == (places["in_2"], places["out_2"])


def test_the_longer_skip_goes_over_the_shorter():
    drawing = lay_out(U_NET)
    assert {arc.gate: arc.level for arc in drawing.arcs} == {"skip_2": 0, "skip_1": 1}
    assert drawing.levels == 2


def test_the_style_is_marked_where_it_enters_and_is_no_arc():
    assert [box.name for box in lay_out(U_NET).boxes if box.styled] == ["out_2"]


def test_residuals_one_after_the_other_stand_on_one_level():
    chain = manifest(
        [stage("a"), stage("b"), stage("c")],
        ("photo", "a", "main"),
        ("a", "b", "main"),
        ("a", "b", "residual", "b"),
        ("b", "c", "main"),
        ("b", "c", "residual", "c"),
    )
    drawing = lay_out(chain)
    assert [(arc.gate, arc.level) for arc in drawing.arcs] == [("b", 0), ("c", 0)]


def test_a_network_of_one_stage_can_be_drawn():
    drawing = lay_out(manifest([stage("only", 3)], ("photo", "only", "main")))
    assert (len(drawing.boxes), drawing.arcs, drawing.levels) == (2, (), 0)
