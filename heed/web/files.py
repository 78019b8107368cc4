"""Static files: compressed, and named by a hash of what they hold, so that browsers may keep them for good."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Hashed(CompressedManifestStaticFilesStorage):
    """Whitenoise's storage that also hashes the names in `import … from`, and stays quiet before set-up.

    Where nothing was collected yet (a test run without node), the plain name is answered: a page without its
    style sheet is better than none.
    """

    support_js_module_import_aggregation = True

    def stored_name(self, name: str) -> str:
        """Return the hashed name, or the plain one before the files were collected."""
        return str(super().stored_name(name)) if self.hashed_files else name
