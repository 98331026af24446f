"""The bot on Discord.

running     from a token to a clean end; `run(desk, settings)` is all that others call
settings    what it has to be told
client      hears what happens on Discord and hands it to a feature
front       what features hold: the answers, and the one way in which anything is sent
callers     who is before the bot, and where
suggesting  what is offered while someone types
answering   what to show, from the desk
rendering   a reply as components; fitting and text keep it within Discord's limits
buttons     what stands below a reply; custom_ids is what they carry, presses how a press is heard
registering the commands, with Discord
rate_limit  how often one member may ask, and how much is said in one channel
limits      what Discord takes at most; paging is menus of more choices than that
deferring   telling Discord that an answer takes longer
lateness    for how long something has waited for the bot
turns       answers to messages leave the way free for commands
failures    errors nobody foresaw
endpoint    something that stands in for Discord

Features, each with its commands and what its buttons do:

questions   /ask, messages for the bot (asking), and the way from one answer to the next
overhearing answers nobody asked for, in the channels chosen for that
feedback    helpful or not, none of these, tell the moderators
following   replies that change or go with what they reply to; replies knows which they are
posting     a message answered from its menu, and shown to everyone
removing    a reply taken away again; menus is how both get into the menu of a message
browsing    /faq: topics, questions, help; catalogue is how they look
privacy     /privacy: what is kept, and having it deleted
belonging   on which servers the bot is
localising  the commands in other languages
"""
