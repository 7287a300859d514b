"""Three engines with one result, chosen by size: plain Python, NumPy, and Numba if installed."""
