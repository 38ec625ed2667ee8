"""Scoring annotations against gold: places, claims, and the incidents they are merged to.

>>> gold = Folder(forms={"a.txt": Form()}, across=None)
>>> score(gold, gold).all.claims.found.f1
1.0
"""

from mapper.evaluate.bootstrap import intervals
from mapper.evaluate.figures import figures, lines
from mapper.evaluate.forms import Folder, Form, read_folder
from mapper.evaluate.scoring import Score, score

__all__ = ["Folder", "Form", "Score", "figures", "intervals", "lines", "read_folder", "score"]
