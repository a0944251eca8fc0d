"""What every page has around it: the title bar, the menu, the first heading and the line about privacy."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from animegan.errors import InputError
from animegan.ui.classroom import is_hidden, is_teacher
from animegan.ui.inside.rooms import note_page
from animegan.ui.lessons.bar import LESSONS_PATH, draw_bar
from animegan.ui.lessons.course import Running, running
from animegan.ui.lessons.projector import enlarge_type, is_projected, leave_button
from animegan.ui.lessons.teaching import teacher_tools
from animegan.ui.problems import bugs_explained, show_problem
from animegan.ui.uploads import limit_uploads

__all__ = [
    "COMPARISON",
    "FACES",
    "FEATURE_MAPS",
    "HOME",
    "LESSONS",
    "LOSS_LAB",
    "MENU",
    "PLAYGROUND",
    "SKIPS",
    "STYLIZE",
    "VIDEO",
    "MenuGroup",
    "PageEntry",
    "every_page",
    "start_page",
]

# A local file: a Material icon as page icon would be fetched from the internet.
BLOSSOM = Path(__file__).with_name("sakura.svg")
SIDEBAR_WIDTH = 240  # px; the pictures need the rest
LESSON_WIDTH = 360  # px, while a lesson stands beside the page
# Streamlit sets the width when a visit begins, and not again when a lesson does.
WIDER = f'<style>[data-testid="stSidebar"][aria-expanded="true"] {{ min-width: {LESSON_WIDTH}px; }}</style>'
PRIVACY = (
    ":material/lock: Photos stay on the computer that runs this lab: in its memory only, "
    "never on its disk, and never sent anywhere else."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageEntry:
    """One page of the lab.

    Attributes:
        path: The page's file, relative to `Home.py`.
        title: Its first heading.
        label: Its name in the menu; short.
        icon: Its sign in the menu.
        question: What one can find out there, as a question.
    """

    path: str
    title: str
    label: str
    icon: str
    question: str

    @property
    def address(self) -> str:
        """The end of its address: the file's name without its number."""
        return Path(self.path).stem.lstrip("0123456789").removeprefix("_")


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuGroup:
    """Pages that belong together, under one word."""

    title: str
    pages: tuple[PageEntry, ...]


HOME = PageEntry(
    path="Home.py",
    title="A photo becomes anime, on this very computer",
    label="Home",
    icon=":material/home:",
    question="What is there to find out?",
)
STYLIZE = PageEntry(
    path="pages/1_Stylize.py",
    title="Stylize a photo",
    label="Stylize",
    icon=":material/brush:",
    question="What does my photo look like in each of the four styles, and what lies between two of them?",
)
FEATURE_MAPS = PageEntry(
    path="pages/2_Feature_maps.py",
    title="What each stage has made of a photo",
    label="Feature maps",
    icon=":material/layers:",
    question="What does each stage of the network see in my photo, and what happens if I change it?",
)
SKIPS = PageEntry(
    path="pages/3_Skip_connections.py",
    title="Turn the skips up and down",
    label="Skip connections",
    icon=":material/alt_route:",
    question="What does each shortcut through the network carry, and does the published one have any?",
)
LOSS_LAB = PageEntry(
    path="pages/4_Loss_lab.py",
    title="What each loss term wants",
    label="Loss lab",
    icon=":material/balance:",
    question="What does each loss term want of a picture, and what happens when one of them counts for more?",
)
FACES = PageEntry(
    path="pages/5_Face2paint.py",
    title="Paint every face by itself",
    label="Face2paint",
    icon=":material/face:",
    question="Does a face come out better if it is cut out, painted large and put back, and when does that fail?",
)
COMPARISON = PageEntry(
    path="pages/6_Model_comparison.py",
    title="Five systems on one bench",
    label="Model comparison",
    icon=":material/leaderboard:",
    question="Which system paints best, is smallest, is fastest here, and is what an article says of them true?",
)
VIDEO = PageEntry(
    path="pages/7_Video.py",
    title="Turn a clip into a film",
    label="Video",
    icon=":material/movie:",
    question="How many frames a second can this computer paint, and does the film flicker more than the clip?",
)
PLAYGROUND = PageEntry(
    path="pages/8_GAN_playground.py",
    title="Two networks play against each other",
    label="GAN playground",
    icon=":material/sports_esports:",
    question="How do two networks learn by playing against each other, and what does it look like when it goes wrong?",
)
LESSONS = PageEntry(
    path=LESSONS_PATH,
    title="Lessons for a term",
    label="Lessons",
    icon=":material/school:",
    question="Where do I begin, and what can I find out if I predict first and measure then?",
)
MENU: tuple[MenuGroup, ...] = (
    MenuGroup(title="Learn", pages=(LESSONS,)),
    MenuGroup(title="Make", pages=(STYLIZE, FACES, VIDEO)),
    MenuGroup(title="Look inside", pages=(FEATURE_MAPS, SKIPS)),
    MenuGroup(title="Look at training", pages=(PLAYGROUND, LOSS_LAB)),
    MenuGroup(title="Compare", pages=(COMPARISON,)),
)


def start_page(page: PageEntry) -> None:
    """Sets the page up and draws its menu and first heading; call it before anything heavy is imported."""
    bugs_explained()
    limit_uploads()
    note_page(page.label)
    projected, lesson = is_projected(), _lesson_of_visit(page)
    title = "AnimeGAN Lab" if page is HOME else f"{page.label} · AnimeGAN Lab"
    st.set_page_config(
        page_title=title,
        page_icon=BLOSSOM,
        layout="wide",
        initial_sidebar_state="collapsed" if projected else SIDEBAR_WIDTH if lesson is None else LESSON_WIDTH,
    )
    st.logo(BLOSSOM, size="large")
    with st.sidebar:
        _draw_sidebar(page, None if projected else lesson)
    if projected:
        enlarge_type()
        leave_button()
        if lesson is not None:
            with st.container(border=True):
                draw_bar(lesson, here=page, pages=every_page())
    st.title(page.title, anchor=False)
    if is_hidden(page.label):
        st.info("Your teacher has closed this page for now.", icon=":material/visibility_off:")
        st.stop()


def every_page() -> Mapping[str, PageEntry]:
    """Every page by the end of its address."""
    pages = (HOME, *(page for group in MENU for page in group.pages))
    return {page.address: page for page in pages}


def _lesson_of_visit(page: PageEntry) -> Running | None:
    """The lesson that runs, if any; a link to one that does not exist is explained."""
    try:
        return running(in_address=page is not LESSONS)
    except InputError as problem:
        show_problem(problem)
        return None


def _draw_sidebar(page: PageEntry, lesson: Running | None) -> None:
    if lesson is None:
        _draw_menu()
    else:
        st.html(WIDER)
        draw_bar(lesson, here=page, pages=every_page())
        with st.expander("All pages", icon=":material/menu:", key="all_pages"):
            _draw_menu()
    if is_teacher():
        teacher_tools()
    st.markdown(f":small[{PRIVACY}]")


def _draw_menu() -> None:
    st.markdown("**AnimeGAN Lab**")
    _draw_link(HOME)
    for group in MENU:
        st.markdown(f":small[**{group.title}**]")
        for page in group.pages:
            if not is_hidden(page.label):
                _draw_link(page)


def _draw_link(page: PageEntry) -> None:
    st.page_link(page.path, label=page.label, icon=page.icon, width="stretch")
