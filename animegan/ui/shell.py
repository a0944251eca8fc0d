"""What every page has around it: the title bar, the menu, the first heading and the line about privacy."""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

__all__ = [
    "COMPARISON",
    "FACES",
    "FEATURE_MAPS",
    "HOME",
    "LOSS_LAB",
    "MENU",
    "SKIPS",
    "STYLIZE",
    "VIDEO",
    "MenuGroup",
    "PageEntry",
    "start_page",
]

# A local file: a Material icon as page icon would be fetched from the internet.
BLOSSOM = Path(__file__).with_name("sakura.svg")
SIDEBAR_WIDTH = 240  # px; the pictures need the rest
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
MENU: tuple[MenuGroup, ...] = (
    MenuGroup(title="Make", pages=(STYLIZE, FACES, VIDEO)),
    MenuGroup(title="Look inside", pages=(FEATURE_MAPS, SKIPS)),
    MenuGroup(title="Look at training", pages=(LOSS_LAB,)),
    MenuGroup(title="Compare", pages=(COMPARISON,)),
)


def start_page(page: PageEntry) -> None:
    """Sets the page up and draws its menu and first heading; call it before anything heavy is imported."""
    title = "AnimeGAN Lab" if page is HOME else f"{page.label} · AnimeGAN Lab"
    st.set_page_config(
        page_title=title, page_icon=BLOSSOM, layout="wide", initial_sidebar_state=SIDEBAR_WIDTH
    )
    st.logo(BLOSSOM, size="large")
    with st.sidebar:
        _draw_menu()
        st.markdown(f":small[{PRIVACY}]")
    st.title(page.title, anchor=False)


def _draw_menu() -> None:
    st.markdown("**AnimeGAN Lab**")
    _draw_link(HOME)
    for group in MENU:
        st.markdown(f":small[**{group.title}**]")
        for page in group.pages:
            _draw_link(page)


def _draw_link(page: PageEntry) -> None:
    st.page_link(page.path, label=page.label, icon=page.icon, width="stretch")
