"""Arabic: how its reports are cut into words and sentences, and what their words mean."""
