"""What every door of the lab shares when many people come at once: the pages, the HTTP interface, batches.

| file | what it does |
|---|---|
| gate.py | few jobs at a time, one per session, fair between sessions, identical ones computed once |
| line.py | who is next: the order alone, without threads |
| spare_memory.py | what nobody needs any more goes back to the system |
| shelf.py | results in memory, bounded in bytes for each visitor and in all |

How much is allowed stands in `animegan.limits`.
"""

from animegan.limits import Limits, the_limits
from animegan.serving.gate import Figures, Gate, Turn, the_gate
from animegan.serving.line import Wait
from animegan.serving.shelf import Shelf

__all__ = ["Figures", "Gate", "Limits", "Shelf", "Turn", "Wait", "the_gate", "the_limits"]
