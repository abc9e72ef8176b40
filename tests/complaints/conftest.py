"""What every test of the channel may rely on."""

import pytest

from complaints import sealing


@pytest.fixture(autouse=True)
def _cheap_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2id at the least cost that libsodium takes; what it costs in truth is asserted in test_crypto_contract."""
    monkeypatch.setattr(sealing, "OPERATIONS", 1)
    monkeypatch.setattr(sealing, "MEMORY_BYTES", 8192)
