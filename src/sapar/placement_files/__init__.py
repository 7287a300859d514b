"""A placement as files: tables in, a folder out that proves itself, and its verification.

No Django and no database, so that a doubter needs nothing but the folder and this package.
pipeline: a whole run. tables: what comes in. market: from tables to seats. proof: what is true of
them and what people are told. folder: what goes out, and what a doubter asks of it.
"""
