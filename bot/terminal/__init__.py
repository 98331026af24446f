"""The bot in a terminal.

chat          a conversation, the same as on a server
presenting    a reply as passages of text
explaining    why a question was decided as it was, as passages
screen        how passages look
keyboard      the lines a person types
"""
