"""A Discord FAQ bot: it answers from a curated, sourced YAML FAQ, or says honestly that it does not know."""
