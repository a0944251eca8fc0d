import pytest

from animegan.errors import InputError
from animegan.limits import Limits


def test_a_limit_is_set_by_the_environment_and_the_others_stay():
    limits = Limits.from_environment({"ANIMEGAN_LIMIT_UPLOAD_MB": "50", "HOME": "/root"})
    assert limits.upload_mb == 50
    assert limits.photo_megapixels == Limits().photo_megapixels


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("ANIMEGAN_LIMIT_UPLAOD_MB", "50"),
        ("ANIMEGAN_LIMIT_UPLOAD_MB", "much"),
        ("ANIMEGAN_LIMIT_UPLOAD_MB", "0"),
    ],
)
def test_a_wrong_name_or_number_is_refused_and_named(variable, value):
    with pytest.raises(InputError) as caught:
        Limits.from_environment({variable: value})
    said = f"{caught.value.message} {caught.value.hint}".lower()
    assert "upload_mb" in said
