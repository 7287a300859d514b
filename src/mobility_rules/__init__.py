"""Whatever decides from facts: frozen facts go in, a verdict with all its reasons comes out.

Pure Python of the standard library. Nothing here opens a file, asks a clock or knows the project
around it, so that a decision of today can be recomputed from its stored facts in ten years.
"""
