"""``python forbid.py WORDS PROGRAM …``: run a program where the named system calls are refused.

As in a container whose seccomp filter forbids namespaces, or on a kernel without Landlock.
"""

import errno
import os
import sys

from dxlab.runner.sandbox.seccomp import Rule, build_filter, enforce

if __name__ == "__main__":
    enforce(build_filter([Rule(sys.argv[1], errno.EPERM)]))
    os.execv(sys.argv[2], sys.argv[2:])
