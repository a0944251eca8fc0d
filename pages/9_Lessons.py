"""Lessons: the list with the way in, a learner's progress, and what a teacher decides."""

from animegan.ui.inside.rooms import show_rooms
from animegan.ui.lessons.list_room import list_room
from animegan.ui.lessons.opening import open_step
from animegan.ui.lessons.progress_room import progress_room
from animegan.ui.lessons.teacher_room import teacher_room
from animegan.ui.problems import problems_shown
from animegan.ui.shell import LESSONS, MENU, every_page, start_page

names = [page.label for group in MENU for page in group.pages if page is not LESSONS]
ROOMS = {
    "Lessons": list_room,
    "My progress": progress_room,
    "For teachers": lambda _: teacher_room(names),
}

open_step(every_page())
start_page(LESSONS)
with problems_shown():
    show_rooms(ROOMS, None, key="part", may_be_closed=False)  # "room" is for the pages that it leads to
