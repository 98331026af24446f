"""What the commands tell, in words for people and as JSON for scripts.

results       how a question was answered
batch         many questions, a line of JSON each
changes       a drafted change
evaluation    how labelled questions were answered
inspection    what is wrong with an FAQ
rehearsal     what the bot would mistake in it
"""
