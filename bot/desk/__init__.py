"""The desk: everything a front end may ask for, and the only thing it holds.

faq_desk    the desk itself: asking and browsing
asked       what is remembered of a question as it is answered
serving     what it answers from, and for which server
reply       what a front end is handed to show
contents    what that consists of, in reading order
gist        the first sentences of an answer
feedback    what members say of answers
posted      where replies are that follow what they reply to
place       where things happen
servers     what the moderators of a server have set
privacy     what is held on members and servers

What moderators do:

curating    changing an FAQ
drafter     who makes drafts of changes, and saves them
drafts      a change that can be saved, and what comes of it
effects     what it does to questions that members asked
history     what was changed, by whom, when and why
review      questions that were not answered well
statistics  figures of a server

What is served and kept:

library     every FAQ that is served, each in one whole version
watching    that somebody has changed the YAML
resting     a matcher that is not in memory while nobody wants it
archive     the records as the desk holds them
listeners   who wants to know when something happens
fading      what is held in memory for a while
daily       something to be done once a day
"""

from bot.desk.archive import Archive
from bot.desk.asked import Asking
from bot.desk.faq_desk import FaqDesk
from bot.desk.place import Place
from bot.desk.reply import Block, Citation, Reply, citations, reply_for

__all__ = ["Archive", "Asking", "Block", "Citation", "FaqDesk", "Place", "Reply", "citations", "reply_for"]
