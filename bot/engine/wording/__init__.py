"""What the words of a message tell without an FAQ.

grammar       the words that glue a question together
text          from what was typed to plain words
phrasebook    groups of phrases that stand for one another
signs         words that tell of danger, or of a person's own case
chatter       small talk by lists
parts         sentences, questions, the story around them
divisions     where there may be two questions
frames        requests to be told about something
orders        what is no question, but an order to the bot
remarks       what is said of something of one's own, and asks nothing
"""
