"""How near what was found comes to gold: toponyms, claims and incidents, with counts that add up."""
