"""The bot on Discord.

running       from a token to a clean end; `run(desk, settings)` is all that others call
settings      what it has to be told
endpoint      something that stands in for Discord
client        hears what happens on Discord and hands it to a feature
heeding       which messages are worth a look
front         what features hold: the answers, and the one way in which anything is sent
callers       who is before the bot, and where
held          values held in memory, each for one person
bench         what moderators have begun
done          what was done already
failures      errors nobody foresaw

What to show:

answering     the desk's replies, turned into views
rendering     a reply as components
fitting       a reply made to fit into one message
text          text as Discord counts, cuts and reads it
limits        what Discord takes at most
paging        menus of more choices than that
buttons       what stands below a reply
custom_ids    what buttons carry
components    reading what a message that was sent shows and carries
suggesting    what is offered while someone types
localising    the commands in other languages

When, and how it is sent:

admission     whether a question is answered now, and before whom
rate_limit    how often one member may ask, and how much is said in one channel
turns         answers to messages leave the way free for commands
lateness      for how long something has waited for the bot
thinking      in the event loop, or beside it where the model of meaning takes long
deferring     telling Discord that an answer takes longer
sending       the one way in which messages leave the bot, whatever Discord makes of it
replies       which of them replies to which message
telling       the host is told of each trouble once

Features, each with its commands and what its buttons do:

registering   the commands, with Discord
presses       how a press is heard
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
belonging     on which servers the bot is
curating      what moderators do
"""
