"""A film that is being made on a thread of its own, while its visitor looks at other pages or plays with sliders.

One film is made at a time in the whole lab; the others wait in line. Between two frames a film lets the single
pictures of other visitors go first. It stops when its visitor has left.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from animegan.errors import AnimeganError
from animegan.serving import Gate, Wait
from animegan.ui.video.private_folder import PrivateFolder

if TYPE_CHECKING:
    from animegan.inference.film import Film, FilmPlan, FilmReport
    from animegan.types import PhotoU8, Progress
    from animegan.ui.video.chosen_clip import ChosenClip

__all__ = ["LINE", "FilmJob", "Look", "film_of_visit", "forget_film", "someone_is_here", "start_film"]

JOB = "film"  # in the visit
LEFT_FOR_S = 60.0  # a visitor whose connection has been gone for so long will not come back
LINE = Gate(slots=1, longest_line=20)

State = Literal["waiting", "painting", "done", "stopped", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a film stands.

    Attributes:
        state: Where it is.
        ahead: Films before it, while it waits.
        progress: How far it is; None before the first frame.
        latest: The newest frame and its picture.
        report: The figures at the end; None without one frame.
        problem: Why it failed.
    """

    state: State
    ahead: int
    progress: "Progress | None"
    latest: "tuple[PhotoU8, PhotoU8] | None"
    report: "FilmReport | None"
    problem: AnimeganError | None

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        return self.state in ("done", "stopped", "failed")


class _Left(Exception):
    """The visitor has gone, or wants no film any more, while it was in line."""


class FilmJob:
    """One film from its place in the line to its end; may be looked at from any thread.

    Args:
        chosen: The clip; it is kept on the disk as long as this is.
        plan: How it is painted.
        style: In which style, for the heading.
        make: Gives the film, once it is its turn, for the file it is to be written to.
        line: Who is before it.
        is_here: Whether its visitor is still there.
    """

    def __init__(
        self,
        chosen: "ChosenClip",
        plan: "FilmPlan",
        style: str,
        make: "Callable[[Path], Film]",
        *,
        line: Gate = LINE,
        is_here: Callable[[], bool] = lambda: True,
    ) -> None:
        self.chosen, self.plan, self.style = chosen, plan, style
        self._folder = PrivateFolder()
        self.path = self._folder.path / "film.mp4"
        self._make, self._line, self._is_here = make, line, is_here
        self._seen_at = time.monotonic()
        self._stop_wanted = threading.Event()
        self._forgotten = False
        self._film: Film | None = None
        self._state: State = "waiting"
        self._ahead = 0
        self._progress: Progress | None = None
        self._problem: AnimeganError | None = None
        self.thread = threading.Thread(target=self._run, daemon=True, name="film-job")
        self.thread.start()

    def look(self) -> Look:
        """How it stands."""
        film = self._film
        return Look(
            state=self._state,
            ahead=self._ahead,
            progress=self._progress,
            latest=None if film is None else film.latest,
            report=None if film is None else film.report,
            problem=self._problem,
        )

    def stop(self) -> None:
        """Ends it after the frame in hand; what is done stays a film."""
        self._stop_wanted.set()
        if self._film is not None:
            self._film.stop()

    def forget(self) -> None:
        """Ends it, and takes it off the disk."""
        self._forgotten = True
        self.stop()
        if not self.thread.is_alive():
            self._folder.remove()

    def _run(self) -> None:
        try:
            self._make_in_turn()
        finally:
            if self._forgotten:
                self._folder.remove()

    def _make_in_turn(self) -> None:
        try:
            with self._line.turn(object(), on_wait=self._wait):  # each film stands for itself
                self._check()
                self._film = self._make(self.path)
                self._state = "painting"
                for step in self._film.run():
                    self._progress = step
                    if self._is_unwanted():
                        self._film.stop()
        except _Left:
            self._state = "stopped"
        except AnimeganError as problem:
            self._state, self._problem = "failed", problem
        except BaseException:
            self._state = "failed"
            self._problem = AnimeganError(
                "The film broke off by a mistake in the lab.",
                hint="The log of the program that serves it says more.",
            )
            raise  # into the log
        else:
            report = self._film.report
            self._state = "done" if report is not None and report.complete else "stopped"

    def _wait(self, wait: Wait) -> None:
        self._ahead = wait.ahead
        self._check()

    def _check(self) -> None:
        if self._is_unwanted():
            raise _Left

    def _is_unwanted(self) -> bool:
        now = time.monotonic()
        if self._is_here():
            self._seen_at = now
        return self._stop_wanted.is_set() or now - self._seen_at > LEFT_FOR_S


def start_film(job: FilmJob) -> None:
    """Makes a film the visitor's current one, in place of the one before."""
    forget_film()
    st.session_state[JOB] = job


def film_of_visit() -> FilmJob | None:
    """The film that the visitor has asked for last."""
    job: FilmJob | None = st.session_state.get(JOB)
    return job


def forget_film() -> None:
    """Stops the visitor's film, if there is one; its folder goes with it."""
    job: FilmJob | None = st.session_state.pop(JOB, None)
    if job is not None:
        job.forget()


def someone_is_here() -> Callable[[], bool]:
    """Says, from any thread and at any time, whether the browser of this very visit is still connected."""
    context = get_script_run_ctx()
    if context is None or not st.runtime.exists():
        return lambda: True
    runtime, session = st.runtime.get_instance(), context.session_id
    return lambda: bool(runtime.is_active_session(session))
