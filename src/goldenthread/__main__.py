"""`python -m goldenthread` is the same as `goldenthread`."""

from goldenthread.site.cli import main

main(prog_name="goldenthread")
