"""What is shown, as components.

rendering     a reply as components
fitting       a reply made to fit into one message
text          text as Discord counts, cuts and reads it
limits        what Discord takes at most
paging        menus of more choices than that
buttons       what stands below a reply
custom_ids    what buttons carry
components    reading what a message that was sent shows and carries
localising    the commands in other languages
"""
