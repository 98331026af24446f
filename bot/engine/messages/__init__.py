"""Messages that are more than one plain question.

asking        what of a message is to be read as what it asks
repairs       what is taken back
directions    questions that name both directions
several       the one question among several pieces
doubles       whether there are two
"""
