"""The patch discriminator's shape, patch size and bounded slope."""

import torch

from animegan.models.discriminator import PatchDiscriminator


def test_one_logit_per_eight_pixels() -> None:
    logits = PatchDiscriminator()(torch.zeros(2, 3, 64, 96), torch.eye(4)[:2])
    assert logits.shape == (2, 1, 8, 12)


def test_a_logit_sees_54_pixels() -> None:
    torch.manual_seed(0)
    network = PatchDiscriminator().eval()
    picture = torch.randn(1, 3, 160, 160, requires_grad=True)
    network(picture, torch.eye(4)[:1])[0, 0, 10, 10].backward()
    assert picture.grad is not None
    touched = picture.grad[0].abs().sum(0) > 0
    assert touched.any(0).sum() == touched.any(1).sum() == 54


def test_style_changes_the_verdict() -> None:
    network = PatchDiscriminator().eval()
    picture = torch.rand(1, 3, 64, 64)
    with torch.no_grad():
        assert not torch.equal(network(picture, torch.eye(4)[:1]), network(picture, torch.eye(4)[1:2]))


def test_every_kernel_has_spectral_norm_one() -> None:
    torch.manual_seed(0)
    network = PatchDiscriminator()
    for _ in range(30):  # each training forward is one step of the power iteration
        network(torch.zeros(1, 3, 16, 16), torch.eye(4)[:1])
    for layer in [*network.down, network.mix, network.judge]:
        norm = torch.linalg.matrix_norm(layer.weight.flatten(1), 2)
        torch.testing.assert_close(norm, torch.tensor(1.0), atol=0.05, rtol=0)
