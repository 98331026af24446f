"""The commands of the command line, each a few lines over the desk.

talking     run, chat, and `faqbot` by itself
asking      ask
authoring   check, new, schema
evaluating  evaluate
entries     entry, with commands of its own
transfer    export, import
changing    what all of these that change the FAQ do alike
options     what all commands take
"""
