"""Made-up collectives in real places, so that every screen can be seen full.

They go through the same use cases as real ones, so nothing impossible arises; but many in one transaction, and nobody is
mailed. Everything follows from a seed. A response that was made up is marked as such for ever.
"""

from results.demo.make import Made, make_demo, remove_demo
from results.demo.refusal import DemoRefused

__all__ = ["DemoRefused", "Made", "make_demo", "remove_demo"]
