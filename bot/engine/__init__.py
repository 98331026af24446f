"""From a message and what was said before it to a decision. Knows neither Discord nor files.

matcher       a message to a decision: all that others call, but for what curators want to know
decision      what comes out: a plain value, with the evidence for it
method_cache  the last results of a method

The packages, each of which knows only those above it:

numeric       sums, rows and regressions, of numbers alone
wording       what the words of a message tell without an FAQ
reading       what is known of a language, and what of a text is compared
spelling      misspelt words, read as the FAQ's
index         an FAQ, read and indexed, and what of it is nearest to a question
judging       from signals to what is said to one question
conversation  what was said before, and messages that lean on it
messages      messages that are more than one plain question
small_talk    what asks nothing of the FAQ
safety        danger, and a person's own case
curation      for those who keep an FAQ
"""
