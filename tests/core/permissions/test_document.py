"""The reference page of roles."""

from pathlib import Path

from goldenthread.core.permissions.document import PERMISSION_WORDS, roles_page
from goldenthread.core.permissions.terms import Permission

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "roles.md"


class TestRolesPage:
    def test_in_the_documents_is_the_table_that_the_code_asks(self) -> None:
        assert PAGE.read_text(encoding="utf-8") == roles_page()

    def test_has_words_for_every_permission(self) -> None:
        assert set(PERMISSION_WORDS) == set(Permission)
