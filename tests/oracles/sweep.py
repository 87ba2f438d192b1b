#!/usr/bin/env python3
"""Every file of a folder through `read`, `read --card` and `check`: an answer each time.

    sweep.py [--outputs] PROGRAM FOLDER...

With `--outputs` also every file that can be made of it, under the first import: each is written or refused in a sentence.

No run may panic, take longer than 10 seconds or more than 1 GiB; every refusal has a name, a place and a sentence
that says what to do.
"""

import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter

SECONDS = 10
BYTES = 1 << 30


def limited():
    """Far above what is allowed, so that the machine lives even if the program does not keep to it."""
    resource.setrlimit(resource.RLIMIT_AS, (6 * BYTES, 6 * BYTES))


def run(command):
    """Exit code, seconds, bytes, and both outputs of a program."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        begun = time.monotonic()
        process = subprocess.Popen(command, stdout=out, stderr=err, preexec_fn=limited)
        seconds, code, usage = 0.0, None, None
        while code is None:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            seconds = time.monotonic() - begun
            if pid:
                code = os.waitstatus_to_exitcode(status)
            elif seconds > 30 * SECONDS:
                # So long on the clock even on a machine that is busy with other work.
                process.kill()
                _, status, usage = os.wait4(process.pid, 0)
                code = os.waitstatus_to_exitcode(status)
            else:
                time.sleep(0.002)
        process.returncode = code
        # A table may be as long as a gigabyte; only what is looked at is kept.
        end = out.seek(0, os.SEEK_END)
        out.seek(0)
        err.seek(0)
        said = out.read() if end < 64 << 20 else b""
        # The shares of other programs of a busy machine do not count.
        return code, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, said, err.read()


def faults_of(step, result):
    """What is wrong with one run, and the name of the refusal, if it was one."""
    code, seconds, peak, out, err = result
    faults = []
    if code not in (0, 1):
        faults.append(f"{step}: exit code {code}: {err[-200:]!r}")
    if b"panicked" in err:
        faults.append(f"{step}: panic: {err[-300:]!r}")
    if seconds > SECONDS:
        faults.append(f"{step}: {seconds:.1f} s")
    if peak > BYTES:
        faults.append(f"{step}: {peak >> 20} MiB")
    return faults


def refusal(card):
    """The name of the refusal, and what its message lacks."""
    error = card.get("error")
    if not error:
        return None, []
    message = error.get("message", "")
    faults = []
    if not error.get("code") or not error.get("name"):
        faults.append("refused without a name")
    if message.count(".") < 2:
        faults.append(f"refused without saying what to do: {message}")
    if error.get("name") in ("reading-crashed", "engine-failed"):
        faults.append(f"the reader crashed: {message}")
    return error.get("name"), faults


PRODUCTS = ("cleaned", "changes", "report", "annotated", "html", "rejected", "summary", "xlsx")


def outputs(program, path):
    """Each file that is made of a check, on its own."""
    for product in PRODUCTS:
        with tempfile.TemporaryDirectory() as folder:
            command = [program, "check", path, "--import", "gryzzly/projects", "--format", "json"]
            yield product, run([*command, "--out", folder, "--write", product])


def one(program, path, with_outputs):
    """The faults of a file, its outcome, and the slowest and largest run."""
    read = run([program, "read", path])
    card = run([program, "read", path, "--card"])
    check = run([program, "check", path, "--format", "json"])
    steps = {"read": read, "card": card, "check": check}
    if with_outputs:
        steps |= dict(outputs(program, path))
    faults = [fault for step, result in steps.items() for fault in faults_of(step, result)]
    outcome = None
    try:
        outcome, more = refusal(json.loads(card[3]))
        faults += more
        json.loads(check[3])
    except ValueError as error:
        faults.append(f"what it prints is no JSON: {error}")
    if read[0] == 1 and not read[4].strip():
        faults.append("read: refused without a word")
    return faults, outcome, max(r[1] for r in steps.values()), max(r[2] for r in steps.values())


def main():
    with_outputs = sys.argv[1] == "--outputs"
    program, *folders = sys.argv[2:] if with_outputs else sys.argv[1:]
    paths = sorted(p for f in folders for p in pathlib.Path(f).rglob("*") if p.is_file())
    paths = [p for p in paths if p.name not in ("MANIFEST.tsv", "SKIPPED.tsv")]
    outcomes, failed, slowest, largest = Counter(), 0, (0.0, None), (0, None)
    for path in paths:
        faults, outcome, seconds, peak = one(program, str(path), with_outputs)
        outcomes[outcome or "read"] += 1
        slowest = max(slowest, (seconds, path.name))
        largest = max(largest, (peak, path.name))
        if os.environ.get("VERBOSE"):
            print(f"{path}\t{outcome}\t{seconds:.2f}\t{peak >> 20}", flush=True)
        for fault in faults:
            print(f"{path}: {fault}", flush=True)
        failed += bool(faults)
    for name, count in outcomes.most_common():
        print(f"{count:6} {name}")
    print(f"{len(paths)} files; slowest {slowest[0]:.1f} s ({slowest[1]}), largest {largest[0] >> 20} MiB ({largest[1]})")
    print(f"{failed} with a fault")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
