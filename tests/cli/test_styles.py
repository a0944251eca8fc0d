"""`styles` lists the catalog, for people and for programs."""

import json

from animegan.catalog import STYLES
from animegan.cli.main import main


def test_the_table_names_every_style_once(capsys):
    assert main(["styles"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [style.name for style in STYLES]


def test_json_is_one_list(capsys):
    assert main(["styles", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [entry["name"] for entry in listed] == ["sakura", "aozora", "yuyake", "sumi"]
    assert all(entry["title"] and entry["blurb"] and entry["weights"] for entry in listed)
