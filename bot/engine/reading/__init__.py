"""What is known of a language, and what of a text is compared.

language      how common words are, and what they mean
meaning       what texts mean, as vectors
features      what of a text is compared
bags          the features of many texts as flat arrays
relations     who acts on whom
phrasings     the ways an entry is asked for
profile       what the phrasings of one entry come to
"""
