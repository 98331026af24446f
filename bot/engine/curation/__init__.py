"""For those who keep an FAQ.

evaluation    labelled questions, and how many are answered rightly
selfcheck     what the FAQ makes of its own questions
trial         what a change does to the questions people ask
grouping      unanswered questions that mean the same
"""
