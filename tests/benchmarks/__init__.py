"""What the program costs, measured beside others: ``python -m tests.benchmarks``.

Needs the `test` extra. calcurse and khal are measured where they are installed (Debian: ``apt install calcurse khal``;
macOS: ``brew install calcurse khal``). Takes less than ten minutes on two cores, and exits 1 where a goal is missed.
Figures are medians of runs that take turns, as ratios, since machines are noisy; quiet ones measure better.
"""
