"""Pictures of the bot for the README: `make pictures`.

The bot answers on the small Discord of the tests; what it sent there is drawn as Discord would show it, and a browser
without a window takes the picture. Nothing of Discord's own (fonts, icons, pictures) is used.

staging     what a picture is made of
scenes      what members ask and press, and what came of it
moderation  the same of moderators
drawing     messages as they went over the wire -> a page
browser     a page -> a picture
"""
