"""Misspelt words, read as the FAQ's.

spelling      which word was meant
lexicon       the words near to a typed one
slips         how unlikely it is that one word comes out as another
own_slips     misspellings among the FAQ's own words
company       which words stand beside which
sentences     a message as it was typed, but for what was misspelt
"""
