"""The lab over HTTP, for programs: the same Stylizer, the same gate and the same limits as the pages.

| file | what it does |
|---|---|
| service.py | the routes: how many requests at once, and what each answers |
| access.py | who may ask |
| upload.py | a multipart body becomes a picture's bytes and its fields, bounded while it arrives |
| wishes.py | the fields: what each may be, checked and documented from one table |
| work.py | from a picture's bytes to the bytes of the result; runs in a thread |
| problems.py | every error as JSON with `error` and `hint` |
| metrics.py | figures for Prometheus |
| openapi.py | the description of it all for machines |
| same_origin.py | keeps other websites from the web socket of the pages |
| app.py | the interface alone, without the pages |
"""

from animegan.api.service import Api

__all__ = ["Api"]
