"""Measuring: labelled sets and benchmarks, as `soan eval` and `soan bench` print them."""
