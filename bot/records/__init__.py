"""What happened: questions, feedback, changes to the FAQ, the settings of servers.

`model` holds the values and can be imported by anyone. `store.Records` is what is spoken to; only this package knows
SQL, and nothing outside it needs SQLAlchemy to be loaded.
"""
