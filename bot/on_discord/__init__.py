"""The bot on Discord.

running       from a token to a clean end; `run(desk, settings)` is all that others call
settings      what it has to be told
endpoint      something that stands in for Discord
client        hears what happens on Discord and hands it to a feature
heeding       which messages are worth a look
belonging     on which servers the bot is

What features hold, and are held to:

front         the answers, and the one way in which anything is sent
answering     the desk's replies, turned into views
suggesting    what is offered while someone types
registering   the commands, with Discord
presses       how a press is heard
callers       who is before the bot, and where
held          values held in memory, each for one person
bench         what moderators have begun
done          what was done already
failures      errors nobody foresaw

The packages:

showing       what is shown, as components
sending       when, and how it is sent
members       features for members, each with its commands and what its buttons do
curating      features for moderators
"""
