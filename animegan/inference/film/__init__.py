"""A clip painted frame by frame: read, paint and write at the same time, each frame that repeats only once.

    film = Film(read_clip(Path("in.mp4")), Path("out.mp4"), FilmPlan(size=360), paint)
    for progress in film.run():                        # film.stop() from anywhere keeps what is done
        print(progress.done, progress.total, progress.values["fps"])
    film.report                                        # frames, times by stage, flicker

| module | what |
|---|---|
| plan | what is wanted of a film |
| film | the three threads |
| pipe | what connects them |
| memory | frames that repeat, and the places in a frame that stay as they are |
| held | memory by the minute |
| reel | the part films on disk, from which a broken run goes on |
| report | what became of it, in figures |
| live | a camera's frames while they come: the newest one wins |
"""

from animegan.inference.film.film import Film
from animegan.inference.film.plan import FilmPlan
from animegan.inference.film.report import FilmReport

__all__ = ["Film", "FilmPlan", "FilmReport"]
