"""The log that everything is accounted for with: only added to, each line holding the hash of the one before.

`deeds` lists what is logged besides transitions, `log` appends, `chain` is the hashing, `replay` leads the log to the present
(both pure), `verify` looks whether nothing was changed, `export` gives it to somebody else.
"""
