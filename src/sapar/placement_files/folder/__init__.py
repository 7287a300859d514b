"""What goes out: the folder of a run, for people and for programs, and its verification."""
