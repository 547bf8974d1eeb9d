"""sanxin: what a county attracts, kept as facts, moved through six stages and counted against targets."""

__version__ = "0.1.0"
