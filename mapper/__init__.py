"""From news reports to a map of claims: who says what happened, where and when."""
