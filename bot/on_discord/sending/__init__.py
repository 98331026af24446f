"""When, and how anything is sent.

admission     whether a question is answered now, and before whom
rate_limit    how often one member may ask, and how much is said in one channel
turns         answers to messages leave the way free for commands
lateness      for how long something has waited for the bot
thinking      in the event loop, or beside it where the model of meaning takes long
deferring     telling Discord that an answer takes longer
sender        the one way in which messages leave the bot, whatever Discord makes of it
replies       which of them replies to which message
telling       the host is told of each trouble once
"""
