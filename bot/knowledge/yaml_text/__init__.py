"""The text of one YAML file: what it says, where, and how it is changed; whatever is in it.

parsing     from bytes to a tree
nodes       the tree, in which everything knows its line
syntax      what broke the YAML, in plain words
layout      where everything stands, to the character
scalars     how a text is written
writing     data that is new to a file, in the style of the others
amending    a value made another by changing the fewest characters
merging     three versions to one that has both changes
"""
