"""What tests share: posts about a made-up election, and where the project's files are."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

import netra

ROOT = Path(__file__).resolve().parents[3]
AWAN_BIRU = ROOT / "tests" / "packs" / "awan-biru"


@pytest.fixture(scope="session")
def made_up() -> netra.Classifier:
    """A classifier that knows the contestants of Awan Biru."""
    return netra.Classifier(lexicon=AWAN_BIRU)


@pytest.fixture(scope="session")
def posts() -> list[dict[str, object]]:
    """The posts of the project's examples."""
    with open(ROOT / "examples" / "posts.jsonl", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@pytest.fixture(scope="session")
def tool() -> Path:
    """The built tool; tests that compare with it are skipped where it is not."""
    built = Path(os.environ.get("NETRA_TOOL", ROOT / "target" / "release" / "netra"))
    if not built.exists():
        pytest.skip(f"no tool at {built}: build it, or name it in NETRA_TOOL")
    return built
