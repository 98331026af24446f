"""Danger, and a person's own case.

calls         whether a message calls for a text that is said instead of an answer
in_general    what a message about somebody asks of everybody
aftermath     what follows on such a text
relief        whether the danger is over
"""
