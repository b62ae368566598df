"""What the first reader of a page costs, when no cache has it: milliseconds and queries of one render."""

from benchmarks import trial

PAGES = {"home": "/", "statement": "/statement/", "wall": "/statement/signatures/", "motion": "/model-motion/"}
FIRST = 1_000


def measure(_signatures: int) -> dict[str, dict[str, float]]:
    """By page, with a thousand signatures. Requests per second are not measured here, so they are absent."""
    from django.test import Client

    from benchmarks.growth import grow_to

    grow_to(FIRST)
    client = Client()
    found = {}
    print(f"{'reading':<28} {'queries':>8} {'first render, ms':>17}")
    for name, address in PAGES.items():
        client.get(address)  # what a process keeps for good is no part of it
        cost = trial.cost(lambda address=address: client.get(address))
        found[name] = {"first_render_ms": round(cost.ms, 1), "queries": cost.queries}
        print(f"{name:<28} {cost.queries:>8} {cost.ms:>17.0f}")
    print()
    return found
