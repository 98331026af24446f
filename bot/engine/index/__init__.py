"""An FAQ, read and indexed, and what of it is nearest to a question.

faq_index       one version of an FAQ
phrasing_index  every phrasing as a sparse row, and those nearest to a question
bayes           naive Bayes over the words of each entry
classifier      which entry a meaning belongs to, over the whole FAQ
kind_regression  which kind of entry is asked for, over the whole FAQ
kinship         how far one answer also answers another question
mentions        the things that a text names
candidates      the first look: which entries there are to weigh
"""
