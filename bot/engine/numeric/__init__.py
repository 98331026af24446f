"""Of numbers alone.

postings      where each feature stands
rows          sparse rows, fetched whole
local_ridge   kernel ridge regression among the nearest phrasings
odds          log-odds, and back
choices       what weights are learnt from
quasi_newton  the minimum they lie at
"""
