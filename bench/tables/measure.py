"""Runs a command and prints its wall seconds and its peak memory, as JSON.

    python3 bench/tables/measure.py command argument ...
"""

import json
import resource
import subprocess
import sys
import time

start = time.perf_counter()
process = subprocess.run(sys.argv[1:], capture_output=True, text=True)
seconds = time.perf_counter() - start
if process.returncode != 0:
    sys.exit(process.stderr)
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
print(json.dumps({"seconds": seconds, "peakBytes": peak, "output": process.stdout}))
