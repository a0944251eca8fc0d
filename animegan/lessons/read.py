"""Reads a lesson from its Markdown file.

+++                                  a head in TOML: title, minutes, goals, needs, figure, place
title = "Why skips?"
+++
What it is about.

## A step's heading
+++                                  page and state; with a question also asks, options or low and high,
page = "Skip_connections"            truth, about and why
+++
What to do.
---
What is said once the truth is out.

## For the teacher
+++
kind = "notes"                       "transfer" marks the task at the end
+++
Expected answers, misconceptions.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from animegan.errors import InputError
from animegan.lessons.lesson import Amount, Lesson, Question, Step

__all__ = ["read_lesson"]

_HEAD = re.compile(r"\A\s*\+\+\+\n(.*?)^\+\+\+\n", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^## +(.+?) *$", re.MULTILINE)
_AFTER = re.compile(r"^---\n", re.MULTILINE)
AMOUNT = {field.name for field in fields(Amount)}
ASKED = {"asks", "options", "truth", "about", "why"}
HINT = "Compare it with a lesson that works; animegan/lessons/read.py shows how a file is built."


def read_lesson(path: Path) -> Lesson:
    """The lesson in a file; its name and language are those of the file and of its folder.

    Raises:
        InputError: The file cannot be read as a lesson; the message says where.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}.", hint=HINT) from error
    opening, *rest = _HEADING.split(text)
    head, intro = _split(opening, f"{path.name}, the beginning")
    steps, notes = [], ""
    for title, body in zip(rest[::2], rest[1::2], strict=True):
        where = f"{path.name}, step {title!r}"
        settings, words = _split(body, where)
        kind = settings.pop("kind", "step")
        if kind == "notes":
            notes = words
        else:
            steps.append(_step(title, settings, words, where, transfer=kind == "transfer"))
    try:
        return Lesson(
            name=path.stem, language=path.parent.name, intro=intro, steps=tuple(steps), notes=notes,
            goals=tuple(head.pop("goals")), needs=tuple(head.pop("needs")), **head,
        )  # fmt: skip
    except (KeyError, TypeError) as error:
        raise _wrong(f"{path.name}, the beginning", error) from error


def _split(text: str, where: str) -> tuple[dict[str, Any], str]:
    """The settings between the plus signs, and the words behind them."""
    found = _HEAD.match(text)
    if found is None:
        raise _wrong(where, "there is no head between two lines of +++")
    try:
        return tomllib.loads(found[1]), text[found.end() :].strip()
    except tomllib.TOMLDecodeError as error:
        raise _wrong(where, error) from error


def _step(title: str, settings: dict[str, Any], words: str, where: str, *, transfer: bool) -> Step:
    text, *after = _AFTER.split(words, maxsplit=1)
    asked = {name: settings.pop(name) for name in [*settings] if name in ASKED | AMOUNT}
    try:
        return Step(
            title=title,
            text=text.strip(),
            after=after[0].strip() if after else "",
            question=_question(asked) if asked else None,
            transfer=transfer,
            state={key: str(value) for key, value in settings.pop("state", {}).items()},
            **settings,
        )
    except TypeError as error:
        raise _wrong(where, error) from error


def _question(asked: Mapping[str, Any]) -> Question:
    amount = {name: value for name, value in asked.items() if name in AMOUNT}
    if bool(amount) == bool(asked.get("options")):
        raise TypeError("a question has either options or low and high")
    return Question(
        amount=Amount(**amount) if amount else None,
        **{name: value for name, value in asked.items() if name in ASKED},
    )


def _wrong(where: str, what: object) -> InputError:
    return InputError(f"{where}: {what}.", hint=HINT)
