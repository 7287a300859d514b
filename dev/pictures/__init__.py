"""`make pictures`: the pictures of the documentation, taken anew from the sample university."""
