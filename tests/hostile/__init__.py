"""Broken and malicious files, made by code, through every door by which a file comes into the lab.

    python -m tests.hostile --count 10000            # the campaign: numbers for docs/hostile-input.md
    python -m tests.hostile --case 1234              # one of its files again, in this process, with its traceback

| module | what |
|---|---|
| pictures, films, weights | whole files, and lies about them |
| cases | all of these, cut at every 64 bytes and damaged at random, by number |
| doors | the functions that strangers' bytes reach |
| child | one process that opens files by their numbers, with bounded memory |
| campaign | hands numbers to children, ends those that hang, counts |
"""
