"""The bot on Discord.

running     from a token to a clean end; `run(desk, settings)` is all that others call
settings    what it has to be told
client      what happens on Discord, and what is sent in turn
asking      whether a message is for the bot
answering   what to show, from the desk
rendering   a reply as components; fitting and text keep it within Discord's limits
buttons     what the buttons carry (custom_ids) and whom they call
commands    /ask and its registration
limits      how often one member may ask
failures    errors nobody foresaw
endpoint    something that stands in for Discord
"""
