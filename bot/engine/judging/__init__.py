"""From signals to what is said to one question.

signals       what speaks for an entry
confidence    their sum, a conditional logit against silence
own_lessons   what the FAQ's own phrasings teach of the weights
trust         whether to show the likeliest, asked once more
judge         all this, for one question
ruling        from a judgement to a verdict
verdict       an answer, suggestions, or neither
"""
