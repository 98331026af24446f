"""From a message and what was said before it to a decision. Knows neither Discord nor files.

matcher       a message to a decision: all that others call, but for what curators want to know
decision      what comes out: a plain value, with the evidence for it
conversation  what was said before, passed in and returned, and messages that pick from it

What is known of a language, and what an FAQ is read into:

language      how common words are, and what they mean
grammar       the words that glue a question together
text          from what was typed to plain words
features      what of a text is compared
faq_index     one version of an FAQ, read and indexed
phrasings     the ways its entries are asked for
phrasebook    groups of phrases that stand for one another
profile       what the phrasings of one entry come to
kinship       how far one answer also answers another question
relations     who acts on whom
directions    questions that name both directions
company       which words stand beside which

Spelling:

spelling      misspelt words, read as the FAQ's
lexicon       the words near to a typed one
slips         how unlikely it is that one word comes out as another
own_slips     misspellings among the FAQ's own words
sentences     a message as it was typed, but for what was misspelt

What is nearest, and what that says:

bags          the features of many texts as flat arrays
postings      where each feature stands
rows          sparse rows, fetched whole
index         every phrasing as such a row, and those nearest to a question
meaning       what texts mean, as vectors
bayes         naive Bayes over the words of each entry
local_ridge   kernel ridge regression among the nearest phrasings
classifier    which entry a meaning belongs to, over the whole FAQ
kind_regression  which kind of entry is asked for, over the whole FAQ
candidates    the first look: which entries there are to weigh

From signals to what is said:

signals       what speaks for an entry
confidence    their sum, a conditional logit against silence
trust         whether to show the likeliest, asked once more
odds          log-odds, and back
own_lessons   what the FAQ's own phrasings teach of the weights
choices       what weights are learnt from
quasi_newton  the minimum they lie at
judging       all this, for one question
ruling        from a judgement to a verdict
verdict       an answer, suggestions, or neither
method_cache  the last results of a method

Messages that are more than one plain question:

parts         sentences, questions, the story around them
divisions     where there may be two
doubles       whether there are
several       the one question among several pieces
asking        what of a message is to be read as what it asks
frames        requests to be told about something
repairs       what is taken back
remarks       what is said of something of one's own, and asks nothing
orders        what is no question, but an order to the bot
antecedents   what a pronoun may stand for
turns         a message after an answer, in all its readings
turn_signals  what speaks for an answer to it
follow_ups    the verdict on it

Danger, a person's own case, and small talk:

signs         words that tell of them
safety        whether a message calls for such a text
in_general    what a message about somebody asks of everybody
aftermath     what follows on one
relief        whether the danger is over
chatter       small talk by lists
small_talk    small talk and wishes that no list foresees
small_talk_ruling  which messages are that

For those who keep an FAQ:

evaluation    labelled questions, and how many are answered rightly
selfcheck     what the FAQ makes of its own questions
trial         what a change does to the questions people ask
grouping      unanswered questions that mean the same
"""
