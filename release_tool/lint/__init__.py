"""The README rules of a registry: values in, faults out. One file a family of rules."""
