"""Findings (疑点与督办事项): what the rules of the worklist single out, since when, and what became of it."""
