"""The matcher beside its peers, on the same questions and by the same arithmetic. See README.md."""
