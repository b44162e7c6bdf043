"""Fixtures shared by all tests."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# Two slow cores must not make a property fail; examples are bounded so that the suite stays quick.
settings.register_profile("relgraph", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("relgraph")
