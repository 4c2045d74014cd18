"""The simulated sample: files such as a commune has, about people who do not exist.

Seeded: the same files, byte for byte, every time.
"""

from kpi.sample.files import SampleFile, write_sample

__all__ = ["SampleFile", "write_sample"]
