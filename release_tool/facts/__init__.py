"""What several commands need to know: asked of the adapters, decided by the domain."""
