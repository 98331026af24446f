"""What asks nothing of the FAQ.

likeness      how like a message is to small talk, and to wishes that no list foresees
ruling        which messages are that
"""
