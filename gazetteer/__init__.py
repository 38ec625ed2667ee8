"""Place names of conflicts, in every spelling, with coordinates and doubts."""
