"""Changes as plain values, and what each makes of the files.

edits       every change there is: files to files
in_place    one change in the text of one file, and nothing else
fields      what people type into a form, to an entry
table       tables of entries, to changes
importing   exports and tables that somebody brings along, to changes
differing   what has become of an FAQ between two versions
undoing     taking that back, whatever was changed since
"""
