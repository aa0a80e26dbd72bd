"""One file for each thing that is measured: a function from the ground to its figures."""
