"""The sample office, synced once for all tests of the screen."""

from __future__ import annotations

import pytest

from tests.ui.sample_office import Synced, synced


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Synced:
    """The sample office and a cache of it; neither is to be changed."""
    return synced(tmp_path_factory.mktemp("sample"))
