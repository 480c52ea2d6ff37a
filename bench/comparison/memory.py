"""A control group that limits the memory of a process, where the system lets us make one."""

import contextlib
import os
import pathlib

ROOT = pathlib.Path("/sys/fs/cgroup")
# Where groups are made, the file with the limit, the file with the peak: version 2, then version 1.
VERSIONS = (
    (ROOT, "memory.max", "memory.peak"),
    (ROOT / "memory", "memory.limit_in_bytes", "memory.max_usage_in_bytes"),
)


@contextlib.contextmanager
def limited(mib):
    """Gives a new MemoryGroup, or None where groups cannot be made."""
    group = _make(mib << 20)
    try:
        yield group
    finally:
        if group:
            group.path.rmdir()


class MemoryGroup:
    def __init__(self, path, peak):
        self.path = path
        self._peak = peak

    def peak_mib(self):
        """The most that was used, with what the kernel holds on behalf of the processes."""
        return int((self.path / self._peak).read_text()) / (1 << 20)


def _make(limit):
    for parent, knob, peak in VERSIONS:
        path = parent / f"bench-{os.getpid()}"
        if not (parent / "cgroup.procs").exists():
            continue
        try:
            path.mkdir()
        except OSError:
            continue
        try:
            _write(path / knob, limit)
            return MemoryGroup(path, peak)
        except OSError:
            path.rmdir()
    return None


def _write(knob, limit):
    """Never makes the file: it is there if the group can limit memory."""
    with open(knob, "r+") as file:
        file.write(str(limit))
