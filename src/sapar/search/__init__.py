"""Full text over everything that a reader may see, in three languages, on both databases."""
