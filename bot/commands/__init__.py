"""The commands of the command line, each a few lines over the desk."""
