"""What a browser may send to the pages: Streamlit's own settings brought in line with the limits of the lab."""

import streamlit as st
from starlette.formparsers import MultiPartParser
from streamlit import config

from animegan.limits import MB, the_limits

__all__ = ["limit_uploads"]


def limit_uploads() -> None:
    """Sets the largest file, which Streamlit looks up at every upload, and keeps files in memory while they arrive.

    The library that reads them would put everything above 1 MB into a temporary file, and the lab promises that a
    photo is never written to the disk.
    """
    most_mb = the_limits().upload_mb
    if st.get_option("server.maxUploadSize") != most_mb:
        config.set_option("server.maxUploadSize", most_mb)
    MultiPartParser.spool_max_size = most_mb * MB + 1
