"""A throwaway registry with a history, and the walk through a release in it."""
