"""How the tables have changed shape: one Alembic revision for each change, applied by `tracker/store/shape.py`."""

HEAD = "0030"
"""The revision this program works with. Opening a database already at it does not import Alembic."""

KNOWN = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010", "0011",
         "0012", "0013", "0014", "0015", "0016", "0017", "0018", "0019", "0020", "0021", "0022", "0023", "0024",
         "0025", "0026", "0027", "0028", "0029", "0030")
"""Every revision this program has heard of, oldest first; any other was written by a newer one."""

VERSION_TABLE = "sanxin_version"
"""Our own name, so that another program's Alembic in the same PostgreSQL database is not mistaken for us."""
