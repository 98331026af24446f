"""Features for members, each with its commands and what its buttons do.

menus         commands in the menu of a message
questions     /ask, messages for the bot, and the way from one answer to the next
asking        what a message asks of the bot
overhearing   answers nobody asked for, in the channels chosen for that
feedback      helpful or not, none of these, tell the moderators
following     replies that change or go with what they reply to
posting       a message answered from its menu, and shown to everyone
removing      a reply taken away again
browsing      /faq: topics, questions, help
catalogue     how they look
privacy       /privacy: what is kept, and having it deleted
"""
