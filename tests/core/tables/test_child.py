import subprocess
import sys

import pytest

_CONFINED = "from goldenthread.core.tables import child, Limits\nchild._confine(Limits())\n"


class TestConfine:
    @pytest.mark.parametrize(
        "act",
        [
            "import socket; socket.create_connection(('127.0.0.1', 9), timeout=1)",
            "import subprocess; subprocess.run(['true'])",
            "import os; os.system('true')",
            "open('/tmp/goldenthread-should-not-be', 'w')",
        ],
        ids=["network", "process", "shell", "writing"],
    )
    def test_leaves_the_child_nothing_to_do_but_read(self, act):
        ended = subprocess.run([sys.executable, "-c", _CONFINED + act], capture_output=True, check=False)

        assert ended.returncode == 1
        assert b"PermissionError" in ended.stderr
