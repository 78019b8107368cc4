"""The council of the register's own tests."""

from tests.register.conftest import Council, council, fact

__all__ = ["Council", "council", "fact"]
