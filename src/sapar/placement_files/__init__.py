"""A placement as files: tables in, a folder out that proves itself, and its verification.

No Django and no database, so that a doubter needs nothing but the folder and this package.
layouts, reading: the tables. policy_file: the rules. market_tables: the market they make.
pipeline: a whole run. folder: what is written. verification: what a doubter asks.
"""
