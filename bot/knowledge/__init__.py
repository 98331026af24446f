"""YAML files to an FAQ, and changes of an FAQ back into them.

model       what an FAQ is
values      what everything in it is: a plain value
texts       every text of the bot's voice, by its name
sayings     what it says besides answers
locales     the languages that its texts may be in
documents   the files of an FAQ as they stand
shelf       the folder they live in
journal     what makes a change to several of them one change
starter     a small FAQ to begin with
builtin     the texts that come along

yaml_text   the text of one YAML file: what it says, where, and how it is changed
reading     the files to an FAQ, or to everything that is wrong with it
editing     changes as plain values, and what each makes of the files
"""
