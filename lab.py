"""The pages and the HTTP interface in one process: what `python -m animegan serve` starts.

`streamlit run lab.py` does the same with Streamlit's own options; `streamlit run Home.py` serves the pages alone.
"""

import streamlit as st
from starlette.middleware import Middleware

from animegan.api import Api
from animegan.api.access import key_from_environment
from animegan.api.same_origin import SameOrigin

app = st.App("Home.py", routes=Api(key=key_from_environment()).routes(), middleware=[Middleware(SameOrigin)])
