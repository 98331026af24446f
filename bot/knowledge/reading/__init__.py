"""The files of an FAQ to the FAQ, or to everything that is wrong with it.

reader      all of it
explaining  what the model refused, in plain words, at its line
schema      the same for editors, as a JSON Schema
checking    what has to hold between the values
citing      sources, and the markers in answers
phrasings   the ways people put their questions
signs       the terms by which safety texts are called
voice       what has to hold for the bot's texts
overlay     a server's own files laid over the base
"""
