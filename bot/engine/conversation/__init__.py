"""What was said before, and messages that lean on it.

memory        what was said before, passed in and returned, and messages that pick from it
antecedents   what a pronoun may stand for
turns         a message after an answer, in all its readings
turn_signals  what speaks for an answer to it
follow_ups    the verdict on it
"""
